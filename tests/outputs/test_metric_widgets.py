"""What a graph becomes in the body of a dashboard."""

import json
import re
from typing import Any

import pytest

from tests.outputs.dashboards import beside_the_base, bodies, on_a_dashboard, properties_of

LAG = ["Example", "Lag"]


def array_of(metrics: str, others: str = "") -> list[Any]:
    """Return the array of metrics of a graph."""
    found: list[Any] = properties_of(f"{{Title: t, Metrics: [{metrics}]}}", others)["metrics"]
    return found


def test_plain_graph() -> None:
    """It says what CloudWatch would otherwise guess."""
    assert properties_of("{Title: t, Metrics: [Lag]}") == {
        "title": "t",
        "view": "timeSeries",
        "stacked": False,
        "region": "us-east-1",
        "period": 60,
        "metrics": [[*LAG, {"stat": "Maximum", "label": "Lag"}]],
    }


@pytest.mark.parametrize(
    ("view", "written"),
    [
        ("line", {"view": "timeSeries", "stacked": False}),
        ("stacked", {"view": "timeSeries", "stacked": True}),
        ("number", {"view": "singleValue", "stacked": False}),
        ("bar", {"view": "bar", "stacked": False}),
        ("pie", {"view": "pie", "stacked": False}),
        ("table", {"view": "table", "stacked": False}),
    ],
)
def test_views_have_cloudwatchs_names(view: str, written: dict[str, Any]) -> None:
    """Two of ours are one of its."""
    found = properties_of(f"{{Title: t, View: {view}, Metrics: [Lag]}}")
    assert {key: found[key] for key in written} == written


@pytest.mark.parametrize(
    ("metric", "written"),
    [
        ("p99(Latency)",
         ["Example", "Latency", {"stat": "p99", "label": "Latency p99"}]),
        ("{Metric: Lag, Dimensions: {group: billing}}",
         [*LAG, "group", "billing", {"stat": "Maximum", "label": "Lag of billing"}]),
        ("{Metric: Average(Lag), Dimensions: {group: billing}}",
         [*LAG, "group", "billing", {"stat": "Average", "label": "Lag of billing Average"}]),
        ("{Metric: Lag, Label: l, Color: red, Axis: right, Period: 5 minutes}",
         [*LAG, {"stat": "Maximum", "label": "l", "color": "#d62728", "yAxis": "right",
                 "period": 300}]),
        ("{Metric: Lag, Account: 333333333333, Region: eu-west-1}",
         [*LAG, {"stat": "Maximum", "label": "Lag", "accountId": "333333333333",
                 "region": "eu-west-1"}]),
    ],
)  # fmt: skip
def test_metric_stands_with_its_dimensions_and_how_it_is_drawn(
    metric: str, written: list[Any]
) -> None:
    """Called by its label, what it was chosen by, and a statistic that is not its own."""
    assert array_of(metric) == [written]


def test_split_metric_is_a_search() -> None:
    """Each curve is called by what tells it from the others, unless something else is written."""
    found = "SEARCH('{Example,group} MetricName=\"Lag\"', 'Maximum')"
    assert array_of("{Metric: Lag, By: [group]}") == [
        [{"expression": found, "label": "${PROP('Dim.group')}"}]
    ]
    assert array_of("{Metric: Average(Lag), By: [group], Label: l, Period: 5 minutes}") == [
        [
            {
                "expression": found.replace("'Maximum'", "'Average', 300"),
                "label": "l",
                "period": 300,
            }
        ]
    ]


@pytest.mark.parametrize("value", ["it's", 'say "x"'])
def test_quotes_in_a_dimension_do_not_end_the_search(value: str) -> None:
    """They are escaped, or refused."""
    metric = (
        "Metrics:\n  M: {Namespace: A, Unit: Count, Statistic: Sum, DimensionSets: [[s, r]],\n"
        f"      Dimensions: {{s: {json.dumps(value)}}}}}\n"
    )
    found = beside_the_base(metric + on_a_dashboard("{Title: t, Metrics: [{Metric: M, By: [r]}]}"))
    if any(one.is_error for one in found.problems):
        return
    (body,) = bodies(found.monitorings[0]).values()
    expression = body["widgets"][0]["properties"]["metrics"][0][0]["expression"]
    assert len(re.findall(r"(?<!\\)'", expression)) == 4
    assert len(re.findall(r'(?<!\\)"', expression)) == 4


def test_dimension_that_is_named_twice_splits_once() -> None:
    """A search for it twice would find nothing."""
    specs = on_a_dashboard("{Title: t, Metrics: [{Metric: Lag, By: [group, group]}]}")
    found = beside_the_base(specs)
    refused = any(one.is_error for one in found.problems)
    assert refused or "{Example,group} " in str(list(bodies(found.monitorings[0]).values()))


def test_computed_metric_stands_after_what_it_is_computed_from() -> None:
    """That is hidden, and is there once where several are computed from it."""
    others = "Metrics:\n  Good: {Expression: Requests - Errors, Unit: Count}\n"
    errors = ["Example", "Errors", {"id": "errors", "stat": "Sum", "visible": False}]
    requests = ["Example", "Requests", {"id": "requests", "stat": "Sum", "visible": False}]
    assert array_of("ErrorRate, Good", others) == [
        errors,
        requests,
        [{"expression": "(100 * errors) / requests", "label": "ErrorRate"}],
        [{"expression": "requests - errors", "label": "Good"}],
    ]


