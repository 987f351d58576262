"""The tables of a plan."""

import re
from pathlib import Path

import pytest

from eventflow_monitoring.cli.load import load
from eventflow_monitoring.report.output import print_all
from eventflow_monitoring.report.plan_table import plan_tables

_SPECS = """\
Environments:
  production:
    Account: 111111111111
    Region: us-east-1
    LogRetention: 30 days
    Domain: eventflow.example
HealthChecks:
  api: {Path: /health, SearchString: '[bold]"UP"'}
  admin: {Path: /, Domain: admin.eventflow.example, Port: 8443, Interval: 10 seconds}
"""


def test_health_checks_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A health check has its URL, how often it is requested and what is looked for."""
    (tmp_path / "specs.yaml").write_text(_SPECS, encoding="utf-8")
    (plan,) = load(tmp_path).plans
    print_all(plan_tables(plan))
    lines = [line.split("  ") for line in capsys.readouterr().out.splitlines()]
    rows = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    assert ["Health checks (2)"] in rows
    assert ["Health check", "URL", "Every", "Text looked for"] in rows
    assert ["api", "https://eventflow.example/health", "30 seconds", '[bold]"UP"'] in rows
    assert ["admin", "https://admin.eventflow.example:8443/", "10 seconds", "none"] in rows


_MUTED = """\
Tier: low
Environments:
  production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days, NamePattern: "p-${Name}"}
Channels: {team: {Kind: Email, Address: a@b.example}}
Topics: {alerts: {Tier: low, Channels: [team]}}
Defaults: {Alarms: {Actions: [alerts]}}
Metrics: {Lag: {Namespace: A, Unit: Count of events, Statistic: Maximum}}
Alarms:
  A: {Condition: Lag > 1}
  B: {Condition: Lag > 2, Enabled: false}
Mutes:
  upgrade: {Alarms: [A, B], Schedule: cron(0 3 * * SUN), Duration: 2 hours, TimeZone: Europe/Berlin}
  off: {Alarms: [B], Schedule: "2026-12-24T18:00", Duration: 1 day}
"""


def test_mutes_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mute says when it is in force, and which of the alarms that are deployed here it keeps quiet."""
    (tmp_path / "specs.yaml").write_text(_MUTED, encoding="utf-8")
    (plan,) = load(tmp_path).plans
    print_all(plan_tables(plan))
    rows = [re.split(r"\s{2,}", line.strip()) for line in capsys.readouterr().out.splitlines()]
    assert ["Mutes (2)"] in rows
    assert ["p-upgrade", "every Sunday at 03:00 for 2 hours (Europe/Berlin)", "p-A"] in rows
    assert ["p-off", "on 2026-12-24 at 18:00 for 1 day (UTC)", "none that is deployed"] in rows
