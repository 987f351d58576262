"""`Defaults:` whom they reach, and what may stand in them."""

import pytest

from eventflow_monitoring.model.notification import EmailChannel
from eventflow_monitoring.model.trigger import AnomalyTrigger, LogTrigger, ThresholdTrigger
from tests.compiler.layering import alarms, compiled, marked, problems

_KINDS = """\
LogGroups: {/app: }
Alarms:
  T: {Tier: low, Condition: Lag > 5}
  A: {Kind: AnomalyDetection, Tier: low, Metric: Lag}
  C: {Kind: Composite, Tier: low, Rule: ALARM(T)}
  L: {Kind: Log, Tier: low, LogGroups: [/app], Query: filter q = 1, ComparisonOperator: '>', Threshold: 5}
  P: {Kind: PromQL, Tier: low, Query: up < 1}
"""


def test_default_for_all_reaches_only_the_kinds_that_know_it() -> None:
    """A composite alarm has no `TreatMissingData`, and that is no mistake of its author."""
    specs = (
        "Defaults:\n  Alarms:\n    TreatMissingData: ignore\n    LogLines: 3\n    BandWidth: 4\n"
        "    Owner: team\n    Tiers: {low: {Every: 10 minutes, Period: 2 minutes}}\n"
    )
    found = alarms(specs + _KINDS)["production"]
    assert {alarm.owner for alarm in found.values()} == {"team"}
    threshold, anomaly, log = (found[name].trigger for name in "TAL")
    assert isinstance(threshold, ThresholdTrigger)
    assert isinstance(anomaly, AnomalyTrigger)
    assert isinstance(log, LogTrigger)
    assert threshold.evaluation.missing_data.value == anomaly.evaluation.missing_data.value
    assert log.missing_data.value == "ignore"
    assert (log.log_lines, log.every, anomaly.width) == (3, 600, 4)
    assert (threshold.evaluation.period, anomaly.evaluation.period) == (120, 120)


def test_default_for_a_kind_reaches_that_kind_alone() -> None:
    """Whoever says no `Kind` is of the default one."""
    specs = "Defaults: {Alarms: {Kinds: {Threshold: {Owner: t}, Composite: {Owner: c}}}}\n"
    found = alarms(specs + _KINDS)["production"]
    owners = {name: alarm.owner for name, alarm in found.items()}
    assert owners == {"T": "t", "A": None, "C": "c", "L": None, "P": None}


def test_kind_may_come_from_the_defaults_and_from_templates() -> None:
    """The defaults of that kind count then."""
    specs = (
        "Defaults:\n  Channels: {Kind: Email, Kinds: {Email: {Recovery: yes}}}\n"
        "  Alarms: {Kinds: {AnomalyDetection: {BandWidth: 5}}}\n"
        "Channels:\n  mail: {Address: a@b.example}\n"
        "Templates: {T: {Kind: AnomalyDetection, Tier: low}}\n"
        "Alarms: {A: {Extends: T, Metric: Lag}}\n"
    )
    trigger = alarms(specs)["production"]["A"].trigger
    assert isinstance(trigger, AnomalyTrigger)
    assert trigger.width == 5
    (monitoring, _) = compiled(specs).monitorings
    mail = next(channel for channel in monitoring.channels if channel.name == "mail")
    assert isinstance(mail, EmailChannel)
    assert mail.recovery


def test_sections_with_kinds_that_nobody_writes_tell_them_apart() -> None:
    """A computed metric has no namespace, and takes none from the defaults."""
    specs = (
        "Defaults:\n  Metrics: {Namespace: B, Unit: Percent, Statistic: Average, Period: 5 minutes,\n"
        "    Kinds: {Computed: {Label: Computed}}}\n"
        "Metrics:\n  Stored: {}\n  Share: {Expression: Lag * 2}\n"
    )
    (monitoring, _) = compiled(specs).monitorings
    stored, share = monitoring.metrics[-2:]
    assert [one.unit.name for one in (stored, share)] == ["Percent", "Percent"]
    assert [one.period for one in (stored, share)] == [300, 300]
    assert [one.label for one in (stored, share)] == ["Stored", "Computed"]


