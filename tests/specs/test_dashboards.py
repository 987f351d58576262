"""Dashboards as a whole: variables, how they are looked at, and those of a tier."""

import pytest

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.dashboard import Dashboard
from eventflow_monitoring.model.variable import Variable, VariableInput
from eventflow_monitoring.model.widget import (
    AlarmGraphWidget,
    AlarmStatusWidget,
    LogWidget,
    MetricWidget,
    Place,
    TextWidget,
)
from eventflow_monitoring.position import Origin
from tests.specs.expanding import Expanded, expanded
from tests.specs.showing import dashboard_of, on_a_dashboard

SPLIT = "Metrics:\n  Group: {Namespace: A, Unit: Count, Statistic: Sum, DimensionSets: [[group]]}\n"
ORIGIN = Origin("")


def with_variable(keys: str, name: str = "v", others: str = SPLIT) -> str:
    """Return specs of a dashboard with one variable."""
    more = f"    Variables:\n      {name}: {{{keys}}}\n"
    return on_a_dashboard("Kind: Text, Markdown: x", others, more)


def variable_of(keys: str, name: str = "v") -> Variable:
    """Return the variable of some keys."""
    (variable,) = dashboard_of(with_variable(keys, name)).variables
    return variable


def test_variable_of_a_property_is_typed_unless_there_is_something_to_choose() -> None:
    """Its label is its name, its default nothing."""
    assert variable_of("Property: region") == Variable(
        id="v", label="v", property="region", is_pattern=False, input=VariableInput.INPUT,
        origin=ORIGIN,
    )  # fmt: skip


def test_variable_with_written_choices() -> None:
    """A choice is a value, and may be called otherwise."""
    variable = variable_of(
        "Pattern: 'prod(uction)?', Label: Where, Input: radio, Visible: no, Default: b, "
        "Values: [a, {Value: b, Label: Bee}]"
    )
    assert variable == Variable(
        id="v", label="Where", property="prod(uction)?", is_pattern=True,
        input=VariableInput.RADIO, values=(("a", "a"), ("Bee", "b")), default="b", visible=False,
        origin=ORIGIN,
    )  # fmt: skip
    assert variable_of("Property: p, Values: [a]").input is VariableInput.SELECT


def test_variable_may_have_the_values_of_a_metric() -> None:
    """Those that are found of one of its dimensions; the first of them to begin with."""
    variable = variable_of("Property: group, ValuesOf: Group")
    assert variable == Variable(
        id="v", label="v", property="group", is_pattern=False, input=VariableInput.SELECT,
        search='{A,group} MetricName="Group"', populate_from="group", default="__FIRST",
        origin=ORIGIN,
    )  # fmt: skip
    assert variable_of("Property: group, ValuesOf: Group, Default: one").default == "one"


def test_search_of_a_metric_keeps_its_own_dimensions() -> None:
    """With their values, and the names in quotes that need them."""
    others = (
        "Metrics:\n  Own: {Namespace: My App, MetricName: n, Unit: Count, Statistic: Sum, "
        "Dimensions: {service: shop, a b: c}, DimensionSets: [[service, a b, group]]}\n"
    )
    (variable,) = dashboard_of(
        with_variable("Property: group, ValuesOf: Own", others=others)
    ).variables
    assert variable.search == (
        '{"My App","a b",group,service} MetricName="n" "a b"="c" service="shop"'
    )


def test_long_name_of_a_variable_is_cut_in_its_label() -> None:
    """A label has 30 characters at most, a name 32."""
    assert variable_of("Property: p", "v" * 32).label == "v" * 30


