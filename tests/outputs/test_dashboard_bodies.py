"""Bodies of dashboards are what CloudWatch's reference describes."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft7Validator

from eventflow_monitoring.registry import registered
from eventflow_monitoring.source.tree import Source
from eventflow_monitoring.source.yaml_reader import read_yaml
from tests.eventflow import eventflow_plan
from tests.outputs.dashboards import (
    HERE,
    SCHEMA,
    bodies,
    body_of,
    complaints,
    on_a_dashboard,
    widgets_in,
    without_mistakes,
)

EVERY_WIDGET = (HERE / "every_widget.yaml").read_text(encoding="utf-8")
KINDS = registered("eventflow_monitoring.specs.widgets", "KIND")

ALARM = "arn:aws:cloudwatch:us-east-1:111111111111:alarm:A"
TEXT = {"type": "text", "properties": {"markdown": "x"}}
METRIC = {"type": "metric", "properties": {"region": "us-east-1", "metrics": [["A", "M"]]}}
VARIABLE = {"type": "property", "property": "p", "inputType": "input", "id": "v"}
CHOICE = {**VARIABLE, "inputType": "select", "values": [{"value": "a"}]}
SEARCH = {**VARIABLE, "inputType": "select", "search": "{A,p}", "populateFrom": "p"}
EXPLORED = {"metricName": "M", "resourceType": "AWS::SQS::Queue", "stat": "Sum"}


def with_widget(widget: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """Return a body with a widget that has other keys."""
    return {"widgets": [{**widget, **keys}]}


def with_properties(widget: dict[str, Any], **properties: Any) -> dict[str, Any]:
    """Return a body with a widget that has other properties."""
    return with_widget(widget, properties={**widget["properties"], **properties})


def with_variable(variable: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """Return a body with a variable that has other keys."""
    return {"widgets": [], "variables": [{**variable, **keys}]}


def of_type(type_: str, **properties: Any) -> dict[str, Any]:
    """Return a body with a widget of a type."""
    return {"widgets": [{"type": type_, "properties": properties}]}


def explorer(count: int) -> dict[str, Any]:
    """Return a body with an explorer of some metrics."""
    return of_type("explorer", labels=[], metrics=[EXPLORED] * count)


def choices(count: int) -> dict[str, Any]:
    """Return a body with a variable of some choices."""
    return with_variable(CHOICE, values=[{"value": str(number)} for number in range(count)])


AT_AND_PAST = {
    "x": (with_widget(TEXT, x=23, y=0), with_widget(TEXT, x=24, y=0)),
    "y without x": (with_widget(TEXT, x=0, y=0), with_widget(TEXT, y=0)),
    "least y": (with_widget(TEXT, x=0, y=0), with_widget(TEXT, x=0, y=-1)),
    "width": (with_widget(TEXT, width=24), with_widget(TEXT, width=25)),
    "least width": (with_widget(TEXT, width=1), with_widget(TEXT, width=0)),
    "height": (with_widget(TEXT, height=1_000), with_widget(TEXT, height=1_001)),
    "least height": (with_widget(TEXT, height=1), with_widget(TEXT, height=0)),
    "widgets": ({"widgets": [TEXT] * 500}, {"widgets": [TEXT] * 501}),
    "no widgets": ({"widgets": []}, {}),
    "variables": (
        {"widgets": [], "variables": [VARIABLE] * 25},
        {"widgets": [], "variables": [VARIABLE] * 26},
    ),
    "id": (with_variable(VARIABLE, id="v" * 32), with_variable(VARIABLE, id="v" * 33)),
    "signs of an id": (with_variable(VARIABLE, id="a-B_9"), with_variable(VARIABLE, id="a.b")),
    "label": (with_variable(VARIABLE, label="l" * 30), with_variable(VARIABLE, label="l" * 31)),
    "values": (choices(500), choices(501)),
    "no values": (choices(1), choices(0)),
    "value": (
        with_variable(CHOICE, values=[{"value": "x" * 255, "label": "x" * 255}]),
        with_variable(CHOICE, values=[{"value": "x" * 256}]),
    ),
    "label of a value": (
        with_variable(CHOICE, values=[{"value": "x", "label": "x" * 255}]),
        with_variable(CHOICE, values=[{"value": "x", "label": "x" * 256}]),
    ),
    "default": (
        with_variable(VARIABLE, defaultValue="x" * 255),
        with_variable(VARIABLE, defaultValue="x" * 256),
    ),
    "first of a search": (
        with_variable(SEARCH, defaultValue="__FIRST"),
        with_variable(CHOICE, defaultValue="__FIRST"),
    ),
    "search": (with_variable(SEARCH, search="s" * 2_048), with_variable(SEARCH, search="s" * 2_049)),
    "choices": (with_variable(CHOICE), with_variable(VARIABLE, inputType="radio")),
    "typed": (with_variable(VARIABLE), with_variable(VARIABLE, values=[{"value": "a"}])),
    "property": (with_variable(VARIABLE), with_variable(VARIABLE, pattern="p")),
    "alarms": (of_type("alarm", alarms=[ALARM] * 100), of_type("alarm", alarms=[ALARM] * 101)),
    "no alarms": (of_type("alarm", alarms=[ALARM]), of_type("alarm", alarms=[])),
    "explorer's metrics": (explorer(100), explorer(101)),
    "explorer without metrics": (explorer(1), explorer(0)),
    "metrics": (
        with_properties(METRIC, metrics=[["A", "M"]] * 500),
        with_properties(METRIC, metrics=[["A", "M"]] * 501),
    ),
    "period": (with_properties(METRIC, period=60), with_properties(METRIC, period=59)),
    "step of a period": (with_properties(METRIC, period=120), with_properties(METRIC, period=90)),
    "time zone": (
        with_properties(METRIC, timezone="+0130"),
        with_properties(METRIC, timezone="+01:30"),
    ),
    "colour": (
        with_properties(METRIC, annotations={"horizontal": [{"value": 1, "color": "#d62728"}]}),
        with_properties(METRIC, annotations={"horizontal": [{"value": 1, "color": "red"}]}),
    ),
    "fill": (
        with_properties(METRIC, annotations={"horizontal": [{"value": 1, "fill": "above"}]}),
        with_properties(METRIC, annotations={"horizontal": [{"value": 1, "fill": "after"}]}),
    ),
    "ends of a band": (
        with_properties(METRIC, annotations={"horizontal": [[{"value": 1}, {"value": 2}]]}),
        with_properties(METRIC, annotations={"horizontal": [[{"value": 1}]]}),
    ),
    "alarm of a graph": (
        of_type("metric", region="us-east-1", annotations={"alarms": [ALARM]}),
        of_type("metric", region="us-east-1", annotations={"alarms": [ALARM] * 2}),
    ),
    "alarm instead of metrics": (
        of_type("metric", region="us-east-1", annotations={"alarms": [ALARM]}),
        with_properties(METRIC, annotations={"alarms": [ALARM]}),
    ),
    "ends of a gauge": (
        with_properties(METRIC, view="gauge", yAxis={"left": {"min": 0, "max": 1}}),
        with_properties(METRIC, view="gauge", yAxis={"left": {"min": 0}}),
    ),
    "start": ({"widgets": [], "start": "-P2D"}, {"widgets": [], "start": "-P2H"}),
    "unit of a start": ({"widgets": [], "start": "-PT90M"}, {"widgets": [], "start": "-PT90S"}),
    "end": (
        {"widgets": [], "start": "2026-11-01T00:00:00Z", "end": "2026-11-02T00:00:00Z"},
        {"widgets": [], "end": "2026-11-02T00:00:00Z"},
    ),
}  # fmt: skip
"""What the reference allows, with a body at each limit and one past it."""


def test_the_schema_is_one() -> None:
    """It is JSON Schema, and says where it is from."""
    Draft7Validator.check_schema(SCHEMA)
    assert "Dashboard body structure and syntax" in SCHEMA["description"]


@pytest.mark.parametrize("limit", AT_AND_PAST)
def test_the_schema_knows_the_limits_of_the_reference(limit: str) -> None:
    """What is at a limit is taken, what is one past it refused."""
    at, past = AT_AND_PAST[limit]
    assert complaints(at) == []
    assert complaints(past) != []


def objects_of(body: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield where the objects of a body stand, but for those that hold what anybody likes."""
    if isinstance(body, dict):
        yield place
    for key, value in body.items() if isinstance(body, dict) else enumerate(body):
        if isinstance(value, dict | list) and key != "params":
            yield from objects_of(value, (*place, key))


