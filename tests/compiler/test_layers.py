"""Layers: what lies on top of what, and where each key was written."""

import pytest

from tests.compiler.layering import alarms, compiled, marked, problems

_LAYERS = """\
Defaults:
  Alarms:
    Owner: of section
    Environments: {staging: {Owner: of section in staging}}
    Kinds:
      Threshold:
        Owner: of kind
        Environments: {staging: {Owner: of kind in staging}}
    Tiers:
      high:
        Owner: of tier
        Environments: {staging: {Owner: of tier in staging}}
Templates:
  above:
    Owner: of farther template
    Environments: {staging: {Owner: of farther template in staging}}
  near:
    Extends: above
    Owner: of template
    Environments: {staging: {Owner: of template in staging}}
Alarms:
  A:
    Tier: high
    Extends: near
    Condition: Lag > 5
    Actions: [alerts]
    Owner: its own
    Environments: {staging: {Owner: its own in staging}}
"""
_FROM_THE_TOP = [
    ("production", "its own"),
    ("production", "of template"),
    ("production", "of farther template"),
    ("production", "of tier"),
    ("production", "of kind"),
    ("production", "of section"),
]


def test_upper_layer_wins_over_lower_ones() -> None:
    """From the top: itself, what it extends, the defaults of tier, kind and section."""
    specs = _LAYERS
    owners: list[str | None] = []
    for _, owner in _FROM_THE_TOP:
        owners.append(alarms(specs)["production"]["A"].owner)
        specs = specs.replace(f"Owner: {owner}\n", "Description: said\n")
    owners.append(alarms(specs)["production"]["A"].owner)
    assert owners == [*(owner for _, owner in _FROM_THE_TOP), None]


def test_what_a_layer_says_for_the_environment_lies_on_it_and_below_the_next() -> None:
    """In staging each layer's override wins over the layer itself and over all below."""
    specs = _LAYERS
    owners: list[str | None] = []
    for _, owner in _FROM_THE_TOP:
        owners.append(alarms(specs)["staging"]["A"].owner)
        specs = specs.replace(f"Owner: {owner} in staging}}", "Description: said}")
        owners.append(alarms(specs)["staging"]["A"].owner)
        specs = specs.replace(f"Owner: {owner}\n", "Description: said\n")
    expected = [name for _, owner in _FROM_THE_TOP for name in (f"{owner} in staging", owner)]
    assert owners == expected


def test_tier_of_a_file_lies_between_what_is_extended_and_the_defaults() -> None:
    """A template's tier wins over the file's, which wins over that of the defaults."""
    specs = (
        "Tier: medium\nDefaults: {Alarms: {Tier: low, Actions: [alerts]}}\n"
        "Templates: {T: {Tier: critical, Runbook: 'https://a.example/'}}\nAlarms:\n"
        "  A: {Extends: T, Condition: Lag > 5}\n  B: {Condition: Lag > 6}\n"
    )
    more = "Alarms:\n  C: {Condition: Lag > 7}\n"
    found = alarms(specs, more)["production"]
    tiers = {name: alarm.tier.value for name, alarm in found.items()}
    assert tiers == {"A": "critical", "B": "medium", "C": "low"}


def test_tier_decides_whose_defaults_count_wherever_it_comes_from() -> None:
    """The tier of an override, a template, a file or the defaults leads to that tier's defaults."""
    specs = (
        "Tier: medium\nDefaults:\n  Alarms:\n    Tier: low\n    Tiers:\n"
        "      high: {Owner: highs}\n      medium: {Owner: mediums}\n      low: {Owner: lows}\n"
        "Templates: {T: {Tier: high}}\nAlarms:\n"
        "  A: {Extends: T, Condition: Lag > 5}\n  B: {Condition: Lag > 6}\n"
        "  D: {Condition: Lag > 8, Environments: {staging: {Tier: high}}}\n"
    )
    found = alarms(specs, "Alarms:\n  C: {Condition: Lag > 7}\n")
    owners = {name: alarm.owner for name, alarm in found["production"].items()}
    assert owners == {"A": "highs", "B": "mediums", "C": "lows", "D": "mediums"}
    assert found["staging"]["D"].owner == "highs"


def test_thing_extends_another_of_its_section() -> None:
    """Everything but the name is taken, also what the other extends; a template gives way to it."""
    specs = (
        "Templates: {A: {Owner: template}, T: {Description: From afar.}}\nAlarms:\n"
        "  A: {Extends: T, Tier: high, Owner: alarm, Condition: Lag > 5, Actions: [alerts]}\n"
        "  B: {Extends: A, Threshold: 9}\n"
    )
    found = alarms(specs)["production"]["B"]
    assert (found.owner, found.description, found.topics[0].name) == (
        "alarm",
        "From afar.",
        "alerts",
    )


def test_templates_serve_every_section() -> None:
    """Metrics extend a template as alarms do; `Condition` is taken apart for alarms only."""
    specs = (
        "Templates:\n  T: {Namespace: B, Unit: Percent, Statistic: Average}\n"
        "Metrics:\n  Load: {Extends: T, Period: 5 minutes}\n"
    )
    (monitoring, _) = compiled(specs).monitorings
    load = monitoring.metrics[-1]
    assert (load.name, load.period, load.unit.name) == ("Load", 300, "Percent")
    assert "no key is called `Condition` here" in problems(
        "Templates:\n  T: {Condition: Lag > 5, Namespace: B, Unit: None, Statistic: Sum}\n"
        "Metrics:\n  Load: {Extends: T}\n"
    )