@pytest.mark.parametrize(
    ("name", "keys", "message", "caret", "help"),
    [
        ("a.b", "Property: p", "bad-variable: `a.b` cannot name a variable", "a.b",
         "1 to 32 letters, digits, `-` and `_`"),
        ("v" * 33, "Property: p", f"bad-variable: `{'v' * 33}` cannot name a variable", "v" * 33,
         None),
        ("v", "Label: x", "missing-key: `Property` or `Pattern` is missing", "v", None),
        ("v", "Property: p, Pattern: q", "bad-variable: a variable has a `Property` or a `Pattern`",
         "q", None),
        ("v", f"Property: p, Label: {'x' * 31}", "bad-variable: a label has at most 30 characters",
         "x" * 31, None),
        ("v", "Property: group, ValuesOf: Group, Values: [a]",
         "bad-variable: the choices are written, or those of a metric", "Group", None),
        ("v", "Property: p, Input: input, Values: [a]",
         "bad-variable: what is typed is not chosen: `input` goes without values", "input", None),
        ("v", "Property: p, Input: radio", "bad-variable: there is nothing to choose from", "radio",
         "write `Values`, or `ValuesOf`"),
        ("v", "Property: p, Input: slider", "bad-value: `Input` cannot be `slider`", "slider", None),
        ("v", "Property: p, Values: [abc], Default: abd", "bad-variable: `abd` is none of the values",
         "abd", "did you mean `abc`?"),
        ("v", "Pattern: '(', Values: [a]",
         "bad-variable: `(` is no regular expression: missing ), unterminated subpattern", "'('",
         None),
        ("v", "Property: group, ValuesOf: Grup", "unknown-metric: no metric is called `Grup`", "Grup",
         "did you mean `Group`?"),
        ("v", "Property: grup, ValuesOf: Group", "unknown-dimension: `Group` has no dimension `grup`",
         "grup", "did you mean `group`?"),
        ("v", "Property: p, ValuesOf: Lag", "unknown-dimension: `Lag` has no dimension `p`", "p",
         "it has none: declare them in the catalogue under `DimensionSets`"),
        ("v", "Property: p, ValuesOf: Share",
         "bad-variable: the values of a metric go with a `Property`, one of its dimensions", "Share",
         None),
        ("v", "Pattern: p, ValuesOf: Group",
         "bad-variable: the values of a metric go with a `Property`, one of its dimensions", "Group",
         None),
    ],
)  # fmt: skip
def test_mistake_of_a_variable_is_shown_once(
    name: str, keys: str, message: str, caret: str, help: str | None
) -> None:
    """Under what is wrong, or under the name."""
    found = expanded(with_variable(keys, name))
    assert found.messages == [message]
    assert found.carets == [caret]
    assert help is None or f"= help: {help}" in found.shown


def looked_at(keys: str) -> Dashboard:
    """Return a dashboard of a graph, a slow graph and a query, with some keys."""
    more = "".join(f"    {key}\n" for key in keys.splitlines())
    rows = (
        "      - - {Title: a, Metrics: [Lag]}\n"
        "        - {Title: b, Metrics: [Lag], Period: 5 minutes, Account: 333333333333}\n"
        "        - {Kind: LogQuery, Title: c, LogGroups: [/app], Query: fields @message}\n"
    )
    return dashboard_of(f"Dashboards:\n  D:\n    Rows:\n{rows}{more}")


def test_dashboard_says_how_it_is_looked_at() -> None:
    """Its time range, and whether graphs keep their periods."""
    plain = looked_at("")
    assert (plain.start, plain.fixed_periods, plain.refresh) == (None, False, None)
    assert (plain.name, plain.physical_name) == ("D", "prod-D")
    full = looked_at("Start: 3 hours\nFixedPeriods: yes\nRefresh: 30 seconds")
    assert (full.start, full.fixed_periods, full.refresh) == (10_800, True, 30)


@pytest.mark.parametrize(
    ("refresh", "live"),
    [
        ("10 seconds", [True, True]),
        ("1 minute", [False, True]),
        ("4 minutes", [False, True]),
        ("5 minutes", [False, False]),
    ],
)
def test_graph_has_something_new_to_show_at_every_refresh(refresh: str, live: list[bool]) -> None:
    """One whose data points are longer shows the newest before it is complete."""
    widgets = [placed.widget for placed in looked_at(f"Refresh: {refresh}").widgets]
    assert [one.live_data for one in widgets if isinstance(one, MetricWidget)] == live


def test_long_period_of_a_curve_counts_too() -> None:
    """Its data points are longer than those of its graph."""
    graph = "Title: t, Metrics: [{Metric: Lag, Period: 5 minutes}]"
    (placed,) = dashboard_of(on_a_dashboard(graph, more="    Refresh: 1 minute\n")).widgets
    assert isinstance(placed.widget, MetricWidget)
    assert placed.widget.live_data


def test_live_data_may_be_shown_without_a_refresh() -> None:
    """It is the graph's own then, and stays with a slow one."""
    graph = on_a_dashboard("Title: t, Metrics: [Lag], LiveData: yes", more="    Refresh: 1 hour\n")
    (placed,) = dashboard_of(graph).widgets
    assert isinstance(placed.widget, MetricWidget)
    assert placed.widget.live_data


def test_account_of_a_dashboard_is_written_into_each_widget_without_one() -> None:
    """Where a variable can replace it."""
    places = [
        placed.widget.place
        for placed in looked_at("Account: 444444444444").widgets
        if isinstance(placed.widget, MetricWidget | LogWidget)
    ]
    assert [place.account for place in places] == ["444444444444", "333333333333", "444444444444"]
    assert {place.region for place in places} == {None}
    assert [one.widget.place for one in looked_at("").widgets if isinstance(one.widget, LogWidget)] == [
        Place()
    ]  # fmt: skip


