"""What we refuse of a dashboard is what CloudWatch would: our limits and its are the same.

Each limit is written in specs, at it and one past it. The bodies of the first are as the reference
describes them (`dashboard_body_schema.json` has the same limits); the second is refused.
"""

from collections.abc import Callable

import pytest

from tests.outputs.dashboards import beside_the_base, bodies, complaints, on_a_dashboard

TEXT = "Kind: Text, Markdown: x"
GRAPH = "Title: t, Metrics: [Requests]"


def variables(*written: str) -> str:
    """Return specs of a dashboard with some variables, each a line in flow style."""
    lines = "".join(f"      {one}\n" for one in written)
    return on_a_dashboard("{Kind: Text, Markdown: x}", f"    Variables:\n{lines}")


def alarms(count: int) -> str:
    """Return specs of some alarms."""
    lines = (
        f"  A{number}: {{Tier: low, Condition: Lag > {number + 1}, ActionsEnabled: false}}\n"
        for number in range(count)
    )
    return "Alarms:\n" + "".join(lines)


def metrics(count: int) -> str:
    """Return the lines of some metrics."""
    made = "{Namespace: A, Unit: Count, Statistic: Sum}"
    return "Metrics:\n" + "".join(f"  M{number}: {made}\n" for number in range(count))


def graph_of(count: int) -> str:
    """Return specs with a graph of some metrics."""
    names = ", ".join(f"M{number}" for number in range(count))
    return metrics(count) + on_a_dashboard(f"{{Title: t, Metrics: [{names}]}}")


