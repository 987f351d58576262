"""Graphs: their metrics, axes, lines and views, and each mistake that their author can make."""

import pytest

from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.model.widget import (
    Axis,
    Curve,
    Fill,
    HorizontalLine,
    Legend,
    Place,
    TableSettings,
    VerticalLine,
    View,
)
from tests.specs.showing import graph_of, mistakes_of


def curve_of(keys: str) -> Curve:
    """Return the only curve of a graph."""
    (curve,) = graph_of(f"Metrics: [{keys}]").curves
    return curve


def metric_of(curve: Curve) -> Metric:
    """Return the stored metric of a curve."""
    assert isinstance(curve.metric, Metric)
    return curve.metric


def test_graph_says_little() -> None:
    """A title and metrics are enough."""
    graph = graph_of("Metrics: [Lag]")
    assert (graph.title, graph.view, graph.period, graph.place) == ("t", View.LINE, 60, Place())
    assert (graph.left, graph.right, graph.horizontal, graph.vertical) == (None, None, (), ())
    assert (graph.legend, graph.sparkline, graph.live_data) == (None, False, False)
    assert (graph.time_zone, graph.table) == (None, None)
    assert curve_of("Lag") == Curve(metric=graph.curves[0].metric, statistic="Maximum")


def test_graph_with_all_it_may_say() -> None:
    """Everything is in the model."""
    graph = graph_of(
        "Metrics: [Lag], View: stacked, Period: 5 minutes, Legend: hidden, LiveData: yes, "
        "TimeZone: 'UTC-03:30', Account: 333333333333, Region: eu-west-1"
    )
    assert (graph.view, graph.period, graph.legend) == (View.STACKED, 300, Legend.HIDDEN)
    assert (graph.live_data, graph.time_zone) == (True, "-0330")
    assert graph.place == Place(account="333333333333", region="eu-west-1")


def test_metric_is_written_plainly_or_with_how_it_is_drawn() -> None:
    """A name, a statistic of it, or all there is."""
    assert curve_of("p99(Wait)").statistic == "p99"
    assert curve_of("Share").statistic is None
    full = curve_of(
        "{Metric: Minimum(Lag), Label: least, Color: '#00AAFF', Axis: right, Period: 2 minutes, "
        "Account: 333333333333, Region: eu-west-1}"
    )
    assert (full.statistic, full.label, full.color) == ("Minimum", "least", "#00aaff")
    assert (full.right, full.period) == (True, 120)
    assert full.place == Place(account="333333333333", region="eu-west-1")
    assert curve_of("{Metric: Share, Color: red}").color == "#d62728"


def test_metric_is_drawn_with_other_dimensions_or_split_by_them() -> None:
    """By sets that the catalogue declares: one of them is chosen, or one curve for each value."""
    picked = metric_of(curve_of("{Metric: Wait, Dimensions: {route: pay}}"))
    assert picked.dimensions == (("route", "pay"), ("service", "shop"))
    split = curve_of("{Metric: Wait, By: [route]}")
    assert split.by == ("route",)
    assert metric_of(split).dimensions == (("service", "shop"),)
    both = curve_of("{Metric: Wait, Dimensions: {service: bank}, By: [route]}")
    assert metric_of(both).dimensions == (("service", "bank"),)


def test_axis_is_in_the_unit_of_what_it_measures() -> None:
    """Of the first metric on its side."""
    graph = graph_of(
        "Metrics: [{Metric: Lag, Axis: right}, Wait], LeftAxis: {Min: 0 ms, Max: 2 minutes, "
        "Label: wait}, RightAxis: {Min: 10 events, ShowUnits: no}"
    )
    assert graph.left == Axis(label="wait", minimum=0, maximum=120)
    assert graph.right == Axis(minimum=10, show_units=False)