def overview(alarms: str, tier: str = "high") -> Expanded:
    """Return a dashboard of a tier, beside some alarms."""
    head = f"Alarms:\n{alarms}" if alarms else ""
    return expanded(f"{head}Dashboards:\n  D: {{Kind: TierOverview, Tier: {tier}, Start: 1 day}}\n")


def alarms_of(count: int, tier: str = "high") -> str:
    """Return the lines of some alarms of a tier."""
    return "".join(
        f"  A{number:03}: {{Tier: {tier}, Condition: Lag > {number + 1}}}\n"
        for number in range(count)
    )


def shown_on(found: Expanded) -> tuple[list[list[Alarm]], list[str]]:
    """Return the alarms of each widget of states, and the titles of graphs, of a tier's dashboard."""
    assert found.shown == ""
    (dashboard,) = found.monitoring.dashboards
    assert dashboard.start == 86_400
    widgets = [placed.widget for placed in dashboard.widgets]
    states = [list(one.alarms) for one in widgets if isinstance(one, AlarmStatusWidget)]
    return states, [one.title for one in widgets if isinstance(one, AlarmGraphWidget)]


@pytest.mark.parametrize("others", ["", alarms_of(2, "low"), "  A: {Tier: high, Condition: Lag > 1, Enabled: no}\n"])  # fmt: skip
def test_tier_without_alarms_has_a_dashboard_that_says_so(others: str) -> None:
    """A tier need have none that is deployed."""
    (dashboard,) = overview(others).monitoring.dashboards
    (placed,) = dashboard.widgets
    assert placed.widget == TextWidget(markdown="# Alarms of the tier high\nNone is deployed here.")


@pytest.mark.parametrize(
    ("count", "parts"), [(1, [1]), (100, [100]), (101, [100, 1]), (201, [100, 100, 1])]
)
def test_dashboard_of_a_tier_shows_every_alarm(count: int, parts: list[int]) -> None:
    """The states of 100 in a widget, and the graph of each."""
    states, graphs = shown_on(overview(alarms_of(count) + alarms_of(1, "low").replace("A", "B")))
    assert [len(alarms) for alarms in states] == parts
    names = [f"A{number:03}" for number in range(count)]
    assert [alarm.name for alarms in states for alarm in alarms] == names
    assert graphs == names


def test_alarm_without_a_graph_is_among_the_states_alone() -> None:
    """Such as a composite one."""
    both = "  Both: {Kind: Composite, Tier: high, Rule: ALARM(A000) AND ALARM(A001)}\n"
    states, graphs = shown_on(overview(alarms_of(2) + both))
    assert [alarm.name for alarms in states for alarm in alarms] == ["A000", "A001", "Both"]
    assert graphs == ["A000", "A001"]


def test_graphs_of_a_tier_stand_by_threes() -> None:
    """Below the states, a third of the width each."""
    (dashboard,) = overview(alarms_of(4)).monitoring.dashboards
    assert [(one.x, one.y, one.width, one.height) for one in dashboard.widgets] == [
        (0, 0, 24, 3), (0, 3, 8, 6), (8, 3, 8, 6), (16, 3, 8, 6), (0, 9, 8, 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "message", "caret"),
    [
        ("Kind: TierOverview", "missing-key: `Tier` is missing", "D"),
        ("Kind: TierOverview, Tier: hihg", "bad-value: `Tier` cannot be `hihg`", "hihg"),
        ("Kind: TierOverview, Tier: high, Rows: []", "unknown-key: no key is called `Rows` here",
         "Rows"),
        ("Kind: TierOvervew, Tier: high", "unknown-kind: no kind is called `TierOvervew` here",
         "TierOvervew"),
        ("Start: 1 day", "missing-key: `Rows` is missing", "D"),
        ("Rows: [[]]", "bad-row: a row has 1 to 24 widgets", "[]"),
        ("Rows: [{Title: t}]", "bad-value: each of `Rows` takes a list", "{Title: t}"),
        ("Rows: [], Start: soon", "bad-duration: `soon` is not a duration", "soon"),
        ("Rows: [], Refresh: 30", "bad-duration: `30` has no unit", "30"),
        ("Rows: [], Account: mine", "bad-account: `mine` is no AWS account", "mine"),
        ("Rows: [], Variables: [a]", "bad-value: `Variables` takes keys and values", "[a]"),
    ],
)  # fmt: skip
def test_mistake_of_a_dashboard_is_shown_once(keys: str, message: str, caret: str) -> None:
    """Under what is wrong, or under its name."""
    found = expanded(f"Dashboards:\n  D: {{{keys}}}\n")
    assert (found.messages, found.carets) == ([message], [caret])
