"""Specs that are small to write and large to compile: each ends in a clear problem.

Nothing is timed. Without the limits each of these takes minutes, or more memory than there is.
"""

import pytest

from eventflow_monitoring.compiler import growth
from eventflow_monitoring.problem import MOST_ERRORS
from eventflow_monitoring.rules import tier_order
from tests.compiler.compiling import ENVIRONMENTS, NOTIFICATIONS, Compiled, compile_texts

_METRIC = "Metrics:\n  M: {Namespace: Example, Unit: Count, Statistic: Sum}\n"
_TOO_MANY = (
    f"too-many-errors: more than {MOST_ERRORS:,} errors: what else is wrong was not looked for"
)


def compiled(text: str) -> Compiled:
    """Compile specs with production as environment, and `alerts` to tell."""
    return compile_texts(
        {"environments.yaml": ENVIRONMENTS, "specs.yaml": text, "topics.yaml": NOTIFICATIONS}
    )


def many(count: int, item: str, between: str = ", ") -> str:
    """Return an item many times, each with its number in the place of `#`."""
    return between.join(item.replace("#", str(number)) for number in range(count))


def for_each(values: str, more: str = "") -> str:
    """Return log groups, one for each of some values."""
    return f"LogGroups:\n  /g/${{x}}: {{ForEach: {{x: [{values}]}}{more}}}\n"


def alarms(count: int, more: str = "") -> str:
    """Return a section of alarms."""
    alarm = f"  A#: {{Tier: high, Condition: M > 1#, Actions: [alerts]{more}}}\n"
    return f"{_METRIC}Alarms:\n{many(count, alarm, '')}"


@pytest.mark.parametrize(
    "text",
    [
        for_each("y" * 100_000, f", Retention: '{'${x}' * 10_000}'"),
        for_each(
            many(9_000, "v#"), f", Tags: {{{many(9_000, 'k#: TAG')}}}".replace("TAG", "'${x}'")
        ),
        for_each(f"{many(9_000, 'v#')}], {many(5_000, 'v#: [a]')}, y: [a"),
        f"Templates:\n  t: {{{many(9_000, 't#: a')}}}\n{alarms(2_000, ', Extends: t')}",
        f"Templates:\n  t: {{Tags: {{{many(9_000, 't#: a')}}}}}\n{alarms(2_000, ', Extends: t')}",
    ],
    ids=["a long value", "every value", "variables", "keys of a template", "values of a template"],
)
def test_text_that_grows_without_end_ends_the_compilation(text: str) -> None:
    """Variables, `ForEach` and templates make only so much of the specs."""
    (message,) = compiled(text).messages
    assert message.startswith("specs-too-large: templates, defaults, `ForEach` and variables make")


def test_for_each_makes_only_so_many_things(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only each `ForEach`, all of them together have a limit."""
    text = "LogGroups:\n" + many(3, "  /g#/${x}: {ForEach: {x: [a, b, c]}}\n", "")
    monkeypatch.setattr(growth, "MOST_THINGS", 9)
    assert compiled(text).messages == []
    monkeypatch.setattr(growth, "MOST_THINGS", 8)
    assert compiled(text).messages == [
        "specs-too-large: all `ForEach` together make more than 8 things"
    ]
    assert "specs.yaml:4:23" in compiled(text).shown


@pytest.mark.parametrize(
    "text",
    [
        f"Topics: {{{many(50_000, 't#: a')}}}\n",
        f"Defaults: {{{many(30_000, 'd#: {a: b}')}}}\n",
        f"LogGroups: {{{many(30_000, '/g#: {Extends: nothing#}')}}}\n",
        f"LogGroups:\n{many(30_000, '  /g#/${y}:', chr(10))}\n",
        alarms(10_000, ", One: 1, Two: 2"),
        alarms(1).replace("[alerts]", f"[{many(9_000, 't#')}]"),
        f"LogGroups: {{{many(10_000, '/g#: {}')}}}\n{many(9_000, 'Section#: {}', chr(10))}",
    ],
    ids=["things", "defaults", "templates", "names", "keys", "topics", "sections"],
)
def test_errors_without_end_end_the_compilation(text: str) -> None:
    """After a thousand errors nobody looks for more, and the first line says so."""
    found = compiled(text)
    assert len(found.problems) == MOST_ERRORS + 2
    assert _TOO_MANY in found.messages
    assert found.shown.startswith(f"error[{_TOO_MANY.replace(': ', ']: ', 1)}")


def test_the_same_error_in_every_environment_is_counted_once() -> None:
    """Warnings, and what is wrong in all environments alike, do not come to too many."""
    environments = many(
        3, "  e#: {Account: 11111111111#, Region: us-east-1, LogRetention: 1 day}\n", ""
    )
    text = f"Environments:\n{environments}{alarms(400, ', Key: 1')}"
    assert _TOO_MANY not in compile_texts({"a.yaml": text, "b.yaml": NOTIFICATIONS}).messages


def test_of_one_text_only_some_unknown_variables_are_told() -> None:
    """Each would be looked for in the text from its beginning."""
    variables = many(100_000, "${v#}", "")
    assert len(compiled(f'LogGroups: {{/g: {{Retention: "{variables}"}}}}\n').problems) == 100


def chain(count: int) -> str:
    """Return templates of which each extends the one before."""
    return "Templates:\n  T0: {Tier: high, Channels: [team]}\n" + "".join(
        f"  T{number}: {{Extends: T{number - 1}}}\n" for number in range(1, count)
    )


def errors(text: str) -> list[str]:
    """Return the errors of specs, as place and message."""
    found = [problem for problem in compiled(text).problems if problem.is_error]
    return [f"{one.origin.pointer[1]}: {one.message}" for one in found if one.origin]


def test_chain_of_templates_has_an_end() -> None:
    """64 one after another are fine; a longer chain is told once, where it is found too long."""
    too_deep = "extends more than 64 things, one after another"
    topics = f"{chain(71)}Topics:\n  t: {{Extends: T#}}\n"
    assert errors(topics.replace("#", "63")) == []
    assert errors(topics.replace("#", "64")) == [f"t: {too_deep}"]
    assert errors(topics.replace("#", "70")) == [f"t: {too_deep}"]


def test_chain_of_any_length_is_walked_once() -> None:
    """A chain of 20,000, and 2,000 alarms at the end of one of 500."""
    assert len(errors(f"{chain(20_000)}Topics:\n  t: {{Extends: T19999}}\n")) == 1
    assert len(errors(chain(500) + alarms(2_000, ", Extends: T499"))) == 1


def test_alarms_that_differ_in_thresholds_are_compared_with_the_strictest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not each of a thousand with each."""
    compared: list[object] = []
    real = tier_order._precedes  # noqa: SLF001 - counted here

    def counted(*arguments: object) -> bool:
        compared.append(arguments)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(tier_order, "_precedes", counted)
    assert compiled(alarms(300)).messages == []
    assert len(compared) == 300
