"""`ForEach`: one thing for each of some values."""

import pytest

from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.model.trigger import ThresholdTrigger
from tests.compiler.layering import alarms, compiled, marked, problems

_TWO_VARIABLES = """\
Alarms:
  Lag-${Group}-${Level}:
    ForEach: {Group: [billing, audit], Level: ['1', '2']}
    Tier: low
    Condition: Lag > ${Level}00 events
"""


def thresholds(specs: str, environment: str = "production") -> dict[str, float]:
    """Return the threshold of every alarm, in their order."""
    found = {name: alarm.trigger for name, alarm in alarms(specs)[environment].items()}
    assert all(isinstance(trigger, ThresholdTrigger) for trigger in found.values())
    return {
        name: trigger.threshold
        for name, trigger in found.items()
        if isinstance(trigger, ThresholdTrigger)
    }


def test_variables_make_a_thing_of_every_combination() -> None:
    """The last variable changes first; values stand in names and in conditions."""
    assert list(thresholds(_TWO_VARIABLES).items()) == [
        ("Lag-billing-1", 100),
        ("Lag-billing-2", 200),
        ("Lag-audit-1", 100),
        ("Lag-audit-2", 200),
    ]


def test_rows_make_a_thing_each() -> None:
    """Values that belong together stand in one row."""
    specs = (
        "Alarms:\n  Lag-${Group}:\n    ForEach:\n      - {Group: billing, Limit: 500}\n"
        "      - {Group: audit, Limit: '1,000'}\n    Tier: low\n    Condition: Lag > ${Limit} events\n"
    )
    assert thresholds(specs) == {"Lag-billing": 500, "Lag-audit": 1_000}


def test_variables_stand_in_values_of_any_depth() -> None:
    """In lists, mappings and texts, beside variables of the environment."""
    specs = (
        "Metrics:\n  ${Queue}Depth:\n    ForEach: {Queue: [Orders, Invoices]}\n"
        "    Namespace: ${Environment}/${Queue}\n    MetricName: depth\n    Unit: None\n"
        "    Statistic: Sum\n    Dimensions: {Queue: '${Queue}-${Region}'}\n"
        "Topics:\n  of-${Tier}:\n    ForEach: {Tier: [high, low]}\n    Tier: ${Tier}\n    Channels: []\n"
        "Alarms:\n  A-${Tier}:\n    ForEach: {Tier: [high, low]}\n    Tier: ${Tier}\n"
        "    Condition: OrdersDepth > 5\n    Actions:\n      - SNS Topic: of-${Tier}\n"
        "    Tags: {of: '${Tier}'}\n"
    )
    found = compiled(specs)
    (production, _) = found.monitorings
    depth = production.metrics[-1]
    assert isinstance(depth, Metric)
    assert (depth.name, depth.namespace) == ("InvoicesDepth", "production/Invoices")
    assert depth.dimensions == (("Queue", "Invoices-us-east-1"),)
    high, low = production.alarms
    assert (high.tier.value, high.topics[0].name, dict(high.tags)["of"]) == (
        "high",
        "of-high",
        "high",
    )
    assert (low.tier.value, low.topics[0].name, dict(low.tags)["of"]) == ("low", "of-low", "low")


def test_others_may_name_what_a_for_each_makes() -> None:
    """A composite alarm knows the names with their values."""
    specs = _TWO_VARIABLES + "  All: {Kind: Composite, Tier: low, Rule: ALARM(Lag-audit-2)}\n"
    assert "All" in alarms(specs)["production"]
    assert "did you mean `Lag-audit-2`?" in problems(specs.replace("(Lag-audit-2", "(Lag-adit-2"))


def test_environment_may_have_other_values() -> None:
    """`ForEach` is a key like any other: an override replaces it as a whole."""
    specs = (
        "Alarms:\n  Lag-${Group}:\n    ForEach: {Group: [billing, audit]}\n    Tier: low\n"
        "    Condition: Lag > 5\n    Environments:\n      staging: {ForEach: {Group: [test]}}\n"
    )
    found = alarms(specs)
    assert list(found["production"]) == ["Lag-billing", "Lag-audit"]
    assert list(found["staging"]) == ["Lag-test"]
    assert marked(problems(specs.replace("[test]", "test")))[-1] == "specs.yaml:7 test"


