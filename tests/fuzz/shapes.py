"""Specs made of the right keys, with values that may belong there."""

import json
from collections.abc import Mapping
from random import Random
from typing import Any

from eventflow_monitoring.compiler.gather_sections import sections
from eventflow_monitoring.reference.check_example import base_text
from eventflow_monitoring.specs.section import Kind

SCALARS = (
    "5", "5%", "180%", "0", "-1", "1e99", "1,000", "10,000 events", "5 minutes", "90 seconds",
    "30 days", "true", "no", "critical", "high", "low", "us-east-1", "111111111111", "a.example",
    "${Name}-x", "${Region}", "${x}", "${G}", "Threshold", "Composite", "Log", "PromQL", "Slack",
    "Email", "Webhook", "Text", "Percent", "Count of events", "Milliseconds", "Sum", "p95",
    "TM(10%:90%)", ">", "GreaterThanThreshold", "Requests", "Errors", "ErrorRate", "Lag", "Memory",
    "alerts", "pages", "team", "on-call", "A", "B", "A*", "100 * Errors / Requests",
    "FILL(Errors, REPEAT)", "Lag > 10,000 events for 10 minutes", "p95(Latency) > 1 second",
    "Memory > 80% for 3 of 5 periods", "ErrorRate > 5% over 5 minutes", "ALARM(A) AND NOT OK(B)",
    "AT_LEAST(2, ALARM, (A, B))", 'SELECT MAX(Lag) FROM "Example"', "fields @message", "up == 0",
    "cron(0 3 * * SUN)", "2026-12-24T18:00", "Europe/Berlin", "+05:30", "2027-01-31", "0 to 100%",
    "any", "breaching", "https://a.example/x", "T0", "C0", "a@b.example", "/example/backend",
    "fault AND !ok", 'edge("a", "b") { error }', "annotation[a] > 5", 'group.name = "A"', "/a*", "POST",
    "missing", "ignore", "sliding", "localhost:3000", "postgresql.backends", "", "$", "{}", "é", "日本", "x" * 300,
)  # fmt: skip
"""What may stand as a value somewhere."""

_RESERVED = ("Environments", "Extends", "ForEach", "Allow", "Condition", "Kind", "Nothing")
_SECTIONS = {name: section for name, section in sections().items() if section.kinds}

_RIGHT: Mapping[str, tuple[dict[str, Any], ...]] = {
    "Alarms": (
        {"Tier": "high", "Condition": "Lag > 10,000 events for 10 minutes", "Actions": ["alerts"]},
        {"Tier": "high", "Metric": "Memory", "ComparisonOperator": ">", "Threshold": "90%"},
        {"Tier": "low", "Kind": "AnomalyDetection", "Metric": "Requests", "Actions": ["alerts"]},
        {"Tier": "low", "Kind": "Composite", "Rule": "ALARM(A) OR ALARM(B)", "Actions": ["pages"]},
        {"Tier": "low", "Kind": "PromQL", "Query": "up == 0", "Actions": ["alerts"]},
        {"Tier": "low", "Kind": "MetricsInsights", "Query": 'SELECT MAX(Lag) FROM "Example"',
         "ComparisonOperator": ">", "Threshold": "5"},
        {"Tier": "low", "Kind": "Log", "LogGroups": ["/example/backend"], "Query": "fields @message",
         "ComparisonOperator": ">", "Threshold": "0"},
        {"Extends": "A", "Threshold": "7"},
    ),
    "Metrics": (
        {"Namespace": "X", "Unit": "Count", "Statistic": "Sum"},
        {"Expression": "100 * Errors / Requests", "Unit": "Percent"},
    ),
    "Channels": (
        {"Kind": "Email", "Address": "a@b.example"},
        {"Kind": "Slack", "Workspace": "T0", "Channel": "C1"},
        {"Kind": "OpsItem", "Severity": "2"},
    ),
    "Topics": ({"Tier": "high", "Channels": ["team"]},),
    "LogGroups": ({}, {"Retention": "30 days"}, {"FieldIndexes": ["a"], "Class": "STANDARD"}),
    "MetricFilters": (
        {"LogGroup": "/example/backend", "Pattern": '{ $.level = "ERROR" }', "Metric": "Errors"},
        {"LogGroup": "/example/backend", "Pattern": "?a ?b", "Metric": "Errors", "Default": "0"},
    ),
    "SubscriptionFilters": (
        {"LogGroup": "/example/backend", "Pattern": "[a, b=1, ...]", "Function": "index"},
        {"LogGroup": "/example/backend", "Stream": "s", "Role": "r"},
    ),
    "Queries": ({"LogGroups": ["/example/backend"], "Query": "filter a = 1 | stats count(*) by b"},),
    "Collectors": (
        {"LogGroup": "/example/backend", "Scrape": [{"Target": "localhost:3000"}], "Traces": {}},
        {"LogGroup": "/example/backend", "Otlp": {"Metrics": ["Requests"]}},
        {"PostgreSql": {"Endpoint": "a.example:5432", "Username": "a",
                        "Password": {"SecretsManager": "a"}, "QueryLogGroup": "/example/backend"}},
    ),
    "HealthChecks": (
        {"Path": "/x", "Domain": "a.example"},
        {"Probe": "canary", "Path": "/x", "Domain": "a.example", "Expect": {"a.b": "UP"}},
    ),
    "Probes": (
        {"Path": "/x", "Port": "3000"},
        {"Kind": "Container", "Path": "/x", "Port": "3000", "Retries": "3"},
    ),
    "Dashboards": (
        {"Rows": [[{"Title": "a", "Metrics": ["Lag"]}]]},
        {
            "Rows": [
                [{"Title": "a", "View": "gauge", "Metrics": [{"Metric": "Lag", "By": ["group"]}]}],
                [{"Kind": "Column", "Widgets": [{"Kind": "Text", "Markdown": "x", "X": "1"}]}],
                [{"Kind": "LogQuery", "Title": "q", "Query": "fields a", "LogGroups": []}],
            ],
            "Variables": {"v": {"Property": "group", "ValuesOf": "Lag"}},
        },
        {"Kind": "TierOverview", "Tier": "high"},
    ),
    "SamplingRules": (
        {"Priority": "100"},
        {"Priority": "200", "Path": "/a*", "Method": "POST", "Rate": "5%", "Reservoir": "1",
         "Attributes": {"a": "b"}, "Boost": {"MaximumRate": "50%", "Cooldown": "5 minutes"}},
    ),
    "TraceGroups": (
        {"Filter": "fault OR responsetime > 1"},
        {"Filter": 'service("a") { error } AND annotation.a = "b"', "Insights": "true"},
    ),
    "Mutes": ({"Alarms": ["A*"], "Schedule": "cron(0 3 * * SUN)", "Duration": "2 hours"},),
}  # fmt: skip