def test_no_object_of_a_body_takes_a_key_that_is_not_there() -> None:
    """A key that CloudWatch does not have is refused wherever it is put."""
    body = bodies(without_mistakes(EVERY_WIDGET))["DashboardEveryKey"]
    places = list(objects_of(body))
    assert len(places) > 100
    for place in places:
        changed = copy.deepcopy(body)
        spot = changed
        for step in place:
            spot = spot[step]
        spot["unknown"] = 1
        assert complaints(changed) != [], place


@pytest.mark.parametrize("environment", ["production", "staging", "development"])
def test_dashboards_of_eventflow_are_what_cloudwatch_takes(environment: str) -> None:
    """Every body of every environment is as the reference describes it."""
    found = bodies(eventflow_plan(environment).monitoring)
    assert len(found) == 9
    assert [(name, complaints(body)) for name, body in found.items() if complaints(body)] == []


def test_every_key_of_every_widget_is_what_cloudwatch_takes() -> None:
    """Whatever a widget may say becomes what the reference describes."""
    found = bodies(without_mistakes(EVERY_WIDGET))
    assert [(name, complaints(body)) for name, body in found.items() if complaints(body)] == []
    types = {type_ for body in found.values() for type_, _ in widgets_in(body)}
    assert types == {"metric", "text", "log", "alarm", "explorer", "custom"}