def test_for_each_is_not_inherited() -> None:
    """Whoever extends a thing is one thing, in every environment."""
    specs = (
        "Alarms:\n  A-${X}:\n    ForEach: {X: [a, b]}\n    Tier: low\n    Condition: Lag > 5\n"
        "    Environments: {staging: {ForEach: {X: [c]}}}\n  B: {Extends: 'A-${X}', Threshold: 6}\n"
    )
    found = alarms(specs)
    assert list(found["production"]) == ["A-a", "A-b", "B"]
    assert list(found["staging"]) == ["A-c", "B"]


def test_template_has_no_for_each() -> None:
    """It would make nothing; what extends the template may have one."""
    specs = "Templates:\n  T: {Tier: low, ForEach: {X: [a, b]}}\n"
    shown = problems(specs)
    assert shown.startswith(
        "error[bad-for-each]: a template makes nothing, and so not one thing for each value\n"
    )
    assert marked(shown) == ["specs.yaml:2 ForEach"]


def test_mistake_in_one_of_many_is_shown_where_it_was_written() -> None:
    """A mistake in what all of them share is one problem; values shift the text, so all is marked."""
    specs = _TWO_VARIABLES.replace("events", "evnts")
    assert problems(specs) == (
        "error[bad-unit]: `evnts` does not fit a metric in Count of events\n"
        "  --> specs.yaml:5:16\n"
        "   |\n"
        " 5 |     Condition: Lag > ${Level}00 evnts\n"
        "   |                ^^^^^^^^^^^^^^^^^^^^^^\n"
        "   = help: did you mean `events`?"
    )


def test_unknown_variable_is_told_with_the_known_ones() -> None:
    """A variable that no `ForEach` gives is looked for among those of the environment."""
    shown = problems(_TWO_VARIABLES.replace("${Level}00", "${Levl}"))
    assert "error[unknown-variable]: no variable is called `${Levl}`" in shown
    assert marked(shown) == ["specs.yaml:5 ${Levl}"]


@pytest.mark.parametrize(
    ("for_each", "message", "caret"),
    [
        ("", "`ForEach` takes variables, each with a list of values", None),
        ("{}", "`ForEach` takes variables, each with a list of values", "{}"),
        ("Group", "`ForEach` takes variables, each with a list of values", "Group"),
        ("[]", "`ForEach` takes variables, each with a list of values", "[]"),
        ("{Group: billing}", "`Group` takes a list of values", "billing"),
        ("{Group: []}", "`Group` takes a list of values", "[]"),
        ("{Group: [{a: b}]}", "`Group` takes a list of values", "[{a: b}]"),
        ("[billing]", "each row takes variables with one value each", "billing"),
        ("[{Group: [a]}]", "each row takes variables with one value each", "{Group: [a]}"),
        ("[{Group: a}, {}]", "each row takes variables with one value each", "{}"),
        ("{1st: [a]}", "`1st` cannot name a variable", "1st"),
        ("[{a-b: c}]", "`a-b` cannot name a variable", "a-b"),
        ("{Region: [a]}", "`${Region}` is the environment's", "Region"),
        ("{Group: [a, b, a]}", "the value `a` of `Group` stands twice", "a"),
        ("[{Group: a, X: 1}, {Group: b}, {Group: c, X: 1}]", "this row has no `X`", "{Group: b}"),
        ("[{Group: a}, {Group: b}, {Group: a}]", "this row stands twice", "{Group: a}"),
        ("[{Environment: a}]", "`${Environment}` is the environment's", "Environment"),
    ],
)
def test_mistake_in_a_for_each_is_one_problem(
    for_each: str, message: str, caret: str | None
) -> None:
    """And the thing it stands in is not looked at further."""
    found = compiled(
        f"Alarms:\n  'A-${{Group}}':\n    ForEach: {for_each}\n    Tier: low\n    Metric: Lg\n"
    )
    assert found.messages == [f"bad-for-each: {message}"]
    if caret is not None:
        assert marked(found.shown) == [f"specs.yaml:3 {caret}"]


@pytest.mark.parametrize(("last", "good"), [(100, True), (101, False)])
def test_number_of_combinations_is_limited(last: int, *, good: bool) -> None:
    """More than 10,000 things of one `ForEach` are a mistake, found before they are made."""
    column = "[" + ", ".join(f"a{number}" for number in range(last)) + "]"
    row = "[" + ", ".join(f"a{number}" for number in range(100)) + "]"
    # Their names lead to one thing, so that the good ones are not compiled.
    found = compiled(f"LogGroups:\n  /a:\n    ForEach: {{X: {column}, Y: {row}}}\n")
    if good:
        assert found.messages == ["duplicate-name: the `ForEach` leads to `/a` twice"]
    else:
        assert found.messages == ["bad-for-each: 10,100 combinations, more than 10,000"]