def test_lines_and_bands_cross_a_graph() -> None:
    """At values in the unit of their axis, and at times in UTC."""
    graph = graph_of(
        "Metrics: [{Metric: Lag, Axis: right}, Wait], Annotations: ["
        "{Value: 2 minutes, Label: slow, Color: red, Fill: above},"
        "{Value: 500 events, To: 900 events, Axis: right},"
        "{Value: 1, Fill: below}, {Time: 2026-11-02, Label: release, Color: grey, Fill: after},"
        "{Time: '2026-11-02T09:00+02:00', To: '2026-11-02T08:30Z'}, {Time: 2026-11-03, Fill: before}]"
    )
    assert graph.horizontal == (
        HorizontalLine(value=120, label="slow", color="#d62728", fill=Fill.ABOVE),
        HorizontalLine(value=500, to=900, right=True),
        HorizontalLine(value=1, fill=Fill.BELOW),
    )
    assert graph.vertical == (
        VerticalLine(
            time="2026-11-02T00:00:00Z", label="release", color="#7f7f7f", fill=Fill.AFTER
        ),
        VerticalLine(time="2026-11-02T07:00:00Z", to="2026-11-02T08:30:00Z"),
        VerticalLine(time="2026-11-03T00:00:00Z", fill=Fill.BEFORE),
    )


@pytest.mark.parametrize(
    ("axis", "expected"),
    [
        ("", Axis(minimum=0, maximum=100)),
        (", LeftAxis: {Max: 50%, Label: share}", Axis(label="share", minimum=0, maximum=50)),
        (", LeftAxis: {Min: 5, Max: 10, ShowUnits: no}",
         Axis(minimum=5, maximum=10, show_units=False)),
    ],
)  # fmt: skip
def test_gauge_ends_where_its_metric_does(axis: str, expected: Axis) -> None:
    """Unless it says otherwise."""
    assert graph_of(f"View: gauge, Metrics: [Load]{axis}").left == expected


def test_number_and_table_have_settings_of_their_own() -> None:
    """A small graph below each number, and columns that sum a table up."""
    assert graph_of("View: number, Metrics: [Lag], Sparkline: yes").sparkline
    plain = graph_of("View: table, Metrics: [Lag], Table: {Summary: [MAX]}").table
    assert plain == TableSettings(summary=("MAX",))
    full = graph_of(
        "View: table, Metrics: [Lag], Table: {Layout: vertical, Summary: [MIN, AVG, SUM], "
        "StickySummary: yes, ShowData: no}"
    ).table
    assert full == TableSettings(
        vertical=True, summary=("MIN", "AVG", "SUM"), sticky_summary=True, show_data=False
    )


