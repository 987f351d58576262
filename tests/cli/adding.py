"""Specs that an alarm can be added to, and `new alarm`, which does it."""

import sys
from pathlib import Path

from eventflow_monitoring.cli.load import load
from eventflow_monitoring.cli.main import main

BASE = """\
Environments:
  production:
    Account: 111111111111
    Region: us-east-1
    LogRetention: 30 days
    RunbookBaseUrl: https://wiki.example/
Channels: {team: {Kind: Slack, Workspace: T0, Channel: C0}}
Topics:
  notices: {Tier: low, Channels: [team]}
  alerts: {Tier: high, Channels: [team]}
Metrics: {Lag: {Namespace: A, Unit: Count of events, Statistic: Maximum, Type: gauge}}
"""
CONDITION = "Lag > 10 events for 5 minutes"


def new(*arguments: str) -> int:
    """Run `new alarm` and return its exit status."""
    argv, sys.argv = sys.argv, ["eventflow-monitoring", "new", "alarm", *arguments]
    try:
        return main()
    finally:
        sys.argv = argv


def check(specs: Path, *names: str) -> None:
    """Expect specs without errors, with some alarms."""
    loaded = load(specs)
    assert [one for one in loaded.problems if one.is_error] == []
    assert [alarm.name for alarm in loaded.plans[0].monitoring.alarms] == list(names)


def texts(directory: Path) -> dict[str, bytes]:
    """Return what every file below a directory holds."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in directory.rglob("*")
        if path.is_file()
    }
