"""What CloudWatch Logs takes of groups, filters and queries, at each limit and one past it.

Sources: CloudWatch Logs API (PutMetricFilter, PutSubscriptionFilter, PutIndexPolicy,
PutQueryDefinition, StartQuery); CloudWatch Logs User Guide, "CloudWatch Logs quotas" and "Filter
pattern syntax".
"""

from collections.abc import Callable

import pytest

from eventflow_monitoring.outputs.cloudformation.logs import log_resources
from tests.outputs.dashboards import beside_the_base

OWN = "/example/backend"
GROUPS = f"LogGroups: {{/other: , {OWN}: }}\n"


def metric_filters(*patterns: str, group: str = OWN) -> str:
    """Return the lines of metric filters of some patterns."""
    return "".join(
        f"  m{group[1]}{number}: {{LogGroup: {group}, Pattern: '{pattern}', Metric: Requests}}\n"
        for number, pattern in enumerate(patterns)
    )


def counting(count: int) -> str:
    """Return specs of some metric filters of a group, beside as many as another can have."""
    others = metric_filters(*["x"] * 100, group="/other")
    return f"LogGroups: {{/other: }}\nMetricFilters:\n{others}{metric_filters(*['x'] * count)}"


def with_regexes(count: int) -> str:
    """Return specs of filters with regular expressions, one of which sends, beside some without."""
    counted = metric_filters(*["%x%"] * (count - 1), "x", "y")
    sent = f"SubscriptionFilters: {{s: {{LogGroup: {OWN}, Pattern: '%x%', Function: f}}}}\n"
    return f"MetricFilters:\n{counted}{sent}"


def with_dimensions(count: int) -> str:
    """Return specs of a filter of some dimensions."""
    names = [f"d{number}" for number in range(count)]
    fields = ", ".join(f"{name}: $.{name}" for name in names)
    return (
        f"Metrics: {{M: {{Namespace: A, Unit: Count, Statistic: Sum, DimensionSets: [{names}]}}}}\n"
        f"MetricFilters: {{m: {{LogGroup: {OWN}, Pattern: '{{ $.a = 1 }}', Metric: M, "
        f"Dimensions: {{{fields}}}}}}}\n"
    )


def sending(count: int) -> str:
    """Return specs of some subscription filters of a group, beside as many as another can have."""
    groups = ["/other", "/other", *[OWN] * count]
    lines = (f"  s{n}: {{LogGroup: {one}, Function: f{n}}}\n" for n, one in enumerate(groups))
    return f"LogGroups: {{/other: }}\nSubscriptionFilters:\n{''.join(lines)}"


def indexing(count: int) -> str:
    """Return specs of a group with some field indexes."""
    return f"LogGroups: {{/own: {{FieldIndexes: {[f'f{number}' for number in range(count)]}}}}}\n"


def indexed(length: int) -> str:
    """Return specs of an index of a field whose name has some characters."""
    return f"LogGroups: {{/own: {{FieldIndexes: [{'f' * length}]}}}}\n"


def querying(count: int) -> str:
    """Return specs of a query of some log groups."""
    names = [f"/g{number}" for number in range(count)]
    groups = "".join(f"  {name}:\n" for name in names)
    return f"LogGroups:\n{groups}Queries: {{q: {{LogGroups: {names}, Query: fields @message}}}}\n"


def asking(length: int) -> str:
    """Return specs of a query of some characters."""
    query = "fields @message # ".ljust(length, "x")
    return f"Queries: {{q: {{LogGroups: [{OWN}], Query: '{query}'}}}}\n"


def named(section: str, keys: str) -> Callable[[str], str]:
    """Return a function that writes a thing of a name."""
    return lambda name: f"{section}:\n  ? '{name}'\n  : {{{keys}}}\n"


COUNTS = named("MetricFilters", f"LogGroup: {OWN}, Pattern: x, Metric: Requests")
SENDS = named("SubscriptionFilters", f"LogGroup: {OWN}, Function: f")
ASKS = named("Queries", f"LogGroups: [{OWN}], Query: fields @message")


def calling(function: str) -> str:
    """Return specs of a subscription filter of a function."""
    return f"SubscriptionFilters: {{s: {{LogGroup: {OWN}, Function: '{function}'}}}}\n"


def streaming(stream: str) -> str:
    """Return specs of a subscription filter of a stream."""
    return f"SubscriptionFilters: {{s: {{LogGroup: {OWN}, Stream: '{stream}', Role: r}}}}\n"


def of_class(used: str) -> Callable[[str], str]:
    """Return a function that writes a group of a class, and what uses it."""
    return lambda name: f"LogGroups: {{/own: {{Class: {name}}}}}\n{used}"


def lambda_of(account: str, region: str = "us-east-1") -> str:
    """Return the ARN of a function."""
    return f"arn:aws:lambda:{region}:{account}:function:f"