def test_whole_keys_are_replaced() -> None:
    """Lists and mappings of layers are not merged."""
    specs = (
        "Defaults: {Alarms: {Tags: {a: '1', b: '2'}}}\nAlarms:\n"
        "  A: {Tier: low, Condition: Lag > 5, Tags: {b: '3'}}\n"
        "  B: {Tier: low, Condition: Lag > 6}\n"
    )
    found = alarms(specs)["production"]
    assert found["A"].tags == (("Tier", "low"), ("b", "3"))
    assert found["B"].tags == (("Tier", "low"), ("a", "1"), ("b", "2"))


@pytest.mark.parametrize(
    ("chain", "message"),
    [
        ({"A": "A"}, "`A` extends itself: `A` → `A`"),
        ({"A": "B", "B": "A"}, "`A` extends itself: `A` → `B` → `A`"),
        ({"A": "B", "B": "C", "C": "B"}, "`B` extends itself: `B` → `C` → `B`"),
    ],
)
def test_circle_of_extends_is_shown_whole(chain: dict[str, str], message: str) -> None:
    """The way around is told, once for all on it and all who come upon it."""
    entries = "".join(
        f"  {name}: {{Tier: low, Condition: Lag > 5, Extends: {other}}}\n"
        for name, other in chain.items()
    )
    shown = problems(f"Alarms:\n{entries}")
    assert f"error[circular-extends]: {message}\n" in shown
    assert shown.count("error[") == 1
    assert "missing" not in shown


def test_unknown_template_is_shown_with_what_was_meant() -> None:
    """Templates and the things of the section are what can be extended; one problem is enough."""
    specs = "Templates:\n  paging: {Tier: low}\nAlarms:\n  A:\n    Extends: pagin\n"
    assert problems(specs) == (
        "error[unknown-template]: nothing to extend is called `pagin`\n"
        "  --> specs.yaml:5:14\n"
        "   |\n"
        " 5 |     Extends: pagin\n"
        "   |              ^^^^^\n"
        "   = help: did you mean `paging`? (specs.yaml:2)"
    )
    assert "= help: templates stand under `Templates:`" in problems("Alarms: {A: {Extends: T}}\n")


@pytest.mark.parametrize(
    ("written", "rule"), [("", "missing-value"), ("''", "missing-value"), ("[T]", "bad-value")]
)
def test_extends_takes_one_name(written: str, rule: str) -> None:
    """No name, or several, are one problem and hide the rest of the thing."""
    found = compiled(f"Templates: {{T: {{Tier: low}}}}\nAlarms:\n  A:\n    Extends: {written}\n")
    message = f"{rule}: `Extends` takes the name of a template or of another thing here"
    assert found.messages == [message]


def test_template_that_is_no_mapping_is_reported_once() -> None:
    """However many things extend it, and where it stands."""
    specs = "Templates: {T: low}\nAlarms:\n  A: {Extends: T}\n  B: {Extends: T}\n"
    found = compiled(specs)
    assert found.messages == ["bad-value: keys and values are expected here"]
    assert "specs.yaml:1:16" in found.shown


def test_mistakes_are_shown_in_the_file_of_their_layer() -> None:
    """A mistake in a default, a template or an override stands there and not at the alarm."""
    specs = (
        "Alarms:\n  A:\n    Extends: T\n    Condition: Lag > 5\n"
        "    Environments:\n      staging:\n        ActionsEnabled: maybe\n"
    )
    more = (
        "Defaults:\n  Alarms:\n    Period: 1 minit\n    Kinds: {Threshold: {Statistic: Averge}}\n"
        "    Tiers:\n      low: {Actions: [{SNS Topic: alert}]}\n"
        "Templates:\n  T:\n    Tier: low\n    Environments:\n      staging:\n"
        "        Runbook: [a]\n    Tags: {Tier: x}\n"
    )
    shown = problems(specs, more)
    assert marked(shown) == [
        "more.yaml:3 1 minit",
        "more.yaml:4 Averge",
        "more.yaml:6 alert",
        "more.yaml:12 [a]",
        "more.yaml:13 Tier",
        "specs.yaml:7 maybe",
    ]


def test_unknown_keys_are_shown_on_the_key_of_their_layer() -> None:
    """The caret stands under the key, in the file where it was written."""
    specs = "Alarms:\n  A: {Extends: T, Environments: {staging: {Perod: 1 minute}}}\n"
    more = "Templates:\n  T: {Tier: low, Condition: Lag > 5, Ownr: me}\n"
    shown = problems(specs, more)
    assert marked(shown) == ["more.yaml:2 Ownr", "specs.yaml:2 Perod"]


def test_overrides_name_environments() -> None:
    """An unknown environment is told from a known one; each takes keys and values."""
    specs = "Alarms:\n  A: {Tier: low, Condition: Lag > 5, Environments: {%s}}\n"
    assert compiled(specs % "stagin: {Tier: high}").messages[0] == (
        "unknown-environment: no environment is called `stagin`"
    )
    assert "did you mean `staging`?" in problems(specs % "stagin: {Tier: high}")
    assert "keys and values are expected here" in problems(specs % "staging: high")
    assert "`Environments` takes the names of environments" in problems(
        specs.replace("{%s}", "staging")
    )
