"""Dimensions: how an alarm picks a published set, and which names have no bound."""

import pytest

from eventflow_monitoring.model.metric import ComputedMetric, Metric
from eventflow_monitoring.model.trigger import ThresholdTrigger, watched_metric
from eventflow_monitoring.model.wording import subject_in_words
from eventflow_monitoring.specs.dimension import is_unbounded
from tests.compiler.compiling import compile_texts
from tests.specs.expanding import alarm_of, expanded, mistakes_of


def metric_of(dimensions: str, condition: str = "Wait > 5") -> Metric:
    """Return the metric that an alarm watches with some dimensions."""
    metric = watched_metric(alarm_of(f"Condition: {condition}, Dimensions: {dimensions}").trigger)
    assert isinstance(metric, Metric)
    return metric


@pytest.mark.parametrize(
    ("chosen", "dimensions"),
    [
        # What is chosen is laid over the metric's own.
        ("{route: pay}", {"service": "shop", "route": "pay"}),
        ("{service: bank}", {"service": "bank"}),
        ("{service: bank, route: pay}", {"service": "bank", "route": "pay"}),
        # A set that is published just so is taken as it is.
        ("{zone: a, route: pay}", {"zone": "a", "route": "pay"}),
        ("{}", {"service": "shop"}),
    ],
)
def test_alarm_picks_a_set_that_is_published(chosen: str, dimensions: dict[str, str]) -> None:
    """With its values, sorted by name; what it chose is remembered."""
    metric = metric_of(chosen)
    assert metric.dimensions == tuple(sorted(dimensions.items()))
    picked = {key: value for key, value in dimensions.items() if f"{key}: {value}" in chosen}
    assert metric.picked == tuple(sorted(picked.items()))
    assert metric.dimension_sets[0] == {"service"}


def test_dimension_without_bounds_may_be_picked_where_the_catalogue_has_it() -> None:
    """`BoundedDimensions` says there that its values are few."""
    assert metric_of("{user_id: '7'}", "Seen > 5").dimensions == (("user_id", "7"),)


COMPUTED = """\
Metrics:
  Busy:
    {Namespace: A, Unit: Seconds, Statistic: Sum, Dimensions: {service: shop},
     DimensionSets: [[service, route], [service, user_id]], BoundedDimensions: [user_id]}
  Spent:
    {Namespace: A, Unit: Seconds, Statistic: Sum, DimensionSets: [[service, route], [service, user_id]],
     Dimensions: {service: shop}, BoundedDimensions: [user_id]}
  Busyness: {Expression: 100 * Busy / Spent, Unit: Percent, Label: Busyness}
Alarms:
  A:
    Tier: high
    Actions: [alerts]
    Condition: Busyness > 5%
"""


def computed_of(keys: str) -> ThresholdTrigger:
    """Return the trigger of an alarm on a computed metric."""
    found = expanded(COMPUTED + keys)
    assert found.messages == []
    trigger = next(one for one in found.monitoring.alarms if one.name == "A").trigger
    assert isinstance(trigger, ThresholdTrigger)
    return trigger


@pytest.mark.parametrize("name", ["route", "user_id"])
def test_dimensions_of_a_computed_metric_are_those_of_all_it_reads(name: str) -> None:
    """Each operand is read with what was chosen, and the alarm says what that was."""
    trigger = computed_of(f"    Dimensions: {{{name}: '7'}}\n")
    assert isinstance(trigger.metric, ComputedMetric)
    wanted = tuple(sorted({"service": "shop", name: "7"}.items()))
    assert [operand.dimensions for _, operand in trigger.metric.operands] == [wanted, wanted]
    assert trigger.metric.picked == ((name, "7"),)
    assert subject_in_words(trigger.metric, None) == "Busyness of 7"


def test_samples_of_a_computed_metric_are_counted_with_its_dimensions() -> None:
    """Twenty requests of an endpoint are no twenty of all of them."""
    samples = "    MinimumSamples: {Metric: Busy, AtLeast: 20 seconds}\n"
    chosen = computed_of(f"    Dimensions: {{route: pay}}\n{samples}").minimum_samples
    assert chosen is not None
    assert chosen.metric is not None
    assert chosen.metric.dimensions == (("route", "pay"), ("service", "shop"))
    unchosen = computed_of(samples).minimum_samples
    assert unchosen is not None
    assert unchosen.metric is not None
    assert unchosen.metric.dimensions == (("service", "shop"),)