def computed_graph_of(count: int) -> str:
    """Return specs with a graph that reads some metrics, half of them hidden."""
    lines = "".join(
        f"  C{number}: {{Expression: M{number} / 2, Unit: Count}}\n" for number in range(count // 2)
    )
    odd = ["M499"] * (count % 2)
    names = ", ".join([*(f"C{number}" for number in range(count // 2)), *odd])
    return metrics(500) + lines + on_a_dashboard(f"{{Title: t, Metrics: [{names}]}}")


def explorer_of(count: int) -> str:
    """Return specs with an explorer of some metrics."""
    one = "{ResourceType: 'AWS::SQS::Queue', Metric: M, Statistic: Sum}"
    listed = ", ".join([one] * count)
    return on_a_dashboard(f"{{Kind: Explorer, Title: t, Tags: {{a: b}}, Metrics: [{listed}]}}")


def search_of(length: int) -> str:
    """Return specs with a variable whose search has some characters."""
    size = length - len('{A,d,e,p} MetricName="M" d="" e=""')
    dimensions = f"d: {'v' * (size // 2)}, e: {'v' * (size - size // 2)}"
    return (
        f"Metrics:\n  M: {{Namespace: A, Unit: Count, Statistic: Sum, "
        f"Dimensions: {{{dimensions}}}, DimensionSets: [[d, e, p]]}}\n"
    ) + variables("v: {Property: p, ValuesOf: M}")


def with_key(widget: str, key: str) -> Callable[[object], str]:
    """Return a function that writes a widget with a value of a key."""
    return lambda value: on_a_dashboard(f"{{{widget}, {key}: {value}}}")


def choices(count: int) -> str:
    """Return specs with a variable of some choices."""
    values = ", ".join(f"v{one}" for one in range(count))
    return variables(f"v: {{Property: p, Values: [{values}], Default: v0}}")


LIMITS: dict[str, tuple[Callable[..., str], object, object]] = {
    "X": (with_key(f"{TEXT}, Width: 1, Y: 0", "X"), 23, 24),
    "Y": (with_key(f"{TEXT}, X: 0", "Y"), 0, -1),
    "Width": (with_key(TEXT, "Width"), 24, 25),
    "least Width": (with_key(TEXT, "Width"), 1, 0),
    "Height": (with_key(TEXT, "Height"), 1_000, 1_001),
    "least Height": (with_key(TEXT, "Height"), 1, 0),
    "X and Width": (with_key(f"{TEXT}, X: 20, Y: 0", "Width"), 4, 5),
    "variables": (
        lambda count: variables(*(f"v{one}: {{Property: p}}" for one in range(count))), 25, 26,
    ),
    "id": (lambda size: variables(f"{'v' * size}: {{Property: p}}"), 32, 33),
    "signs of an id": (lambda name: variables(f"{name}: {{Property: p}}"), "a-B_9", "a.b"),
    "label": (lambda size: variables(f"v: {{Property: p, Label: {'l' * size}}}"), 30, 31),
    "values": (choices, 500, 501),
    "value": (
        lambda size: variables(f"v: {{Property: p, Values: [a, {'x' * size}], Default: a}}"),
        255, 256,
    ),
    "label of a value": (
        lambda size: variables(
            f"v: {{Property: p, Values: [{{Value: a, Label: {'x' * size}}}], Default: a}}"
        ),
        255, 256,
    ),
    "default": (lambda size: variables(f"v: {{Property: p, Default: {'x' * size}}}"), 255, 256),
    "search": (search_of, 2_048, 2_049),
    "alarms": (
        lambda count: alarms(count) + on_a_dashboard("{Kind: AlarmStatus, Title: t, Alarms: [A*]}"),
        100, 101,
    ),
    "explorer's metrics": (explorer_of, 100, 101),
    "explorer without metrics": (explorer_of, 1, 0),
    "metrics": (graph_of, 500, 501),
    "metrics, hidden ones included": (computed_graph_of, 500, 501),
    "no metrics": (graph_of, 1, 0),
    "Period": (with_key(GRAPH, "Period"), "1 minute", "59 seconds"),
    "step of Period": (with_key(GRAPH, "Period"), "2 minutes", "90 seconds"),
    "step of a curve's Period": (
        lambda period: on_a_dashboard(
            f"{{Title: t, Metrics: [{{Metric: Requests, Period: {period}}}]}}"
        ),
        "2 minutes", "90 seconds",
    ),
    "step of an explorer's Period": (
        lambda period: explorer_of(1).replace("Tags:", f"Period: {period}, Tags:"),
        "2 minutes", "90 seconds",
    ),
    "one type of resource": (
        lambda other: explorer_of(2).replace("SQS::Queue", other, 1), "SQS::Queue", "SNS::Topic",
    ),
    "view of an explorer": (
        lambda view: explorer_of(1).replace("Tags:", f"View: {view}, Tags:"), "pie", "number",
    ),
    "ends of a gauge": (
        with_key("Title: t, Metrics: [Requests], View: gauge", "LeftAxis"),
        "{Min: 0, Max: 9}", "{Min: 0}",
    ),
    "unit of Start": (
        lambda start: on_a_dashboard(f"{{{TEXT}}}", f"    Start: {start}\n"), "1 minute", "90 seconds",
    ),
}  # fmt: skip
"""Specs by a value, the value at the limit, and one past it."""


@pytest.mark.parametrize("limit", LIMITS)
def test_what_is_at_a_limit_is_taken(limit: str) -> None:
    """By us without a word, and by CloudWatch."""
    specs, at, _ = LIMITS[limit]
    found = beside_the_base(specs(at))
    assert found.shown == ""
    for body in bodies(found.monitorings[0]).values():
        assert complaints(body) == []


@pytest.mark.parametrize("limit", LIMITS)
def test_what_is_past_a_limit_is_refused(limit: str) -> None:
    """Before CloudWatch has to."""
    specs, _, past = LIMITS[limit]
    found = beside_the_base(specs(past))
    assert [one for one in found.problems if one.is_error] != []


def test_widget_is_never_stretched_past_what_cloudwatch_takes() -> None:
    """What stands beside a column of high widgets is 1,000 rows high at most, or it is refused."""
    high = "{Kind: Text, Markdown: x, Height: 1000}"
    column = f"{{Kind: Column, Widgets: [{high}, {high}]}}"
    found = beside_the_base(on_a_dashboard(f"{{{GRAPH}}}, {column}"))
    refused = any(one.is_error for one in found.problems)
    assert refused or [complaints(one) for one in bodies(found.monitorings[0]).values()] == [[]]


@pytest.mark.parametrize(
    "axis", ["{Min: 200%}", "{Max: 0%}", "{Min: 100%}", "{Min: 5%, Max: 5%}", "{Min: 9%, Max: 5%}"]
)
def test_gauge_ends_after_it_begins(axis: str) -> None:
    """Wherever its ends come from: what is written, and the range of its metric."""
    gauge = f"{{Title: t, View: gauge, Metrics: [Memory], LeftAxis: {axis}}}"
    found = beside_the_base(on_a_dashboard(gauge))
    assert [one.rule for one in found.problems] == ["bad-axis"]
