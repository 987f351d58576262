"""What holds of specs with the right keys and any values, or the other way round."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventflow_monitoring.compiler.gather_sections import sections
from eventflow_monitoring.specs.sections.environments import EnvironmentSpec
from tests.properties.checking import compile_and_check

_KEYS = {
    name: sorted(
        {str(field.alias) for kind in section.kinds for field in kind.spec.model_fields.values()}
    )
    for name, section in sections().items()
} | {"Environments": sorted(str(field.alias) for field in EnvironmentSpec.model_fields.values())}

_NAMES = st.sampled_from(["a", "b", "c", "production", "/a", "x y", "_", "Result", ""])
_TEXTS = st.sampled_from(
    [
        *(
            "",
            "5",
            "5%",
            "5 minutes",
            "30 days",
            "10,000 events",
            "0",
            "-1",
            "1e99",
            "2000",
            "true",
            "no",
        ),
        *(
            "critical",
            "us-east-1",
            "eu-west-1",
            "111111111111",
            "a.example",
            "${Name}-x",
            "${Region}",
            "${x}",
        ),
        *(
            "Slack",
            "Email",
            "PagerDuty",
            "Text",
            "AlarmStatus",
            "T0",
            "x@y.example",
            "missing",
            "None",
        ),
        *(
            "> 5",
            "a > 5 for 10 minutes",
            "ALARM(a) OR ALARM(b)",
            "cron(* * * * *)",
            "2026-12-24T18:00",
            "Europe/Berlin",
            "Percent",
            "Count of events",
            "Milliseconds",
            "Bytes",
            "Sum",
            "p95",
            "GreaterThanThreshold",
        ),
        *(
            "a",
            "b",
            "c",
            "a / b",
            "FILL(a, REPEAT)",
            "p95(a)",
            "1 - c",
            "/x",
            "health-response.json",
        ),
    ]
)
_ANY_KEY = st.sampled_from(
    [
        *{key for keys in _KEYS.values() for key in keys},
        "Kind",
        "SNS Topic",
        "StandIn",
        "HealthCheck",
    ]
)
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), _TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(_ANY_KEY, _NAMES), inner, max_size=4)
    ),
    max_leaves=6,
)
_RIGHT: dict[str, list[dict[str, Any]]] = {
    "Alarms": [
        {
            "Tier": "critical",
            "Metric": "a",
            "ComparisonOperator": "GreaterThanThreshold",
            "Threshold": "5",
            "Actions": [{"SNS Topic": "a"}],
        },
        {"Tier": "low", "Condition": "p95(a) > 5 for 3 of 5 periods", "Actions": ["a"]},
        {
            "Tier": "low",
            "Kind": "Composite",
            "Rule": "ALARM(a) AND NOT OK(b)",
            "Actions": ["a"],
            "ActionsSuppressor": "a",
        },
        {"Tier": "low", "Kind": "AnomalyDetection", "Metric": "a", "Actions": ["a"]},
        {
            "Tier": "low",
            "Kind": "MetricsInsights",
            "Query": "SELECT MAX(x) FROM y",
            "Condition": "a > 1",
            "Actions": ["a"],
        },
        {
            "Tier": "low",
            "Kind": "Log",
            "LogGroups": ["a"],
            "Query": "fields @message",
            "ComparisonOperator": ">",
            "Threshold": "0",
            "Actions": ["a"],
        },
        {"Tier": "low", "Kind": "PromQL", "Query": "up == 0", "Actions": ["a"]},
        {
            "ForEach": {"x": ["1", "2"]},
            "Tier": "low",
            "Extends": "b",
            "Condition": "a > 5",
            "Actions": ["a"],
        },
    ],
    "Channels": [
        {"Kind": "Slack", "Workspace": "T0", "Channel": "C0"},
        {"Kind": "Email", "Address": "a@b.example", "Recovery": "true"},
        {"Kind": "PagerDuty", "IntegrationKey": {"SecretsManager": "a"}},
    ],
    "Dashboards": [
        {"Rows": [[{"Title": "a", "Metrics": ["a"]}, {"Kind": "Text", "Markdown": "a"}]]},
        {"Rows": [[{"Kind": "Column", "Widgets": [{"Title": "a", "Metrics": [{"Metric": "a"}]}]}]]},
        {"Kind": "TierOverview", "Tier": "low"},
    ],
    "Environments": [
        {
            "Account": "111111111111",
            "Region": region,
            "LogRetention": "30 days",
            "Domain": "a.example",
        }
        for region in ("us-east-1", "eu-west-1")
    ],
    "HealthChecks": [
        {"Path": "/x", "SearchString": "UP", "ExampleResponse": "health-response.json"},
        {"Probe": "canary", "Path": "/x", "Expect": {"status": "UP"}, "Interval": "5 minutes"},
    ],
    "Probes": [{"Path": "/x"}, {"Kind": "Container", "Path": "/x", "Port": "5"}],
    "LogGroups": [{}, {"FieldIndexes": ["a"], "DataProtection": {"Mask": ["Address"]}}],
    "MetricFilters": [{"LogGroup": "a", "Pattern": "{ $.a = 1 }", "Metric": "a", "Default": "0"}],
    "SubscriptionFilters": [{"LogGroup": "a", "Pattern": "?a ?b", "Function": "a"}],
    "Queries": [{"LogGroups": ["a"], "Query": "filter a = 1 | stats count(*) by b"}],
    "Collectors": [{"Traces": {}}, {"Traces": {"SlowerThan": "5 minutes"}}],
    "SamplingRules": [
        {"Priority": "1", "Path": "/x*", "Boost": {"MaximumRate": "5%", "Cooldown": "5 minutes"}},
        {"Priority": "2", "Rate": "5%", "Reservoir": "0", "Attributes": {"a": "b"}},
    ],
    "TraceGroups": [{"Filter": 'service("a") { fault } OR annotation.a > 5', "Insights": "true"}],
    "Mutes": [{"Tiers": ["low"], "Schedule": "cron(0 3 * * SUN)", "Duration": "2 hours"}],
    "Templates": [{"Condition": "a > 5", "Extends": "b"}, {"Unit": "Count"}],
    "Metrics": [
        {"Namespace": "A", "Unit": "Count of events", "Statistic": "Sum"},
        {
            "Namespace": "A",
            "Unit": "None",
            "Statistic": "Sum",
            "Dimensions": {"A": {"HealthCheck": "a"}},
        },
        {"Expression": "100 * b / c", "Unit": "Percent"},
        {"HealthCheck": "a"},
    ],
    "Topics": [{"Tier": "critical", "Channels": ["a", "b"]}],
}


_DEFAULTS = st.dictionaries(
    st.sampled_from([*_KEYS]),
    st.dictionaries(st.one_of(_ANY_KEY, st.sampled_from(["Kinds", "Tiers"])), _VALUES, max_size=3),
    max_size=3,
)


@st.composite
def _documents(draw: st.DrawFn) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for section, keys in _KEYS.items():
        if section == "Defaults" or draw(st.integers(0, 9)) == 0:
            document[section] = draw(_DEFAULTS if section == "Defaults" else _VALUES)
            continue
        document[section] = {
            name: _entry(draw, section, keys) for name in draw(st.lists(_NAMES, max_size=3))
        }
    for key in ("Tier", "Service"):
        if draw(st.integers(0, 4)) == 0:
            document[key] = draw(_VALUES)
    return document


def _entry(draw: st.DrawFn, section: str, keys: list[str]) -> Any:
    entry = dict(draw(st.sampled_from(_RIGHT[section])))
    for key in draw(st.lists(st.one_of(st.sampled_from(keys or ["Kind"]), _ANY_KEY), max_size=2)):
        entry[key] = draw(_VALUES)
    if draw(st.integers(0, 4)) == 0:
        overrides = st.dictionaries(st.sampled_from(keys or ["Kind"]), _VALUES, max_size=2)
        entry["Environments"] = draw(st.dictionaries(_NAMES, overrides, max_size=2))
    return entry


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_documents(), min_size=1, max_size=2), st.sampled_from([None, 2]))
def test_any_values_end_in_problems_or_success(
    documents: list[dict[str, Any]], indent: int | None
) -> None:
    """Values of any shape under any key end in problems that can be shown, or in models."""
    texts = {
        f"{number}.yaml": json.dumps(document, indent=indent, ensure_ascii=False)
        for number, document in enumerate(documents)
    }
    compiled = compile_and_check(texts)
    assert compiled.problems or compiled.monitorings


def test_values_that_are_right_are_no_problem() -> None:
    """The values that the property above starts from are valid on their own."""
    right = {
        section: dict(zip("abc", entries, strict=False)) for section, entries in _RIGHT.items()
    }
    del right["Alarms"]["b"], right["Alarms"]["c"], right["Templates"]
    del right["Metrics"]["b"], right["Environments"]["b"]
    right["Metrics"] |= {"b": _RIGHT["Metrics"][0]}
    right["Metrics"]["c"] = {"Expression": "100 * a / b", "Unit": "Percent"}
    compiled = compile_and_check({"a.yaml": json.dumps(right)})
    assert not any(problem.is_error for problem in compiled.problems), compiled.shown
