"""A dashboard with more than CloudWatch takes becomes several that link to each other."""

import json
from itertools import pairwise
from typing import Any

import pytest

from eventflow_monitoring.model.dashboard import (
    MAX_METRICS,
    Dashboard,
    Placed,
    metrics_drawn,
    rows_of,
)
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.metric import Metric, MissingData, Range
from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.model.widget import Curve, MetricWidget, TextWidget, View, title_of
from eventflow_monitoring.outputs.cloudformation.dashboard_parts import Part, parts_of
from eventflow_monitoring.outputs.cloudformation.dashboards import dashboard_resources
from eventflow_monitoring.outputs.cloudformation.plan import plan
from eventflow_monitoring.position import Origin
from tests.outputs.dashboards import beside_the_base, bodies, complaints, without_mistakes

ENVIRONMENT = Environment(
    service="s",
    name="production",
    account="111111111111",
    region="us-east-1",
    domain=None,
    log_retention_days=30,
    name_pattern="prod-${Name}-x",
    protected=False,
    alarm_stacks=1,
    origin=Origin(""),
)
METRIC = Metric(
    name="M", label="M", namespace="A", metric_name="M", dimensions=(), dimension_sets=(),
    unit=Unit("Count"), range=Range(), type=None, statistic="Sum", period=60,
    missing_data=MissingData.MISSING, category=None, prometheus_name=None, origin=Origin(""),
)  # fmt: skip


def text(name: str, x: int, y: int, width: int = 8, height: int = 2) -> Placed:
    """Return a text in its place."""
    return Placed(TextWidget(markdown=name), x, y, width, height, Origin(""))


def graph(metrics: int, y: int) -> Placed:
    """Return a graph of some metrics in its place."""
    curves = (Curve(metric=METRIC, statistic="Sum"),) * metrics
    widget = MetricWidget(title=f"at {y}", view=View.LINE, curves=curves, period=60)
    return Placed(widget, 0, y, 24, 6, Origin(""))


