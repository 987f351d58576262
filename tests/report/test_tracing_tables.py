"""Sampling rules and trace groups, as `show` tells of them."""

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
    NamePattern: p-${Name}
    TraceSampling: 10%
SamplingRules:
  rest: {Priority: 9000}
  none: {Priority: 1, Path: /health*, Rate: 0%}
  first: {Priority: 2, Method: POST, Host: a.example, Rate: 0%, Reservoir: 1}
  every: {Priority: 3, Service: shop, ServiceType: x, ResourceArn: "arn:y", Rate: 100%,
          Attributes: {tenant: a*}}
  most: {Priority: 4, Path: /a, Reservoir: 2000, Rate: 2.5%,
         Boost: {MaximumRate: 50%, Cooldown: 1 minute}}
  boosted: {Priority: 5, Path: /b, Boost: {MaximumRate: 100%, Cooldown: 2 hours}}
TraceGroups:
  slow: {Filter: responsetime > 1}
  failed: {Filter: fault, Insights: yes}
  told: {Filter: error, Insights: yes, Notifications: yes}
"""


def test_rules_and_groups_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rules in the order they are tried, each with what it matches and how much of that it records."""
    (tmp_path / "specs.yaml").write_text(_SPECS, encoding="utf-8")
    (plan,) = load(tmp_path).plans
    print_all(plan_tables(plan))
    rows = [re.split(r"\s{2,}", line.strip()) for line in capsys.readouterr().out.splitlines()]
    start = rows.index(["Priority", "Rule", "Requests", "Records", "Boost"])
    assert rows[start - 2] == ["Sampling rules (6)"]
    assert rows[start + 2 : start + 8] == [
        ["1", "p-none", "/health*", "none"],
        ["2", "p-first", "POST host a.example", "1 a second"],
        ["3", "p-every", "service shop on x of arn:y tenant = a*", "all"],
        ["4", "p-most", "/a", "2,000 a second, 2.5 % of the rest", "up to 50 %, once in 1 minute"],
        ["5", "p-boosted", "/b", "10 %", "up to 100 %, once in 120 minutes"],
        ["9000", "p-rest", "all", "10 %"],
    ]
    start = rows.index(["Group", "Traces", "Insights"])
    assert rows[start - 2] == ["Trace groups (3)"]
    assert rows[start + 2 : start + 5] == [
        ["p-slow", "responsetime > 1"],
        ["p-failed", "fault", "on"],
        ["p-told", "error", "told to EventBridge"],
    ]


def test_json_has_all_of_them(tmp_path: Path) -> None:
    """Every field, rates as shares."""
    (tmp_path / "specs.yaml").write_text(_SPECS, encoding="utf-8")
    (plan,) = load(tmp_path).plans
    found = json.loads(plan_json(plan))
    assert found["environment"]["trace_sampling"] == 0.1
    most = found["sampling_rules"][4]
    assert (most["name"], most["rate"], most["reservoir"]) == ("most", 0.025, 2_000)
    assert most["boost"] == {"maximum_rate": 0.5, "cooldown": 1}
    assert found["sampling_rules"][3]["attributes"] == [["tenant", "a*"]]
    assert found["trace_groups"][2] == {
        "name": "told", "physical_name": "p-told", "filter": "error", "insights": True,
        "notifications": True, "tags": [],
    }  # fmt: skip
    assert "SamplingRuleMost" in found["stacks"]["eventflow-production-tracing"]["Resources"]


def test_nothing_is_said_where_there_are_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An environment without tracing has no tables of it."""
    (tmp_path / "specs.yaml").write_text(_SPECS.partition("SamplingRules:")[0], encoding="utf-8")
    (plan,) = load(tmp_path).plans
    print_all(plan_tables(plan))
    shown = capsys.readouterr().out
    assert "Sampling" not in shown
    assert "Trace" not in shown