def widgets_written(data: Any) -> Iterator[tuple[str, set[str]]]:
    """Yield the kind and the keys of each widget that is written somewhere below rows."""
    for widget in data:
        yield widget.get("Kind", "Graph"), set(widget) - {"Kind"}
        yield from widgets_written(widget.get("Widgets", ()))


def test_the_specs_of_every_widget_have_every_key() -> None:
    """No key of a widget is left out there, now or when one is added."""
    tree, _ = read_yaml(Source("every_widget.yaml", EVERY_WIDGET))
    data: Any = tree.data
    written: dict[str, set[str]] = {}
    for row in data["Dashboards"]["every-key"]["Rows"]:
        for kind, keys in widgets_written(row):
            written.setdefault(kind, set()).update(keys)
    known = {
        kind.name: {field.alias for field in kind.spec.model_fields.values()} for kind in KINDS
    }
    assert written == known


@pytest.mark.parametrize(
    ("widget", "more"),
    [
        # The other end of a band has a value and a label alone.
        ("{Title: t, Metrics: [Lag], Annotations: [{Value: 1, To: 2, Axis: right}]}", ""),
        # `__FIRST` is for what a search finds: a default is one of the values.
        ("{Title: t, Metrics: [Lag]}", "    Variables: {v: {Property: p, Values: [a, b]}}\n"),
        ("{Title: t, Metrics: [Lag]}", "    Start: 14 days\n"),
        ("{Title: t, Metrics: [Lag]}", "    Start: 90 minutes\n"),
    ],
)  # fmt: skip
def test_what_is_written_so_is_what_cloudwatch_takes(widget: str, more: str) -> None:
    """Specs without mistakes become a body as the reference describes it."""
    assert complaints(body_of(on_a_dashboard(widget, more))) == []