def shape(random: Random) -> Mapping[str, bytes]:
    """Return a spec of some sections, beside the base that the examples of the reference stand on."""
    document: dict[str, Any] = {}
    for name in random.sample(sorted(_SECTIONS), k=random.choice((1, 1, 2, 3))):
        names = random.sample(
            ("A", "B", "C", "Lag-${G}", "/a", "x y"), k=random.choice((1, 1, 2, 3))
        )
        document[name] = {one: _entry(random, name) for one in names}
    if random.random() < 0.2:
        section = random.choice(sorted(_SECTIONS))
        document["Defaults"] = {section: _changed(random, section, {})}
    if random.random() < 0.2:
        document["Templates"] = {"T": _entry(random, random.choice(sorted(_SECTIONS)))}
    text = json.dumps(document, ensure_ascii=False, indent=random.choice((None, 1)))
    return {"base.yaml": base_text().encode(), "spec.yaml": text.encode()}


def _entry(random: Random, section: str) -> Any:
    entry = dict(random.choice(_RIGHT[section]))
    return entry if random.random() < 0.3 else _changed(random, section, entry)


def _changed(random: Random, section: str, entry: dict[str, Any]) -> dict[str, Any]:
    kind: Kind = random.choice(_SECTIONS[section].kinds)
    keys = [str(field.alias) for field in kind.spec.model_fields.values()]
    for _ in range(random.choice((1, 1, 2, 3))):
        key = random.choice(_RESERVED if random.random() < 0.25 else keys or _RESERVED)
        entry[key] = _value(random, key, keys)
    return entry


def _value(random: Random, key: str, keys: list[str], depth: int = 0) -> Any:
    if key == "Environments":
        inner = random.choice(keys or ["x"])
        return {random.choice(("production", "staging")): {inner: random.choice(SCALARS)}}
    if key == "ForEach":
        return random.choice(
            ({"G": ["a", "b"]}, [{"G": "a", "L": "5"}], {"G": []}, "G", {"a b": ["1"]})
        )
    if key == "Allow":
        return {random.choice(("tier-order", "x")): {"Reason": "r", "Until": "2027-01-31"}}
    kind = random.random()
    if kind < 0.7 or depth > 3:
        return random.choice(SCALARS)
    if kind < 0.85:
        return [_value(random, "", keys, depth + 1) for _ in range(random.randrange(3))]
    return {
        random.choice((*keys, "SNS Topic", "group", "x")): _value(random, "", keys, depth + 1)
        for _ in range(random.randrange(3))
    }
