"""Widgets other than graphs: what each becomes, and each mistake that its author can make."""

import pytest

from eventflow_monitoring.model.widget import (
    AlarmGraphWidget,
    AlarmStatusWidget,
    CustomWidget,
    ExplorerWidget,
    Legend,
    LogView,
    LogWidget,
    Place,
    TextWidget,
    View,
)
from tests.specs.showing import mistakes_of, widget_of

ALARMS = """\
Alarms:
  LagHigh: {Tier: high, Condition: Lag > 5}
  LagLow: {Tier: low, Condition: Lag < 1}
  LoadHigh: {Tier: critical, Condition: Load > 90%}
  Off: {Tier: medium, Condition: Load > 95%, Enabled: no}
  Odd: {Kind: AnomalyDetection, Tier: low, Metric: Load}
  Both: {Kind: Composite, Tier: low, Rule: ALARM(LagHigh) AND ALARM(LoadHigh)}
  Errors: {Kind: Log, Tier: low, LogGroups: [/app], Query: fields @message,
           ComparisonOperator: '>', Threshold: 5}
  Down: {Kind: PromQL, Tier: low, Query: up < 1}
"""
QUERIES = """\
Queries:
  errors: {LogGroups: [/web, /app], Query: filter level = "ERROR" | stats count(*) by bin(5m)}
"""


def test_text_is_markdown() -> None:
    """On a white background, or on the dashboard's own."""
    assert widget_of("Kind: Text, Markdown: '# Hello'") == TextWidget(markdown="# Hello")
    clear = widget_of("Kind: Text, Markdown: '# Hello', Transparent: yes")
    assert clear == TextWidget(markdown="# Hello", transparent=True)


def test_graph_of_an_alarm_is_called_as_it_is() -> None:
    """Unless it says otherwise; an anomaly has a graph too."""
    plain = widget_of("Kind: AlarmGraph, Alarm: LagHigh", ALARMS)
    assert isinstance(plain, AlarmGraphWidget)
    assert (plain.title, plain.alarm.name) == ("LagHigh", "LagHigh")
    called = widget_of("Kind: AlarmGraph, Alarm: Odd, Title: Strange", ALARMS)
    assert isinstance(called, AlarmGraphWidget)
    assert (called.title, called.alarm.name) == ("Strange", "Odd")


def test_graph_of_an_alarm_that_is_not_deployed_is_a_text() -> None:
    """Which says so."""
    widget = widget_of("Kind: AlarmGraph, Alarm: Off, Title: Later", ALARMS)
    assert widget == TextWidget(markdown="**Later**: the alarm is not deployed here.")


def status_of(keys: str) -> AlarmStatusWidget:
    """Return the widget of the states of some alarms."""
    widget = widget_of(f"Kind: AlarmStatus, Title: t, {keys}", ALARMS)
    assert isinstance(widget, AlarmStatusWidget)
    return widget


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        ("Alarms: [LagHigh]", ["LagHigh"]),
        ("Alarms: [LagHigh, Off]", ["LagHigh"]),
        ("Alarms: ['*High']", ["LagHigh", "LoadHigh"]),
        ("Alarms: ['L?gHigh', Lag*, LagHigh]", ["LagHigh", "LagLow"]),
        ("Tiers: [critical]", ["LoadHigh"]),
        ("Tiers: [medium, critical]", ["LoadHigh"]),
        ("Tiers: [critical, high]", ["LoadHigh", "LagHigh"]),
        ("Alarms: [LagLow], Tiers: [high]", ["LagLow", "LagHigh"]),
        ("Alarms: [LoadHigh, LagLow, LagHigh]", ["LoadHigh", "LagLow", "LagHigh"]),
    ],
)
def test_states_of_alarms_chosen_by_name_pattern_or_tier(keys: str, names: list[str]) -> None:
    """Each once and in the order written, those of a pattern or tier by name; none not deployed."""
    assert [alarm.name for alarm in status_of(keys).alarms] == names


