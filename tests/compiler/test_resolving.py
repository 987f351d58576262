"""What an entry says in the end: file defaults, overrides and variables resolved."""

from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.model.trigger import ThresholdTrigger
from tests.compiler.compiling import monitoring_of, problems_of

_ALARM = """\
Metrics:
  M: {Namespace: EventFlow, Unit: Count of events, Statistic: Sum, Period: 2 minutes}
Alarms:
  A:
    Tier: high
    Metric: M
    ComparisonOperator: GreaterThanThreshold
    Threshold: 5 events
    Actions: [alerts]
"""


def test_tier_of_a_file_is_for_alarms_that_have_none() -> None:
    """An alarm's own tier wins over its file's, an override over both."""
    specs = "Tier: critical\n" + _ALARM
    specs += (
        _ALARM[_ALARM.index("  A:") :].replace("  A:", "  B:").replace("    Tier: high\n", "")
        + _ALARM[_ALARM.index("  A:") :].replace("  A:", "  C:")
        + "    Environments: {production: {Tier: low}}\n"
    )
    tiers = {alarm.name: alarm.tier for alarm in monitoring_of(specs).alarms}
    assert tiers == {"A": Tier.HIGH, "B": Tier.CRITICAL, "C": Tier.LOW}


def test_tier_of_a_file_is_for_alarms_only() -> None:
    """A topic has its own tier, whatever its file says."""
    assert "`Tier` is missing" in problems_of("Tier: low\nTopics:\n  T: {Channels: []}\n")


def test_mistake_in_a_tier_is_shown_where_that_tier_stands() -> None:
    """An alarm's own tier is not taken for its file's."""
    shown = problems_of("Tier: critical\n" + _ALARM.replace("high", "hihg"))
    assert shown.splitlines()[:5] == [
        "error[bad-value]: `Tier` cannot be `hihg`",
        "  --> specs.yaml:6:11",
        "   |",
        " 6 |     Tier: hihg",
        "   |           ^^^^",
    ]


def test_override_replaces_whole_values() -> None:
    """What an environment says replaces a key; nothing is merged into lists or mappings."""
    specs = _ALARM.replace("Actions: []", "Actions: [{SNS Topic: T}]") + (
        "    Environments:\n      production: {Actions: [alerts], Threshold: 50 events, Period: 4 minutes}\n"
        "Topics:\n  T: {Tier: low, Channels: []}\n"
    )
    (alarm,) = monitoring_of(specs).alarms
    trigger = alarm.trigger
    assert isinstance(trigger, ThresholdTrigger)
    assert (trigger.threshold, trigger.evaluation.period) == (50, 240)
    assert [topic.name for topic in alarm.topics] == ["alerts"]


def test_entry_can_be_left_out_of_an_environment() -> None:
    """An alarm that is not enabled has no model; what shows it leaves it out."""
    specs = _ALARM + (
        "    Environments: {production: {Enabled: false}}\n"
        "Dashboards:\n  D: {Rows: [[{Kind: AlarmStatus, Title: T, Alarms: [A]}]]}\n"
    )
    monitoring = monitoring_of(specs)
    assert monitoring.alarms == ()
    assert [dashboard.name for dashboard in monitoring.dashboards] == ["D"]


def test_variables_are_replaced_everywhere_in_values() -> None:
    """Variables stand in values of any depth, and more than one in a value."""
    specs = (
        "Service: events\nMetrics:\n  M:\n    Namespace: ${Service}/${Environment}/${Region}\n"
        "    Unit: Percent\n    Statistic: Sum\n    Dimensions: {Account: '${Account}', $: '$ {x}'}\n"
    )
    (metric,) = monitoring_of(specs).metrics
    assert not hasattr(metric, "expression")
    assert metric.namespace == "events/production/us-east-1"
    assert metric.dimensions == (("$", "$ {x}"), ("Account", "111111111111"))


def test_name_holds_no_variable() -> None:
    """A name is the same in all environments, so that others can name it."""
    assert problems_of("Alarms:\n  ${Environment}-down: {}\n") == (
        "error[variable-in-name]: the name `${Environment}-down` holds a variable that no `ForEach` of it gives\n"
        "  --> specs.yaml:2:3\n"
        "   |\n"
        " 2 |   ${Environment}-down: {}\n"
        "   |   ^^^^^^^^^^^^^^^^^^^\n"
        "   = help: names are the same in every environment; its `NamePattern` is added to them"
    )


def test_template_without_keys_is_an_error_even_if_nothing_extends_it() -> None:
    """What it says is not checked, but it must say something."""
    shown = problems_of("Templates: {t: text}\nLogGroups: {/a: }\n")
    assert "error[bad-value]: keys and values are expected here\n  --> specs.yaml:1:16" in shown
    assert "warning[unused-template]" in shown