def test_default_of_a_section_of_one_kind() -> None:
    """Log groups have no kinds; `Kinds` is then a key like any other, and unknown."""
    found = compiled(
        "Defaults: {LogGroups: {Retention: 3 days}}\nLogGroups: {/a: , /b: {Retention: 5 days}}\n"
    )
    days = {group.name: group.retention_days for group in found.monitorings[0].log_groups}
    assert days == {"/a": 3, "/b": 5}
    shown = problems("Defaults: {LogGroups: {Kinds: {x: {}}, Tiers: {low: {}}}}\n")
    assert marked(shown) == ["specs.yaml:1 Kinds", "specs.yaml:1 Tiers"]


@pytest.mark.parametrize(
    ("defaults", "message", "caret", "help"),
    [
        ("Alrms: {Owner: a}", "unknown-section: `Alrms` is no section that takes defaults", "Alrms",
         "did you mean `Alarms`?"),
        ("Templates: {Owner: a}", "unknown-section: `Templates` is no section that takes defaults",
         "Templates", None),
        ("Environments: {}", "unknown-section: `Environments` is no section that takes defaults",
         "Environments", None),
        ("Alarms: {Ownr: a}", "unknown-key: no key is called `Ownr` here", "Ownr",
         "did you mean `Owner`?"),
        ("Alarms: {Tiers: {low: {Perod: a}}}", "unknown-key: no key is called `Perod` here", "Perod",
         "did you mean `Period`?"),
        ("Alarms: {Environments: {staging: {Perod: a}}}",
         "unknown-key: no key is called `Perod` here", "Perod", "did you mean `Period`?"),
        ("Alarms: {Tiers: {hihg: {}}}", "unknown-tier: no tier is called `hihg` here", "hihg",
         "did you mean `high`?"),
        ("Alarms: {Kinds: {Treshold: {}}}", "unknown-kind: no kind is called `Treshold` here",
         "Treshold", "did you mean `Threshold`?"),
        ("Alarms: {Tiers: [low]}", "bad-value: `Tiers` takes names, each with its keys", "[low]", None),
        ("Alarms: {Kinds: Log}", "bad-value: `Kinds` takes names, each with its keys", "Log", None),
        ("Alarms: {Tiers: {low: me}}", "bad-value: keys and values are expected here", "me", None),
        ("Alarms: me", "bad-value: keys and values are expected here", "me", None),
        ("Alarms: {Extends: T}", "unknown-key: `Extends` belongs to one thing, not to defaults",
         "Extends", "write it where the thing is written"),
        ("Alarms: {Tiers: {low: {ForEach: {X: [a]}}}}",
         "unknown-key: `ForEach` belongs to one thing, not to defaults", "ForEach",
         "write it where the thing is written"),
        ("Alarms: {Environments: {stging: {}}}",
         "unknown-environment: no environment is called `stging`", "stging",
         "did you mean `staging`?"),
    ],
)  # fmt: skip
def test_mistake_in_defaults_is_shown_once(
    defaults: str, message: str, caret: str, help: str | None
) -> None:
    """Also where nothing takes the defaults up."""
    found = compiled(f"Defaults: {{{defaults}}}\n")
    assert found.messages == [message]
    assert marked(found.shown) == [f"specs.yaml:1 {caret}"]
    if help is not None:
        assert f"= help: {help}" in found.shown


def test_key_that_a_kind_does_not_know_is_a_mistake_among_its_defaults() -> None:
    """What is said for one kind is meant for it."""
    shown = problems("Defaults: {Alarms: {Kinds: {Composite: {Metric: Lag}}}}\n" + _KINDS)
    assert marked(shown) == ["specs.yaml:1 Metric"]