def test_states_may_be_some_and_sorted() -> None:
    """By default all, as CloudWatch sorts them."""
    plain = status_of("Tiers: [low]")
    assert (plain.title, plain.states, plain.sort_by) == ("t", (), None)
    full = status_of("Tiers: [low], States: [OK, ALARM], SortBy: timestamp")
    assert (full.states, full.sort_by) == (("OK", "ALARM"), "timestamp")
    assert status_of("Tiers: [low], SortBy: default").sort_by is None


@pytest.mark.parametrize("keys", ["Tiers: [medium]", "Alarms: ['Off*']", "Alarms: [Off]"])
def test_states_of_no_alarm_are_a_text(keys: str) -> None:
    """CloudWatch takes one alarm or more."""
    widget = widget_of(f"Kind: AlarmStatus, Title: Later, {keys}", ALARMS)
    assert widget == TextWidget(markdown="**Later**: no alarm of these is deployed here.")


def test_query_of_a_log_widget_is_its_own_or_a_saved_one() -> None:
    """The saved one brings its log groups."""
    own = widget_of(
        "Kind: LogQuery, Title: t, LogGroups: [/app], Query: ' fields @message ', View: pie"
    )
    assert isinstance(own, LogWidget)
    assert (own.query, own.view, own.place) == ("fields @message", LogView.PIE, Place())
    assert [group.physical_name for group in own.log_groups] == ["prod-/app"]
    saved = widget_of(
        "Kind: LogQuery, Title: t, SavedQuery: errors, Account: 333333333333, Region: eu-west-1",
        QUERIES,
    )
    assert isinstance(saved, LogWidget)
    assert saved.query == 'filter level = "ERROR" | stats count(*) by bin(5m)'
    assert [group.name for group in saved.log_groups] == ["/web", "/app"]
    assert (saved.view, saved.place) == (
        LogView.TABLE,
        Place(account="333333333333", region="eu-west-1"),
    )


def test_explorer_follows_resources_with_some_tags() -> None:
    """Drawn as a line, one for each resource, unless it says otherwise."""
    metric = "{ResourceType: 'AWS::SQS::Queue', Metric: Sent, Statistic: Sum}"
    plain = widget_of(f"Kind: Explorer, Title: t, Metrics: [{metric}]")
    assert plain == ExplorerWidget(
        title="t", metrics=(("AWS::SQS::Queue", "Sent", "Sum"),), labels=()
    )
    full = widget_of(
        f"Kind: Explorer, Title: t, Metrics: [{metric}], Tags: {{Team: '*', Service: shop}}, "
        "AggregateBy: {Tag: Team, Function: AVG}, SplitBy: Zone, Period: 10 minutes, View: bar, "
        "RowsPerPage: 4, WidgetsPerRow: 5, Legend: right"
    )
    assert full == ExplorerWidget(
        title="t",
        metrics=(("AWS::SQS::Queue", "Sent", "Sum"),),
        labels=(("Team", None), ("Service", "shop")),
        aggregate=("Team", "AVG"),
        split_by="Zone",
        period=600,
        view=View.BAR,
        rows_per_page=4,
        widgets_per_row=5,
        legend=Legend.RIGHT,
    )


def test_function_draws_a_widget() -> None:
    """Called again on whatever happens, unless it says otherwise."""
    plain = widget_of("Kind: Custom, Title: t, Function: f")
    assert plain == CustomWidget(title="t", function="f")
    full = widget_of(
        "Kind: Custom, Title: t, Function: 'f:live', Parameters: {Service: shop}, "
        "UpdateOn: [timeRange]"
    )
    assert full == CustomWidget(
        title="t", function="f:live", parameters={"Service": "shop"}, update_on=("timeRange",)
    )


METRIC = "{ResourceType: 'AWS::SQS::Queue', Metric: Sent, Statistic: Sum}"