@pytest.mark.parametrize(
    ("keys", "message", "caret", "help"),
    [
        ("Condition: Wait > 5, Dimensions: {rout: pay}",
         "unknown-dimension: `Wait` has no dimension `rout`", "rout", "did you mean `route`?"),
        ("Condition: Lag > 5, Dimensions: {route: pay}",
         "unknown-dimension: `Lag` has no dimension `route`", "route",
         "it has none: declare them in the catalogue under `DimensionSets`"),
        ("Condition: Wait > 5, Dimensions: {zone: a}",
         "unpublished-dimensions: `Wait` is not published with [service, zone]: this matches nothing",
         "Dimensions", "published with: [service], [route, service], [route, zone], []"),
        ("Condition: Share > 5, Dimensions: {route: pay}",
         "unknown-dimension: `Lag` has no dimension `route`, and `Share` reads it", "route",
         "it has none: declare them in the catalogue under `DimensionSets`"),
        ("Condition: Wait > 5, Dimensions: {requestId: '7'}",
         "high-cardinality-dimension: `requestId` has no bound: every value of it is a metric that is paid for",
         "requestId",
         "leave it to logs and traces, or say `BoundedDimensions: [requestId]` in the catalogue where its values are few"),
        ("Condition: Wait > 5, Dimensions: {route: [a]}", "bad-value: `route` takes one value", "[a]",
         None),
        ("Condition: Wait > 5, Dimensions: route", "bad-value: `Dimensions` takes keys and values",
         "route", None),
    ],
)  # fmt: skip
def test_mistake_is_shown_once(keys: str, message: str, caret: str, help: str | None) -> None:
    """Under the name that is wrong, or under `Dimensions` where it is the set."""
    found = mistakes_of(keys)
    assert found.messages == [message]
    assert found.carets == [caret]
    assert help is None or f"= help: {help}" in found.shown


@pytest.mark.parametrize(
    ("name", "unbounded"),
    [
        ("user_id", True),
        ("UserId", True),
        ("x-request-id", False),
        ("Request-ID", True),
        ("event.id", True),
        ("streamid", True),
        ("user", False),
        ("user_ids", False),
        ("id", False),
    ],
)
def test_name_without_bounds_is_known_in_any_style(name: str, *, unbounded: bool) -> None:
    """Only whole names count."""
    assert is_unbounded(name) is unbounded


@pytest.mark.parametrize(
    ("keys", "caret"),
    [
        ("Dimensions: {user_id: '7'}", "user_id"),
        ("DimensionSets: [[a], [a, RequestId]]", "RequestId"),
        ("DimensionSets: [[user_id]], BoundedDimensions: [UserId]", "user_id"),
    ],
)
def test_catalogue_has_no_dimensions_without_bounds(keys: str, caret: str) -> None:
    """Wherever they stand; they are excused by the very name."""
    metric = f"Metrics: {{M: {{Namespace: A, Unit: None, Statistic: Sum, {keys}}}}}\n"
    found = expanded(metric)
    assert [one.partition(":")[0] for one in found.messages] == ["high-cardinality-dimension"]
    assert found.carets == [caret]


@pytest.mark.parametrize(("count", "good"), [(30, True), (31, False)])
def test_number_of_dimensions_is_limited(count: int, *, good: bool) -> None:
    """30 is what CloudWatch takes of one metric, of its own and of each set."""
    names = [f"d{number}" for number in range(count)]
    own = ", ".join(f"{name}: x" for name in names)
    for keys, caret in (
        (f"Dimensions: {{{own}}}", f"{{{own}}}"),
        (f"DimensionSets: [[a], [{', '.join(names)}]]", f"[{', '.join(names)}]"),
    ):
        found = expanded(f"Metrics: {{M: {{Namespace: A, Unit: None, Statistic: Sum, {keys}}}}}\n")
        assert found.messages == (
            [] if good else ["bad-dimensions: a metric has at most 30 dimensions"]
        )
        # A long line is cut, but its beginning is marked.
        assert good or caret.startswith(found.carets[0].rstrip("…")[:20])


def test_same_set_twice_counts_once() -> None:
    """The order of names in a set means nothing."""
    metric = "Metrics: {M: {Namespace: A, Unit: None, Statistic: Sum, DimensionSets: [[a, b], [b, a], []]}}\n"
    found = expanded(metric).monitoring.metrics[-1]
    assert isinstance(found, Metric)
    assert found.dimension_sets == (frozenset(), frozenset({"a", "b"}))


def test_dimension_may_name_a_topic() -> None:
    """Its value is what the topic is called in AWS, in each environment."""
    text = (
        "Environments:\n  e: {Account: 111111111111, Region: us-east-1, LogRetention: 1 day,"
        " NamePattern: '${Name}-e'}\nTopics:\n  alerts: {Tier: high, Channels: []}\n"
        "Metrics:\n  Failed-${T}: {ForEach: {T: [alerts]}, Namespace: AWS/SNS, Unit: Count,"
        " Statistic: Sum, Dimensions: {TopicName: {Topic: '${T}'}}}\n"
    )
    compiled = compile_texts({"a.yaml": text})
    (metric,) = compiled.monitorings[0].metrics
    assert isinstance(metric, Metric)
    assert metric.dimensions == (("TopicName", "alerts-e"),)
    wrong = compile_texts({"a.yaml": text.replace("[alerts]}, N", "[alert]}, N")})
    assert wrong.messages == ["unknown-topic: no topic is called `alert`"]
    assert wrong.problems[0].help == "did you mean `alerts`?"
    two = compile_texts({"a.yaml": text.replace("{Topic: '${T}'}", "{Topic: '${T}', Value: x}")})
    assert two.messages == [
        "bad-dimension: a dimension takes a value, a `HealthCheck` or a `Topic`"
    ]
