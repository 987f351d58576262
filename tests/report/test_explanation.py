"""Where every value of an alarm comes from: nothing is left unaccounted for."""

from pathlib import Path

import pytest

from eventflow_monitoring.cli.load import Loaded, load
from eventflow_monitoring.outputs.cloudformation.alarms import alarm_resources
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.outputs.cloudformation.provenance import NAME, SOURCES
from eventflow_monitoring.outputs.cloudformation.resource import logical_id
from eventflow_monitoring.outputs.cloudformation.state_changes import state_change_resources
from eventflow_monitoring.reference.links import page_of
from eventflow_monitoring.report.explanation import Explanation, Setting, explain
from eventflow_monitoring.report.explanation_text import explanation_text
from tests.eventflow import SPECS

_EVERY_KIND = """\
Service: shop
Environments:
  production:
    Account: 111111111111
    Region: us-east-1
    LogRetention: 30 days
    RunbookBaseUrl: https://wiki.example/
Channels: {team: {Kind: Slack, Workspace: T0, Channel: C0}}
Topics: {alerts: {Tier: high, Channels: [team]}}
LogGroups: {/app: }
Metrics:
  Lag: {Namespace: A, Unit: Count of events, Statistic: Maximum, TreatMissingData: ignore, Type: gauge}
  Wait: {Namespace: A, Unit: Seconds, Statistic: p95, DimensionSets: [[route]], Type: histogram}
  Seen: {Namespace: A, Unit: Count, Statistic: Sum, Type: counter}
  Share: {Expression: 100 * Lag / Seen, Unit: Percent}
Defaults:
  Alarms:
    Owner: shop-team
    Actions: [alerts]
    Description: Something is wrong.
    Tags: {a: b}
    PropagateTags: [Tier]
    Tier: high
    InsufficientDataActions: [alerts]
    WarmUp: 1 hour
Alarms:
  Plain: {Condition: Lag > 10 for 10 minutes, Runbook: a.md}
  Suppressed: {Condition: Lag > 20, ActionsSuppressor: Plain}
  Full:
    Condition: Wait > 5 seconds over 5 minutes
    Dimensions: {route: pay}
    MinimumSamples: 50
    EvaluateLowSampleCountPercentile: ignore
  Percentile:
    Condition: Wait > 7 seconds over 5 minutes
    EvaluateLowSampleCountPercentile: ignore
    EvaluationWindow: {TimeZone: UTC}
  Computed: {Condition: Share > 5%, MinimumSamples: {Metric: Seen, AtLeast: 20}}
  Own: {Expression: Lag / Seen, Unit: Ratio, ComparisonOperator: ">", Threshold: 5%}
  Unusual: {Kind: AnomalyDetection, Metric: Seen}
  UnusualShare: {Kind: AnomalyDetection, Metric: Share}
  Both:
    Kind: Composite
    Rule: ALARM(Plain) AND ALARM(Full)
    ActionsSuppressor: Own
    WarmUp: 1 hour
  Series: {Kind: MetricsInsights, Query: SELECT MAX(Wait) FROM A, ComparisonOperator: ">", Threshold: 9 seconds}
  Lines:
    Kind: Log
    LogGroups: [/app]
    Query: fields @message
    ComparisonOperator: ">"
    Threshold: 5
    LogLines: 3
  Prom: {Kind: PromQL, Query: up < 1, PendingPeriod: 5 minutes}
"""


@pytest.fixture(scope="module", params=["EventFlow's specs", "every kind"])
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Specs with explanations to ask for."""
    if request.param == "EventFlow's specs":
        return load(SPECS)
    directory = tmp_path_factory.mktemp("specs")
    (directory / "specs.yaml").write_text(_EVERY_KIND, encoding="utf-8")
    return load(directory)


def explanations(loaded: Loaded) -> list[tuple[Plan, Explanation]]:
    """Explain every alarm of every environment."""
    assert loaded.plans
    return [
        (plan, explain(alarm, plan, loaded.entries[plan.environment.name]))
        for plan in loaded.plans
        for alarm in plan.monitoring.alarms
    ]


def settings(explanation: Explanation) -> list[Setting]:
    """Return every row of an explanation."""
    return [one for group in explanation.groups for one in group.settings]


def test_every_alarm_is_explained(loaded: Loaded) -> None:
    """And each of them is deployed as what the plan holds of it."""
    for plan, explanation in explanations(loaded):
        resources = dict(alarm_resources(plan.monitoring))
        resources |= dict(state_change_resources(plan.monitoring))
        kinds = ("Alarm", "Alert", "StateChange")
        ids = {logical_id(kind, explanation.alarm) for kind in kinds} & resources.keys()
        assert {one.logical_id for one in explanation.resources} == ids
        for one in explanation.resources:
            assert {p.name: p.value for p in one.properties} == resources[one.logical_id].properties


def test_every_property_follows_from_a_row(loaded: Loaded) -> None:
    """At least one of its sources is shown, or it is the name."""
    for plan, explanation in explanations(loaded):
        shown = {one.key for one in settings(explanation)} | {NAME}
        for resource in explanation.resources:
            for one in resource.properties:
                place = f"{one.name} of {explanation.alarm} in {plan.environment.name}"
                assert one.name in SOURCES, place
                assert one.sources, place
                assert set(one.sources) <= shown, place


def test_every_row_says_where_it_comes_from(loaded: Loaded) -> None:
    """A place that the files have, or a note."""
    for _, explanation in explanations(loaded):
        for one in settings(explanation):
            assert one.origin is not None or one.note, (explanation.alarm, one.key)
            if one.origin is not None:
                span = loaded.trees[one.origin.file].locate(one.origin)
                text = loaded.trees[one.origin.file].source.text[span.start : span.end]
                assert text, (explanation.alarm, one.key)


def test_no_key_is_shown_twice_or_both_set_and_unset(loaded: Loaded) -> None:
    """Each key of a thing has one row, or stands among those not set."""
    for _, explanation in explanations(loaded):
        for group in explanation.groups:
            keys = [one.key for one in group.settings] + list(group.unset)
            assert len(keys) == len(set(keys)), (explanation.alarm, group.title)


def test_text_has_a_line_for_every_row_and_property(loaded: Loaded) -> None:
    """Whatever the values hold, each is one line."""
    for _, explanation in explanations(loaded):
        lines = explanation_text(explanation, loaded.trees, page_of).splitlines()
        for one in settings(explanation):
            assert any(line.split()[:1] == [one.key] for line in lines), one.key
        for resource in explanation.resources:
            for part in resource.properties:
                assert any(line.startswith(f"  {part.name} ") for line in lines), part.name


def row(loaded: Loaded, alarm: str, key: str) -> Setting:
    """Return the row of an alarm's own key."""
    (found,) = (one for _, one in explanations(loaded) if one.alarm == alarm)
    return next(one for one in found.groups[0].settings if one.key == key)