@pytest.mark.parametrize(
    ("keys", "message", "caret", "help"),
    [
        ("Kind: Grahp", "unknown-kind: no kind is called `Grahp` here", "Grahp",
         "did you mean `Graph`?"),
        ("Title: t, Knd: Text", "unknown-key: no key is called `Knd` here", "Knd",
         "did you mean `Kind`?"),
        ("Kind: Text", "missing-key: `Markdown` is missing", "{Kind: Text}", None),
        ("Kind: Text, Markdown: ''", "missing-value: `Markdown` has no value", "''", None),
        ("Kind: Text, Markdown: x, Transparent: maybe",
         "bad-value: `maybe` is neither true nor false", "maybe", None),
        ("Kind: Text, Markdown: x, Title: t", "unknown-key: no key is called `Title` here", "Title",
         None),
        ("Kind: AlarmGraph", "missing-key: `Alarm` is missing", "{Kind: AlarmGraph}", None),
        ("Kind: AlarmGraph, Alarm: LagHihg", "unknown-alarm: no alarm is called `LagHihg`",
         "LagHihg", "did you mean `LagHigh`?"),
        ("Kind: AlarmGraph, Alarm: Both",
         "undrawable-alarm: `Both` watches no metric that can be drawn", "Both",
         "show its state instead: `Kind: AlarmStatus`"),
        ("Kind: AlarmGraph, Alarm: Errors",
         "undrawable-alarm: `Errors` watches no metric that can be drawn", "Errors", None),
        ("Kind: AlarmGraph, Alarm: Down",
         "undrawable-alarm: `Down` watches no metric that can be drawn", "Down", None),
        ("Kind: AlarmStatus, Title: t", "missing-key: `Alarms` or `Tiers` is missing",
         "{Kind: AlarmStatus, Title: t}", None),
        ("Kind: AlarmStatus, Title: t, Alarms: [LagHihg]",
         "unknown-alarm: no alarm is called `LagHihg`", "LagHihg", "did you mean `LagHigh`?"),
        ("Kind: AlarmStatus, Title: t, Alarms: [Z*]", "unknown-alarm: no alarm matches `Z*`", "Z*",
         None),
        ("Kind: AlarmStatus, Title: t, Tiers: [hihg]", "bad-value: `Tiers` cannot be `hihg`", "hihg",
         "did you mean `high`?"),
        ("Kind: AlarmStatus, Title: t, Tiers: [low], States: [BAD]",
         "bad-value: `States` cannot be `BAD`", "BAD", "known: `ALARM`, `INSUFFICIENT_DATA`, `OK`"),
        ("Kind: AlarmStatus, Title: t, Tiers: [low], SortBy: name",
         "bad-value: `SortBy` cannot be `name`", "name",
         "known: `default`, `stateUpdatedTimestamp`, `timestamp`"),
        ("Kind: LogQuery, Title: t", "missing-key: `SavedQuery` or `Query` is missing",
         "{Kind: LogQuery, Title: t}", None),
        ("Kind: LogQuery, Title: t, SavedQuery: erors", "unknown-query: no query is called `erors`",
         "erors", "did you mean `errors`?"),
        ("Kind: LogQuery, Title: t, SavedQuery: errors, Query: fields @message",
         "bad-query: `Query` comes with the saved query", "Query", None),
        ("Kind: LogQuery, Title: t, SavedQuery: errors, LogGroups: [/app]",
         "bad-query: `LogGroups` comes with the saved query", "LogGroups", None),
        ("Kind: LogQuery, Title: t, LogGroups: [], Query: fields @message",
         "bad-query: a query reads 1 to 50 log groups", "[]", None),
        ("Kind: LogQuery, Title: t, LogGroups: [/ap], Query: fields @message",
         "unknown-log-group: no log group is called `/ap`", "/ap", "did you mean `/app`?"),
        ("Kind: LogQuery, Title: t, LogGroups: [/app], Query: feilds @message",
         "bad-query: Logs Insights has no command `feilds`", "feilds", "did you mean `fields`?"),
        ("Kind: LogQuery, Title: t, SavedQuery: errors, View: gauge",
         "bad-value: `View` cannot be `gauge`", "gauge",
         "known: `table`, `line`, `stacked`, `bar`, `pie`"),
        (f"Kind: Explorer, Title: t, View: gauge, Metrics: [{METRIC}]",
         "bad-graph: an explorer has no view `gauge`", "gauge", None),
        ("Kind: Explorer, Title: t, Metrics: []", "bad-graph: an explorer has a metric or more", "[]",
         None),
        ("Kind: Explorer, Title: t, Metrics: [{Metric: x, Statistic: Sum}]",
         "missing-key: `ResourceType` is missing", "{Metric: x, Statistic: Sum}", None),
        (f"Kind: Explorer, Title: t, Metrics: [{METRIC}], RowsPerPage: 0",
         "bad-number: `0` is not a whole number from 1 up", "0", None),
        (f"Kind: Explorer, Title: t, Metrics: [{METRIC}], AggregateBy: {{Tag: a, Function: MEAN}}",
         "bad-value: `Function` cannot be `MEAN`", "MEAN", "known: `AVG`, `MIN`, `MAX`, `SUM`"),
        ("Kind: Custom, Title: t, Function: a b",
         "bad-function: `a b` is neither the name nor the ARN of a Lambda function", "a b", None),
        ("Kind: Custom, Title: t, Function: f, UpdateOn: [click]",
         "bad-value: `UpdateOn` cannot be `click`", "click",
         "known: `refresh`, `resize`, `timeRange`"),
        ("Kind: Column, Widgets: []", "bad-row: a column has a widget or more", "[]", None),
        ("Kind: Column, Widgets: [Lag]", "bad-value: keys and values are expected here", "Lag", None),
        ("Kind: Column, Widgets: [{Kind: Text}]", "missing-key: `Markdown` is missing",
         "{Kind: Text}", None),
        ("Kind: Column, Height: 5, Widgets: [{Kind: Text, Markdown: x}]",
         "unknown-key: no key is called `Height` here", "Height", "known: `Widgets`, `Width`"),
    ],
)  # fmt: skip
def test_mistake_is_shown_once(keys: str, message: str, caret: str, help: str | None) -> None:
    """Under what is wrong, or under the widget that lacks something."""
    found = mistakes_of(keys, ALARMS + QUERIES)
    assert found.messages == [message]
    assert found.carets == [caret]
    assert help is None or f"= help: {help}" in found.shown


