"""`Allow:` warnings that are known, why, and until when."""

from datetime import date

import pytest

from eventflow_monitoring.compiler.pipeline import compile_trees
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.report.problems import render_problems
from eventflow_monitoring.source.tree import Source, Tree
from eventflow_monitoring.source.yaml_reader import read_yaml

_ENVIRONMENTS = """\
Environments:
  production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days}
  staging: {Account: 222222222222, Region: us-east-1, LogRetention: 30 days}
Channels: {team: {Kind: Slack, Workspace: T0, Channel: C0}}
Topics: {alerts: {Tier: high, Channels: [team]}}
Metrics: {Load: {Namespace: A, Unit: Percent, Statistic: Average, Range: any}}
"""
_ALARM = """\
Alarms:
  A:
    Allow:
      bare-percentage:
        Reason: It is half a percent.
        Until: 2027-01-31
    Tier: high
    Condition: Load > 0.5
    Actions: [alerts]
"""
_LAST_DAY = date(2027, 1, 31)
_DAY_AFTER = date(2027, 2, 1)


def check(
    specs: str, today: date = _LAST_DAY, environment: str | None = None
) -> tuple[tuple[Problem, ...], dict[str, Tree]]:
    """Return the problems of specs on a day, and the trees they point into."""
    trees: dict[str, Tree] = {}
    found: list[Problem] = []
    for name, text in (("environments.yaml", _ENVIRONMENTS), ("specs.yaml", specs)):
        trees[name], problems = read_yaml(Source(name, text))
        found += problems
    compiled = compile_trees(
        list(trees.values()), lambda path: None, environment, found, today=today
    )
    return compiled.problems, trees


def shown(specs: str, today: date = _LAST_DAY, environment: str | None = None) -> str:
    """Return the problems as people see them."""
    problems, trees = check(specs, today, environment)
    return render_problems(problems, trees)


def messages(specs: str, today: date = _LAST_DAY, environment: str | None = None) -> list[str]:
    """Return rules and messages."""
    problems, _ = check(specs, today, environment)
    return [f"{one.severity.value} {one.rule}: {one.message}" for one in problems]


_WARNING = "warning bare-percentage: `0.5` of a metric in percent is less than 1 %"


def test_warning_is_there_without_an_allowance() -> None:
    """What the other tests allow is a warning."""
    begin, end = _ALARM.index("    Allow"), _ALARM.index("    Tier")
    assert messages(_ALARM[:begin] + _ALARM[end:]) == [_WARNING]


def test_allowed_warning_is_not_shown_up_to_the_last_day() -> None:
    """In all environments, wherever in the thing it stands."""
    assert messages(_ALARM) == []
    assert messages(_ALARM, date(2020, 1, 1)) == []


def test_warning_is_back_the_day_after() -> None:
    """With it stands, as an error, until when it was allowed."""
    assert messages(_ALARM, _DAY_AFTER) == [
        _WARNING,
        "error expired-allowance: `bare-percentage` was allowed until 2027-01-31",
    ]
    assert (
        "  --> specs.yaml:4:7\n"
        "   |\n"
        " 4 |       bare-percentage:\n"
        "   |       ^^^^^^^^^^^^^^^\n"
        "   = help: mend what it warns of, or say until when it is fine"
    ) in shown(_ALARM, _DAY_AFTER)


def test_allowance_that_allows_nothing_is_shown() -> None:
    """Once what it was for is mended, it goes too; also after its day."""
    mended = _ALARM.replace("0.5", "5")
    for day in (_LAST_DAY, _DAY_AFTER):
        assert messages(mended, day) == [
            "error unused-allowance: nothing is wrong that `bare-percentage` would allow here"
        ]
    assert "= help: remove it" in shown(mended)


def test_allowance_is_for_its_own_thing_and_rule() -> None:
    """The same warning about another thing is shown, and so is another about this one."""
    other = _ALARM + "  B: {Tier: high, Condition: Load > 0.7, Actions: [alerts]}\n"
    assert messages(other) == [
        "warning bare-percentage: `0.7` of a metric in percent is less than 1 %"
    ]
    assert messages(_ALARM.replace("bare-percentage", "tier-order")) == [
        _WARNING,
        "error unused-allowance: nothing is wrong that `tier-order` would allow here",
    ]