LIMITS: dict[str, tuple[Callable[..., str], object, object]] = {
    "metric filters of a group": (counting, 100, 101),
    "filters with regular expressions": (with_regexes, 5, 6),
    "regular expressions of a pattern": (
        lambda count: "MetricFilters:\n" + metric_filters(" ".join(["%x%"] * count)), 2, 3,
    ),
    "characters of a pattern": (
        lambda length: "MetricFilters:\n" + metric_filters("x" * length), 1_024, 1_025,
    ),
    "dimensions": (with_dimensions, 3, 4),
    "subscription filters of a group": (sending, 2, 3),
    "field indexes": (indexing, 20, 21),
    "characters of an index": (indexed, 100, 101),
    "log groups of a query": (querying, 50, 51),
    "no log groups of a query": (querying, 1, 0),
    "characters of a query": (asking, 10_000, 10_001),
    "name of a metric filter": (COUNTS, "m" * 512, "m" * 513),
    "signs of a metric filter": (COUNTS, "a b/c-ö", "a:b"),
    "star of a metric filter": (COUNTS, "a b/c-ö", "a*b"),
    "name of a subscription filter": (SENDS, "s" * 512, "s" * 513),
    "signs of a subscription filter": (SENDS, "a b/c-ö", "a:b"),
    "name of a query": (ASKS, "q" * 255, "q" * 256),
    "account of a function": (calling, lambda_of("111111111111"), lambda_of("222222222222")),
    "region of a function": (
        calling, lambda_of("111111111111"), lambda_of("111111111111", "eu-west-1"),
    ),
    "account of a stream": (
        streaming,
        "arn:aws:kinesis:us-east-1:111111111111:stream/s",
        "arn:aws:kinesis:us-east-1:222222222222:stream/s",
    ),
    "namespace": (
        lambda namespace: (
            f"Metrics: {{M: {{Namespace: {namespace}, Unit: Count, Statistic: Sum}}}}\n"
            f"MetricFilters: {{m: {{LogGroup: {OWN}, Pattern: x, Metric: M}}}}\n"
        ),
        "AWSome", "AWS/Lambda",
    ),
    "class of what is counted": (
        of_class("MetricFilters: {m: {LogGroup: /own, Pattern: x, Metric: Requests}}\n"),
        "STANDARD", "INFREQUENT_ACCESS",
    ),
    "class of what is sent": (
        of_class("SubscriptionFilters: {s: {LogGroup: /own, Function: f}}\n"),
        "STANDARD", "INFREQUENT_ACCESS",
    ),
    "class of a command": (
        of_class("Queries: {q: {LogGroups: [/own], Query: pattern @message}}\n"),
        "STANDARD", "INFREQUENT_ACCESS",
    ),
    "class of a query": (
        of_class("Queries: {q: {LogGroups: [/own], Query: fields @message}}\n"),
        "INFREQUENT_ACCESS", "DELIVERY",
    ),
    "class of an index": (
        lambda name: f"LogGroups: {{/own: {{Class: {name}, FieldIndexes: [a]}}}}\n",
        "STANDARD", "INFREQUENT_ACCESS",
    ),
    "index twice": (
        lambda fields: f"LogGroups: {{/own: {{FieldIndexes: {fields}}}}}\n", "[a, A]", "[a, a]",
    ),
}  # fmt: skip
"""Specs by a value, the value at the limit, and one past it."""


@pytest.mark.parametrize("limit", LIMITS)
def test_what_is_at_a_limit_is_taken(limit: str) -> None:
    """Without a word, and it is deployed."""
    specs, at, _ = LIMITS[limit]
    found = beside_the_base(specs(at))
    assert found.shown == ""
    assert list(log_resources(found.monitorings[0])) != []


@pytest.mark.parametrize("limit", LIMITS)
def test_what_is_past_a_limit_is_refused(limit: str) -> None:
    """Once, before CloudWatch Logs has to, at a place in the specs."""
    specs, _, past = LIMITS[limit]
    errors = [one for one in beside_the_base(specs(past)).problems if one.is_error]
    assert len(errors) == 1
    assert errors[0].origin is not None
    assert errors[0].origin.file == "specs.yaml"


def test_problem_stands_where_the_limit_is_passed() -> None:
    """Under the filter that is too many, or the pattern of it."""
    for specs, message, line in (
        (counting(102), "`/example/backend` has more than 100 metric filters", 203),
        (with_regexes(7), "`/example/backend` has more than 5 filters with regular expressions", 7),
        (sending(4), "`/example/backend` has more than 2 subscription filters", 7),
    ):
        found = beside_the_base(specs)
        (problem,) = found.problems
        assert problem.message == message
        assert f"specs.yaml:{line}:" in found.shown