def test_computed_metric_is_drawn_with_dimensions_beside_itself() -> None:
    """What it reads has an id for each choice; words in quotes stay as they are."""
    others = (
        "Metrics:\n  Wait: {Namespace: A, Unit: Seconds, Statistic: Sum, DimensionSets: [[route]]}\n"
        "  Waits: {Expression: 'SUM(METRICS(\"wait\")) / Wait', Unit: None, Label: Waits}\n"
    )
    found = array_of(
        "Waits, {Metric: Waits, Dimensions: {route: pay}}, {Metric: Waits, Dimensions: {route: pay}}, "
        "{Metric: Waits, Dimensions: {route: buy}, Label: buying}",
        others,
    )
    read = {"stat": "Sum", "visible": False}
    text = 'SUM(METRICS("wait"))'
    assert found == [
        ["A", "Wait", {"id": "wait", **read}],
        [{"expression": f"{text} / wait", "label": "Waits"}],
        ["A", "Wait", "route", "pay", {"id": "wait_2", **read}],
        [{"expression": f"{text} / wait_2", "label": "Waits of pay"}],
        [{"expression": f"{text} / wait_2", "label": "Waits of pay"}],
        ["A", "Wait", "route", "buy", {"id": "wait_3", **read}],
        [{"expression": f"{text} / wait_3", "label": "buying"}],
    ]


def test_metric_that_is_drawn_and_read_stands_twice() -> None:
    """Once to be seen, and once hidden for what is computed from it."""
    found = array_of("Errors, ErrorRate")
    assert [one[-1].get("visible", True) for one in found] == [True, False, False, True]


def operands_of(array: list[Any]) -> dict[str, str]:
    """Return what the hidden metrics of a graph are called."""
    return {one[-1]["id"]: one[1] for one in array if "id" in one[-1]}


def test_ids_of_what_is_read_differ_on_a_graph() -> None:
    """Two computed metrics may call different metrics by one id, each by itself."""
    others = (
        "Metrics:\n  errors: {Namespace: Example, Unit: Count, Statistic: Sum}\n"
        "  A: {Expression: Errors / 2, Unit: Count}\n  B: {Expression: errors / 2, Unit: Count}\n"
    )
    assert sorted(operands_of(array_of("A, B", others)).values()) == ["Errors", "errors"]


@pytest.mark.parametrize("keys", ["Metric: Lag", "Metric: Lag, By: [group]", "Metric: ErrorRate"])
def test_metric_may_be_drawn_on_both_sides(keys: str) -> None:
    """None of the two is lost."""
    array = array_of(f"{{{keys}}}, {{{keys}, Axis: right}}")
    found = [one[-1].get("yAxis") for one in array if "id" not in one[-1]]
    assert found == [None, "right"]


def test_axes_and_lines() -> None:
    """Values without a fraction where they have none, times in UTC."""
    found = properties_of(
        "{Title: t, Metrics: [Lag, {Metric: Memory, Axis: right}], LeftAxis: {Min: 0, Max: 2.5, "
        "Label: l, ShowUnits: no}, RightAxis: {Max: 100%}, Annotations: ["
        "{Value: 5, Label: five, Color: red, Fill: above}, {Value: 50%, Axis: right}, "
        "{Value: 1, To: 2, Label: band, Color: grey}, "
        "{Time: 2026-11-02, Fill: after}, {Time: 2026-11-02, To: 2026-11-03, Label: outage}]}"
    )
    assert found["yAxis"] == {
        "left": {"label": "l", "min": 0, "max": 2.5, "showUnits": False},
        "right": {"max": 100},
    }
    assert found["annotations"] == {
        "horizontal": [
            {"label": "five", "color": "#d62728", "fill": "above", "value": 5},
            {"yAxis": "right", "value": 50},
            [{"label": "band", "color": "#7f7f7f", "value": 1}, {"value": 2}],
        ],
        "vertical": [
            {"fill": "after", "value": "2026-11-02T00:00:00Z"},
            [{"label": "outage", "value": "2026-11-02T00:00:00Z"}, {"value": "2026-11-03T00:00:00Z"}],
        ],
    }  # fmt: skip


def test_graph_from_elsewhere() -> None:
    """Its account and region are written for the whole of it."""
    found = properties_of(
        "{Title: t, Metrics: [Lag], Account: 333333333333, Region: eu-west-1, Legend: right, "
        "LiveData: yes, TimeZone: '+01:00'}"
    )
    assert (found["accountId"], found["region"]) == ("333333333333", "eu-west-1")
    assert (found["legend"], found["liveData"]) == ({"position": "right"}, True)
    assert found["timezone"] == "+0100"


def test_table() -> None:
    """Every setting of it is written."""
    found = properties_of(
        "{Title: t, View: table, Metrics: [Lag], Table: {Summary: [MAX], ShowData: no}}"
    )
    assert found["table"] == {
        "layout": "horizontal",
        "summaryColumns": ["MAX"],
        "stickySummary": False,
        "showTimeSeriesData": False,
    }