@pytest.mark.parametrize(
    ("name", "form"),
    [("$Group-Lag", "$Group"), ("{Group}Lag", "{Group}"), ("${Group}-{Group}", "{Group}"),
     ("$GroupLag", "$Group")],
)  # fmt: skip
def test_variable_of_a_name_has_its_sign_and_braces(name: str, form: str) -> None:
    """Without them it would be a part of the name, the same for every value."""
    specs = f"LogGroups:\n  '{name}':\n    ForEach: {{Group: [a]}}\n"
    shown = problems(specs)
    assert shown.startswith(f"error[variable-in-name]: `{form}` is no variable\n")
    assert shown.endswith("= help: write `${Group}`")
    assert marked(shown) == [f"specs.yaml:2 '{name}'"]


@pytest.mark.parametrize("key", ["Foreach", "foreach", "ForEch"])
def test_for_each_that_is_mistyped_is_told_at_its_key(key: str) -> None:
    """Rather than at the name, whose variable it would give."""
    shown = problems(f"LogGroups:\n  '/${{Group}}':\n    {key}: {{Group: [a]}}\n")
    assert shown.startswith(f"error[unknown-key]: no key is called `{key}` here\n")
    assert shown.endswith("= help: did you mean `ForEach`?")
    assert marked(shown) == [f"specs.yaml:3 {key}"]


def test_key_of_alarms_is_not_taken_for_it() -> None:
    """`For` says how long."""
    shown = problems("Alarms:\n  'A-${Group}': {Tier: low, Metric: Lag, For: 10 minutes}\n")
    assert "error[variable-in-name]: the name `A-${Group}` holds a variable" in shown
    assert "`NamePattern`" in shown


def test_variable_in_other_letters_is_told_with_the_one_that_was_meant() -> None:
    """In the name, and in a value."""
    specs = "LogGroups:\n  '/${Group}': {ForEach: {group: [a, b]}}\n"
    shown = problems(specs)
    assert shown.startswith("error[variable-in-name]: the name `/${Group}` holds a variable")
    assert shown.endswith("= help: did you mean `${group}`?")
    assert shown.count("error[") == 1
    specs = "LogGroups:\n  '/${group}': {ForEach: {group: [a, b]}, Tags: {of: '${Group}'}}\n"
    shown = problems(specs)
    assert shown.startswith("error[unknown-variable]: no variable is called `${Group}`\n")
    assert shown.endswith("= help: did you mean `group`?")
    assert shown.count("error[") == 1


def test_what_is_wrong_with_each_is_told_once() -> None:
    """A rule finds every one of them, by its name; what stands elsewhere is told apart."""
    found = compiled(_TWO_VARIABLES + "  B: {Tier: low, Condition: Lag > 9 events}\n")
    rule = "reaches-nobody: "
    assert [one.removeprefix(rule) for one in found.messages if one.startswith(rule)] == [
        "`Lag-billing-1` tells nobody: it has no actions (and 3 more of the same `ForEach`)",
        "`B` tells nobody: it has no actions",
    ]


def test_names_must_differ() -> None:
    """A name without the variable, and one that is taken, are told apart."""
    specs = "LogGroups:\n  Lag:\n    ForEach: {Group: [a, b]}\n"
    shown = problems(specs)
    assert "error[duplicate-name]: the `ForEach` leads to `Lag` twice\n" in shown
    assert "= help: the name holds every variable: `Lag-${Group}`" in shown
    assert marked(shown) == ["specs.yaml:2 Lag"]
    taken = "LogGroups:\n  /b: {}\n  /${X}: {ForEach: {X: [a, b]}}\n"
    shown = problems(taken)
    assert "error[duplicate-name]: `/b` stands twice under `LogGroups`\n" in shown
    assert marked(shown) == ["specs.yaml:3 /${X}"]
    assert "= note: first here: specs.yaml:2:3" in shown


def test_variable_in_a_name_needs_a_value() -> None:
    """A second variable in the name that the `ForEach` does not give is a mistake."""
    shown = problems("LogGroups:\n  /${X}/${Y}: {ForEach: {X: [a]}}\n")
    assert "the name `/a/${Y}` holds a variable that no `ForEach` of it gives" in shown
    assert marked(shown) == ["specs.yaml:2 /${X}/${Y}"]