@pytest.mark.parametrize(
    ("alarm", "key", "value", "line", "note"),
    [
        ("Plain", "Metric", "Lag", "Plain:", None),
        ("Plain", "Threshold", "10", "Plain:", None),
        ("Plain", "Owner", "shop-team", "Owner:", None),
        ("Plain", "Statistic", "Maximum", "  Lag:", "the metric's"),
        ("Plain", "TreatMissingData", "ignore", "  Lag:", "the metric's"),
        ("Plain", "Period", "1 minute", None, "the metric's, built in"),
        ("Plain", "EvaluationPeriods", "10", "Plain:", "`For` divided by `Period`"),
        ("Plain", "DatapointsToAlarm", "10", None, "built in: all of them"),
        ("Full", "Period", "5 minutes", "Condition: Wait > 5", None),
        ("Full", "EvaluationPeriods", "1", "Condition: Wait > 5", None),
        ("Suppressed", "EvaluationPeriods", "1", None, "built in"),
        ("Lines", "LookBack", "5 minutes", None, "built in: to the run before"),
        ("Lines", "QueryResultsToAlarm", "1", None, "built in: all of them"),
        ("Lines", "Every", "5 minutes", None, "built in"),
        ("Plain", "ActionsEnabled", "true", None, "built in"),
        ("Plain", "OKActions", "alerts", None, "built in: topics with channels that want recoveries"),
    ],
)  # fmt: skip
def test_row_shows_who_said_it(
    tmp_path: Path, alarm: str, key: str, value: str, line: str | None, note: str | None
) -> None:
    """The alarm, its condition, the defaults, the metric, or nobody."""
    (tmp_path / "specs.yaml").write_text(_EVERY_KIND, encoding="utf-8")
    loaded = load(tmp_path)
    found = row(loaded, alarm, key)
    assert (found.value, found.note) == (value, note)
    if line is None:
        assert found.origin is None
    else:
        assert found.origin is not None
        source = loaded.trees[found.origin.file].source
        number, _ = source.line_and_column(
            loaded.trees[found.origin.file].locate(found.origin).start
        )
        assert line.strip() in source.line(number)


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_text_is_folded_where_the_terminal_ends(loaded: Loaded, width: int) -> None:
    """Nothing is left out, and only what is one word is longer than a line."""
    for _, explanation in explanations(loaded):
        whole = explanation_text(explanation, loaded.trees, page_of)
        text = explanation_text(explanation, loaded.trees, page_of, width)
        for line in text.splitlines():
            assert line == line.rstrip()
            long = len(line) > width and " " in line.strip(" ←")
            # Keys and headings stand in one piece, however narrow it is.
            assert not long or width < 80 or line.endswith(")") or len(line.split()[-1]) > 24, line
        assert set(whole.split()) - set(text.split()) == set()


def test_value_is_whole_where_there_is_no_width(loaded: Loaded) -> None:
    """In a pipe and in a log each value is one line, however long."""
    for _, explanation in explanations(loaded):
        lines = explanation_text(explanation, loaded.trees, page_of).splitlines()
        for one in settings(explanation):
            assert any(f"  {one.value}  " in line for line in lines), one.key


def test_description_of_an_anomaly_alarm_names_what_it_is_made_of(tmp_path: Path) -> None:
    """The condition in words holds the metric and the width of the band."""
    (tmp_path / "specs.yaml").write_text(_EVERY_KIND, encoding="utf-8")
    (found,) = (one for _, one in explanations(load(tmp_path)) if one.alarm == "Unusual")
    (sources,) = (
        part.sources for part in found.resources[0].properties if part.name == "AlarmDescription"
    )
    assert {"Description", "Metric", "Statistic", "BandWidth", "Owner"} <= set(sources)
