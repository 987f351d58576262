"""The tables of a plan."""

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