def texts(count: int) -> list[Placed]:
    """Return some texts by threes."""
    return [text(str(number), number % 3 * 8, number // 3 * 2) for number in range(count)]


def parts(widgets: list[Placed], name: str = "ops") -> tuple[Part, ...]:
    """Return the parts of a dashboard with some widgets."""
    dashboard = Dashboard(
        name=name, physical_name=f"prod-{name}-x", widgets=tuple(widgets), origin=Origin("")
    )
    return parts_of(dashboard, ENVIRONMENT)


def own(part: Part) -> list[str]:
    """Return the titles of the widgets of a part below its links."""
    return [title_of(one.widget) for one in part.widgets[1:]]


def links(part: Part) -> str:
    """Return the links of a part."""
    first = part.widgets[0]
    assert (first.x, first.y, first.width, first.height) == (0, 0, 24, 1)
    assert isinstance(first.widget, TextWidget)
    return first.widget.markdown


def test_500_widgets_are_one_dashboard() -> None:
    """As they are, without a link."""
    widgets = texts(500)
    assert parts(widgets) == (Part("prod-ops-x", "", tuple(widgets)),)


def test_501_widgets_are_two_that_link_to_each_other() -> None:
    """The links stand above, on a widget that counts too."""
    first, second = parts(texts(501))
    assert [len(part.widgets) for part in (first, second)] == [499, 4]
    assert own(first) + own(second) == [str(number) for number in range(501)]
    assert links(first) == "Part 1 of 2: **1** [2](#dashboards:name=prod-ops-2-x)"
    assert links(second) == "Part 2 of 2: [1](#dashboards:name=prod-ops-x) **2**"


def test_no_widgets_are_one_empty_dashboard() -> None:
    """There is nothing to cut."""
    assert parts([]) == (Part("prod-ops-x", "", ()),)


def test_2500_metrics_are_one_dashboard() -> None:
    """And one more is a second one."""
    assert len(parts([graph(500, y) for y in range(0, 30, 6)])) == 1
    first, second = parts([*(graph(500, y) for y in range(0, 30, 6)), graph(1, 30)])
    assert own(first) == ["at 0", "at 6", "at 12", "at 18", "at 24"]
    assert own(second) == ["at 30"]


@pytest.mark.parametrize("count", [501, 999, 1_000, 1_497, 1_498, 3_000])
def test_every_part_is_what_cloudwatch_takes(count: int) -> None:
    """Every widget is in one of them, in its order, and none overlaps the links."""
    found = parts(texts(count))
    assert [title for part in found for title in own(part)] == [str(one) for one in range(count)]
    for part in found:
        assert len(part.widgets) <= 500
        assert metrics_drawn(part.widgets) <= MAX_METRICS
        assert min(one.y for one in part.widgets[1:]) == 1


def test_rows_are_never_cut() -> None:
    """What stands beside each other stays so, with its places, below what is above it."""
    tall = [text("tall", 0, 400, width=1, height=200)]
    beside = [text(f"b{number}", 1, 400 + number * 2) for number in range(100)]
    widgets = [*(text(f"a{number}", 0, number * 2) for number in range(200)), *tall, *beside]
    widgets += [text(f"c{number}", 0, 600 + number) for number in range(300)]
    found = parts(sorted(widgets, key=lambda one: (one.y, one.x)))
    holding = [part for part in found if {"tall", "b0", "b99"} & set(own(part))]
    assert len(holding) == 1
    (part,) = holding
    places = {title_of(one.widget): (one.x, one.y) for one in part.widgets}
    assert places["tall"] == (0, places["b0"][1])
    assert places["b99"] == (1, places["tall"][1] + 198)


def test_rows_of_a_dashboard_are_what_no_line_crosses() -> None:
    """From the top; a high widget joins the rows that stand beside it."""
    a, b, c, d = text("a", 0, 0, height=4), text("b", 8, 0), text("c", 8, 2), text("d", 0, 4)
    assert list(rows_of([d, c, b, a])) == [[a, b, c], [d]]


@pytest.mark.parametrize("count", [501, 600, 1_100])
def test_row_that_is_added_at_the_end_changes_the_last_part_alone(count: int) -> None:
    """The others are as they were, as long as it is still the last one."""
    before, after = parts(texts(count)), parts(texts(count + 2))
    assert len(before) == len(after)
    assert before[:-1] == after[:-1]
    assert before[-1] != after[-1]


def test_a_further_part_changes_only_the_links_of_the_others() -> None:
    """Their widgets stay where they are."""
    before, after = parts(texts(995)), parts(texts(1_000))
    assert [len(before), len(after)] == [2, 3]
    for old, new in zip(before[:-1], after[:-2], strict=True):
        assert old.widgets[1:] == new.widgets[1:]
        assert (old.physical_name, old.suffix) == (new.physical_name, new.suffix)


def many(count: int) -> str:
    """Return the rows of a dashboard of texts."""
    row = ", ".join(["{Kind: Text, Markdown: x}"] * 20)
    return "".join(f"      - [{row}]\n" for _ in range(count // 20))


def test_parts_have_names_and_logical_ids_of_their_own() -> None:
    """The first has those of the dashboard, whatever it grows to."""
    specs = "Dashboards:\n  ops:\n    Start: 1 day\n    Variables: {v: {Property: p}}\n    Rows:\n"
    small = dict(dashboard_resources(without_mistakes(specs + many(500))))
    grown = dict(dashboard_resources(without_mistakes(specs + many(1_000))))
    names = {key: one.properties["DashboardName"] for key, one in grown.items()}
    assert list(small) == ["DashboardOps"]
    assert names == {"DashboardOps": "ops", "DashboardOps2": "ops-2", "DashboardOps3": "ops-3"}


def test_every_part_has_what_the_whole_has() -> None:
    """Its time range and its variables."""
    specs = (
        "Dashboards:\n  ops:\n    Start: 1 day\n    FixedPeriods: yes\n"
        "    Variables: {v: {Property: p}}\n    Rows:\n"
    )
    found = list(bodies(without_mistakes(specs + many(1_000))).values())
    rest = [{key: value for key, value in body.items() if key != "widgets"} for body in found]
    assert len(rest) == 3
    assert rest[0] == {
        "variables": [
            {"type": "property", "property": "p", "inputType": "input", "id": "v", "label": "v",
             "visible": True}
        ],
        "start": "-P1D",
        "periodOverride": "inherit",
    }  # fmt: skip
    assert all(one == other for one, other in pairwise(rest))


def refused(specs: str) -> bool:
    """Tell whether specs are refused, by what is compiled or by what is planned of it."""
    found = beside_the_base(specs)
    planned = [problem for one in found.monitorings for problem in plan(one)[1]]
    return any(one.is_error for one in (*found.problems, *planned))


def column_of(count: int) -> str:
    """Return specs with a row that cannot be cut: a column of texts beside a graph."""
    texts = ", ".join(["{Kind: Text, Markdown: x, Height: 1}"] * count)
    graph = "{Title: t, Metrics: [Requests]}"
    return f"Dashboards:\n  ops:\n    Rows: [[{graph}, {{Kind: Column, Widgets: [{texts}]}}]]\n"


def test_row_of_500_widgets_is_one_dashboard() -> None:
    """One that cannot be cut and has more is refused."""
    (body,) = bodies(without_mistakes(column_of(499))).values()
    assert (len(body["widgets"]), complaints(body)) == (500, [])
    assert refused(column_of(500))


def test_row_with_no_room_for_links_is_refused() -> None:
    """A row of 500 widgets in a dashboard of several parts."""
    specs = column_of(499).replace("]]\n", "], [{Kind: Text, Markdown: x}]]\n")
    assert refused(specs)


def test_part_does_not_take_the_name_of_another_dashboard() -> None:
    """Two things in AWS cannot have one name."""
    taken = "  ops-2: {Rows: [[{Kind: Text, Markdown: x}]]}\n"
    assert not refused(f"Dashboards:\n{taken}  ops:\n    Rows:\n{many(500)}")
    assert refused(f"Dashboards:\n{taken}  ops:\n    Rows:\n{many(520)}")


def test_name_of_a_part_is_one_that_cloudwatch_takes() -> None:
    """255 characters at most, with the number at its end."""
    name = "a" * 255
    assert not refused(f"Dashboards:\n  {name}:\n    Rows:\n{many(500)}")
    assert refused(f"Dashboards:\n  {name}:\n    Rows:\n{many(520)}")


def test_bodies_are_one_line_of_json_with_what_was_written() -> None:
    """Nothing is escaped that need not be, so that a difference can be read."""
    specs = "Dashboards:\n  ops:\n    Rows: [[{Kind: Text, Markdown: 'Größe → 100 %'}]]\n"
    ((_, resource),) = dashboard_resources(without_mistakes(specs))
    body: Any = resource.properties["DashboardBody"]
    assert "Größe → 100 %" in body
    assert "\n" not in body
    assert json.loads(body)["widgets"][0]["properties"] == {"markdown": "Größe → 100 %"}