def test_mistakes_of_a_log_widget_are_shown_together() -> None:
    """One hides no other."""
    found = mistakes_of("Kind: LogQuery, SavedQuery: erors, View: gauge", QUERIES)
    assert sorted(one.rule for one in found.problems) == [
        "bad-value",
        "missing-key",
        "unknown-query",
    ]


@pytest.mark.parametrize(
    ("keys", "message", "caret"),
    [
        ("Width: 0", "bad-number: `0` is not a whole number from 1 to 24", "0"),
        ("Width: 25", "bad-number: `25` is not a whole number from 1 to 24", "25"),
        ("Width: 1.5", "bad-number: `1.5` is not a whole number from 1 to 24", "1.5"),
        ("Width: half", "bad-number: `half` is not a whole number from 1 to 24", "half"),
        ("Height: 0", "bad-number: `0` is not a whole number from 1 to 1,000", "0"),
        ("Height: 1001", "bad-number: `1001` is not a whole number from 1 to 1,000", "1001"),
        ("X: 24, Y: 0", "bad-number: `24` is not a whole number from 0 to 23", "24"),
        ("X: 0, Y: -1", "bad-number: `-1` is not a whole number from 0 to 100,000", "-1"),
        ("X: 0, Y: 100001", "bad-number: `100001` is not a whole number from 0 to 100,000", "100001"),
        ("X: 3", "bad-place: `X` goes with `Y`", "X"),
        ("Y: 3", "bad-place: `Y` goes with `X`", "Y"),
    ],
)  # fmt: skip
def test_size_or_place_that_cannot_be(keys: str, message: str, caret: str) -> None:
    """It is told under the value, or the key that lacks another."""
    found = mistakes_of(f"Kind: Text, Markdown: x, {keys}")
    assert (found.messages, found.carets) == ([message], [caret])


@pytest.mark.parametrize("keys", ["Width: 1", "Width: 24", "Height: 1", "Height: '1,000'"])
def test_size_at_its_limit_is_taken(keys: str) -> None:
    """Down to one column or row, up to 24 and 1,000."""
    assert mistakes_of(f"Kind: Text, Markdown: x, {keys}").shown == ""