def test_only_a_look_at_every_environment_calls_an_allowance_unused() -> None:
    """What it allows may be wrong in another environment only."""
    specs = _ALARM.replace("0.5", "5") + "    Environments: {staging: {Threshold: 0.5}}\n"
    assert messages(specs) == []
    assert messages(specs, environment="staging") == []
    assert messages(specs, environment="production") == []
    mended = _ALARM.replace("0.5", "5")
    assert messages(mended, environment="production") == []
    broken = mended + "Alarms: {\n"
    assert [one.partition(":")[0] for one in messages(broken)] == ["error yaml-syntax"]
    assert len(messages(mended)) == 1


def test_error_cannot_be_allowed() -> None:
    """It is shown with what was to allow it, in a partial compilation too."""
    specs = _ALARM.replace("0.5", "half").replace("bare-percentage", "bad-number")
    expected = [
        "error bad-number: `half` does not begin with a number",
        "error unused-allowance: `bad-number` is an error, which cannot be allowed",
    ]
    assert messages(specs) == expected
    assert messages(specs, _DAY_AFTER, "production") == expected


@pytest.mark.parametrize("environment", [None, "production"])
def test_rule_that_is_mistyped_is_told_with_what_was_meant(environment: str | None) -> None:
    """The warning is shown; a rule for errors is said to be one, whether it finds something or not."""
    specs = _ALARM.replace("bare-percentage", "bare-percentge")
    assert messages(specs, environment=environment) == [
        _WARNING,
        "error unused-allowance: no warning is called `bare-percentge`",
    ]
    assert "= help: did you mean `bare-percentage`?" in shown(specs)
    specs = _ALARM.replace("bare-percentage", "ratio-without-gard")
    assert "= help: did you mean `ratio-without-guard`?" in shown(specs)
    specs = _ALARM.replace("bare-percentage", "impossible-condition")
    assert messages(specs, environment=environment) == [
        _WARNING,
        "error unused-allowance: `impossible-condition` is an error, which cannot be allowed",
    ]


def test_template_may_hold_what_it_allows() -> None:
    """An allowance covers what is written at its thing, whoever takes it up."""
    specs = (
        "Templates:\n  T:\n    Allow: {bare-percentage: {Reason: It is so., Until: 2027-01-31}}\n"
        "    Condition: Load > 0.5\nAlarms:\n  A: {Extends: T, Tier: high, Actions: [alerts]}\n"
    )
    assert messages(specs) == []
    assert messages(specs.replace("T:\n    Allow", "T:\n    Owner: me\n    Allow")) == []


def test_things_of_every_section_have_allowances() -> None:
    """`Allow` is no key of any spec, and known to all of them."""
    specs = (
        "LogGroups:\n  /a:\n    Allow: {some-rule: {Reason: It is so., Until: 2027-01-31}}\n"
        "    Retention: 3 days\n"
    )
    assert messages(specs) == [
        "error unused-allowance: nothing is wrong that `some-rule` would allow here"
    ]


@pytest.mark.parametrize(
    ("allow", "message", "place"),
    [
        ("x", "bad-value: `Allow` takes names of rules", "3:12"),
        ("[bare-percentage]", "bad-value: `Allow` takes names of rules", "3:12"),
        ("{bare-percentage: yes}", "bad-value: `bare-percentage` takes a `Reason` and an `Until`",
         "3:30"),
        ("{bare-percentage: {Reason: a}}", "missing-key: `Until` is missing", "3:13"),
        ("{bare-percentage: {Until: 2027-01-31}}", "missing-key: `Reason` is missing", "3:13"),
        ("{bare-percentage: {}}", "missing-key: `Reason` and `Until` are missing", "3:13"),
        ("{bare-percentage: {Reason: a, Until: soon}}", "bad-time: `soon` is no date", "3:49"),
        ("{bare-percentage: {Reason: a, Until: 2027-02-29}}", "bad-time: `2027-02-29` is no date",
         "3:49"),
        ("{bare-percentage: {Reason: , Until: 2027-01-31}}", "missing-value: `Reason` has no value",
         "3:39"),
        ("{bare-percentage: {Reason: a, Untl: 2027-01-31}}",
         "unknown-key: no key is called `Untl` here", "3:42"),
    ],
)  # fmt: skip
def test_allowance_has_a_reason_and_an_end(allow: str, message: str, place: str) -> None:
    """Half an allowance allows nothing; the warning is shown with what is wrong."""
    begin, end = _ALARM.index("    Allow"), _ALARM.index("    Tier")
    specs = f"{_ALARM[:begin]}    Allow: {allow}\n{_ALARM[end:]}"
    assert sorted(messages(specs)) == sorted([f"error {message}", _WARNING])
    assert f"--> specs.yaml:{place}\n" in shown(specs)