@pytest.mark.parametrize(
    ("keys", "message", "caret", "help"),
    [
        ("Metrics: []", "bad-graph: a graph has a metric or more", "[]", None),
        ("Metrics: Lag", "bad-value: `Metrics` takes a list", "Lag", "write `[Lag]`"),
        ("Metrics: [Lgg]", "unknown-metric: no metric is called `Lgg`", "Lgg", "did you mean `Lag`?"),
        ("Metrics: [{Metric: p9(Lgg)}]", "unknown-metric: no metric is called `Lgg`", "Lgg",
         "did you mean `Lag`?"),
        ("Metrics: [{Metric: q9(Lag)}]", "bad-statistic: `q9` is no statistic", "q9", None),
        ("Metrics: [p95(Share)]", "bad-statistic: `Share` is computed and has no statistic", "p95",
         None),
        ("Metrics: [{Metric: Lag, Colour: red}]", "unknown-key: no key is called `Colour` here",
         "Colour", "did you mean `Color`?"),
        ("Metrics: [{Label: x}]", "missing-key: `Metric` is missing", "{Label: x}", None),
        ("Metrics: [{Metric: Lag, Color: rad}]", "bad-color: `rad` is no colour", "rad",
         "did you mean `red`?"),
        ("Metrics: [{Metric: Lag, Color: '#12345'}]", "bad-color: `#12345` is no colour",
         "'#12345'", 'such as `red`, or in quotes `"#d62728"`'),
        ("Metrics: [{Metric: Lag, Axis: top}]", "bad-value: `Axis` cannot be `top`", "top",
         "known: `left`, `right`"),
        ("Metrics: [{Metric: Lag, Period: 5}]", "bad-duration: `5` has no unit", "5",
         "say `5 seconds`"),
        ("Metrics: [{Metric: Lag, Account: 12}]", "bad-account: `12` is no AWS account", "12",
         "it has 12 digits"),
        ("Metrics: [{Metric: Lag, Region: here}]", "bad-region: `here` is no AWS region", "here",
         None),
        ("Metrics: [{Metric: Share, Period: 5 minutes}]",
         "bad-graph: a computed metric has no `Period` of its own on a graph", "Period",
         "give the graph that `Period`"),
        ("Metrics: [{Metric: Share, Account: 333333333333}]",
         "bad-graph: a computed metric has no `Account` of its own on a graph", "Account",
         "give the graph that `Account`"),
        ("Metrics: [{Metric: Share, Region: eu-west-1}]",
         "bad-graph: a computed metric has no `Region` of its own on a graph", "Region",
         "give the graph that `Region`"),
        ("Metrics: [{Metric: Wait, By: [rout]}]",
         "unknown-dimension: `Wait` has no dimension `rout`", "rout", "did you mean `route`?"),
        ("Metrics: [{Metric: Lag, By: [route]}]",
         "unknown-dimension: `Lag` has no dimension `route`", "route",
         "it has none: declare them in the catalogue under `DimensionSets`"),
        ("Metrics: [{Metric: Wait, By: [zone]}]",
         "unpublished-dimensions: `Wait` is not published with [service, zone]: this matches nothing",
         "[zone]", "published with: [service], [route, service], [route, zone], []"),
        ("Metrics: [{Metric: Share, By: [route]}]",
         "bad-dimensions: `Share` is computed: it cannot be split", "[route]",
         "split the metrics it is computed from, or choose one of its `Dimensions`"),
        ("Metrics: [{Metric: Wait, Dimensions: {rout: pay}}]",
         "unknown-dimension: `Wait` has no dimension `rout`", "rout", "did you mean `route`?"),
        ("Metrics: [Load], LeftAxis: {Min: 1 second}",
         "bad-unit: `second` does not fit a metric in Percent", "1 second", "such as `1 %`"),
        ("Metrics: [Load], LeftAxis: {Min: 5, Max: 5}",
         "bad-axis: the axis ends where it begins, or before", "5", None),
        ("Metrics: [Load], LeftAxis: {Mn: 5}", "unknown-key: no key is called `Mn` here", "Mn",
         "did you mean `Min`?"),
        ("Metrics: [Lag], View: gauge", "bad-graph: a gauge needs to know where it begins and ends",
         "gauge", "such as `LeftAxis: {Min: 0, Max: 100}`"),
        ("Metrics: [Lag], View: round", "bad-value: `View` cannot be `round`", "round",
         "known: `line`, `stacked`, `bar`, `pie`, `gauge`, `number`, `table`"),
        ("Metrics: [Lag], Sparkline: yes", "bad-graph: the view `line` has no `Sparkline`",
         "Sparkline", "it goes with `number`"),
        ("Metrics: [Lag], View: pie, Table: {Layout: vertical}",
         "bad-graph: the view `pie` has no `Table`", "Table", "it goes with `table`"),
        ("Metrics: [Lag], View: bar, RightAxis: {Min: 0}",
         "bad-graph: the view `bar` has no `RightAxis`", "RightAxis",
         "it goes with `line`, `stacked`"),
        ("Metrics: [Lag], View: pie, Annotations: [{Value: 5}]",
         "bad-graph: the view `pie` has no `Annotations`", "Annotations",
         "it goes with `line`, `stacked`, `bar`, `gauge`"),
        ("Metrics: [Lag], View: table, Table: {Summary: [MEAN]}",
         "bad-value: `Summary` cannot be `MEAN`", "MEAN", "known: `MIN`, `MAX`, `SUM`, `AVG`"),
        ("Metrics: [Lag], TimeZone: Europe/Berlin", "bad-time-zone: `Europe/Berlin` is no offset",
         "Europe/Berlin", "a graph takes an offset from UTC, without summer time: `+01:00`, `UTC`"),
        ("Metrics: [Lag], TimeZone: '+15:00'", "bad-time-zone: `+15:00` is no offset", "'+15:00'",
         None),
        ("Metrics: [Lag], Legend: left", "bad-value: `Legend` cannot be `left`", "left",
         "known: `bottom`, `right`, `hidden`"),
        ("Metrics: [Lag], Annotations: [{Label: x}]",
         "bad-annotation: an annotation has a `Value` or a `Time`", "{Label: x}", None),
        ("Metrics: [Lag], Annotations: [{Value: 1, Time: 2026-11-02}]",
         "bad-annotation: an annotation has a `Value` or a `Time`", "{Value: 1, Time: 2026-11-02}",
         None),
        ("Metrics: [Lag], Annotations: [{Value: 1, Fill: after}]",
         "bad-annotation: its `Fill` is `none` or `above` or `below`", "{Value: 1, Fill: after}",
         None),
        ("Metrics: [Lag], Annotations: [{Time: 2026-11-02, Fill: above}]",
         "bad-annotation: its `Fill` is `none` or `before` or `after`",
         "{Time: 2026-11-02, Fill: above}", None),
        ("Metrics: [Lag], Annotations: [{Value: 1, To: 2, Fill: above}]",
         "bad-annotation: a band is filled as it is: `To` goes without `Fill`",
         "{Value: 1, To: 2, Fill: above}", None),
        ("Metrics: [Lag], Annotations: [{Value: 1 second}]",
         "bad-unit: `second` does not fit a metric in Count of events", "1 second",
         "such as `1 events`"),
        ("Metrics: [Lag], Annotations: [{Value: 1, To: many}]",
         "bad-number: `many` does not begin with a number", "many", None),
        ("Metrics: [Lag], Annotations: [{Value: 1, To: 2 seconds}]",
         "bad-unit: `seconds` does not fit a metric in Count of events", "2 seconds", None),
        ("Metrics: [Lag], Annotations: [{Time: yesterday}]", "bad-time: `yesterday` is no time",
         "yesterday", "such as `2026-12-31` or `2026-12-31T18:00Z`"),
        ("Metrics: [Lag], Annotations: [{Time: 2026-11-02, To: 5}]", "bad-time: `5` is no time", "5",
         None),
        ("Metrics: [Lag], Annotations: [{Time: 2026-11-02, To: 2026-11-02}]",
         "bad-annotation: the band ends before it begins", "2026-11-02", None),
    ],
)  # fmt: skip
def test_mistake_is_shown_once(keys: str, message: str, caret: str, help: str | None) -> None:
    """Under what is wrong, or under the key that does not go with another."""
    found = mistakes_of(f"Title: t, {keys}")
    assert found.messages == [message]
    assert found.carets == [caret]
    assert help is None or f"= help: {help}" in found.shown


