"""The tables of a plan."""

import json
import re
from pathlib import Path

import pytest

from eventflow_monitoring.cli.load import load
from eventflow_monitoring.report.output import print_all
from eventflow_monitoring.report.plan_json import plan_json
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
  deep: {Probe: canary, Path: /health, Expect: {status: UP}, Status: 204}
Probes:
  ready: {Path: /ready, Port: 3000, StatusCodes: 200-299}
  live: {Kind: Container, Command: node live.js, Retries: 1, Interval: 1 minute}
"""


def test_health_checks_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A health check has its probe, its URL, how often it is requested and what is looked for."""
    (tmp_path / "specs.yaml").write_text(_SPECS, encoding="utf-8")
    (plan,) = load(tmp_path).plans
    print_all(plan_tables(plan))
    lines = [line.split("  ") for line in capsys.readouterr().out.splitlines()]
    rows = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    url = "https://eventflow.example/health"
    for row in (
        ["Health checks (3)"],
        ["Health check", "Probe", "URL", "Every", "What is looked for"],
        ["api", "route53", url, "30 seconds", '[bold]"UP"'],
        ["admin", "route53", "https://admin.eventflow.example:8443/", "10 seconds", "no text"],
        ["eventflow-deep", "canary", url, "1 minute", "status 204, status = UP"],
        ["Probes (2)"],
        ["Parameters", "Read by", "Request", "Every", "Unhealthy after"],
        ["/eventflow/probes/ready/*", "load balancer", "HTTP 3000 /ready, status 200-299",
         "30 seconds", "2 failures in a row"],
        ["/eventflow/probes/live/*", "ECS", "node live.js", "1 minute", "1 failure in a row"],
    ):  # fmt: skip
        assert row in rows


def test_json_says_what_asks_and_what_a_service_reads(tmp_path: Path) -> None:
    """Health checks with their probe and URL, probes with their settings."""
    (tmp_path / "specs.yaml").write_text(_SPECS, encoding="utf-8")
    parts = json.loads(plan_json(load(tmp_path).plans[0]))
    assert [(one["name"], one["probe"]) for one in parts["health_checks"]] == [
        ("api", "route53"), ("admin", "route53"), ("deep", "canary"),
    ]  # fmt: skip
    assert parts["health_checks"][2]["url"] == "https://eventflow.example/health"
    assert parts["health_checks"][2]["expected"] == [["status", "UP"]]
    assert parts["probes"][1]["settings"] == {
        "Command": "node live.js", "Interval": "60", "Timeout": "5", "Retries": "1",
        "StartPeriod": "0",
    }  # fmt: skip


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