def test_metric_with_an_id_of_a_later_day_is_not_drawn() -> None:
    """That of a health check exists only after the deployment."""
    others = (
        "HealthChecks: {api: {Domain: a.example, Path: /}}\n"
        "Metrics:\n  Up: {Namespace: AWS/Route53, Unit: None, Statistic: Minimum, "
        "Dimensions: {HealthCheckId: {HealthCheck: api}}}\n"
    )
    found = mistakes_of("Title: t, Metrics: [{Metric: Up, Color: red}]", others)
    message = "undrawable-metric: `Up` has an id that exists only after the deployment"
    assert (found.messages, found.carets) == ([message], ["Up"])
    assert "= help: show its alarm instead: `Kind: AlarmStatus`" in found.shown


@pytest.mark.parametrize(
    ("keys", "rules"),
    [
        ("Title: t, Metrics: [Lag], Annotations: [{Value: 1 second}], LeftAxis: {Min: 9, Max: 5}",
         ["bad-axis", "bad-unit"]),
        ("Title: t, Metrics: [Lag], View: pie, Sparkline: yes, RightAxis: {}",
         ["bad-graph", "bad-graph"]),
        ("Title: t, Metrics: [Lgg, p95(Share)], Period: 5",
         ["bad-duration", "bad-statistic", "unknown-metric"]),
        ("Metrics: [Lgg]", ["missing-key", "unknown-metric"]),
        ("Title: t, Metrics: [{Metric: Lag, Color: rad}, Lgg]", ["bad-color", "unknown-metric"]),
        ("Title: t, Metrics: [Lgg], View: pie, Sparkline: yes", ["bad-graph", "unknown-metric"]),
        ("Title: t, Metrics: [], View: pie, Sparkline: yes", ["bad-graph", "bad-graph"]),
    ],
)  # fmt: skip
def test_mistakes_of_a_graph_are_shown_together(keys: str, rules: list[str]) -> None:
    """One hides no other."""
    assert sorted(one.rule for one in mistakes_of(keys).problems) == rules


@pytest.mark.parametrize(
    "keys", ["Metrics: [Lag], Region: eu-wst-1", "Metrics: [{Metric: Lag, Region: eu-wst-1}]"]
)
def test_region_that_nobody_knows_is_a_warning(keys: str) -> None:
    """AWS opens new ones, so it may be right."""
    (found,) = mistakes_of(f"Title: t, {keys}").problems
    assert (found.rule, found.is_error) == ("unknown-region", False)
