"""The undocumented choices that an answer depends on, in words."""

from collections.abc import Iterator

from eventflow_monitoring.alarm_tests.alarm_test import Step
from eventflow_monitoring.alarm_tests.check import transitions_text
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.report.listing import folded, hanging
from eventflow_monitoring.simulate.settings import Settings
from eventflow_monitoring.what_if.answer import MOST_COMPARED, Answer, Difference
from eventflow_monitoring.what_if.choices import value_text

_MOST_STEPS = 6


def steps_text(transitions: tuple[tuple[int, State], ...]) -> str:
    """Write the states one after the other, as a test does; of many the first ones."""
    (_, first), *later = transitions
    steps = [Step(first, None), *(Step(state, time) for time, state in later)]
    text = transitions_text(steps[:_MOST_STEPS])
    return text if len(steps) <= _MOST_STEPS else f"{text[:-1]}, …]"


def undocumented(answer: Answer, settings: Settings, width: int) -> Iterator[str]:
    """Yield the choices of ours that this depends on, because AWS documents none."""
    if answer.differences is None:
        text = (
            f"More than {MOST_COMPARED:,} evaluations: not compared with what else may come out "
            "where AWS documents nothing (docs/simulation.md)."
        )
        yield from folded(text, width)
        return
    if answer.differences:
        text = (
            "AWS does not document all of this (docs/simulation.md). With another choice, "
            "something else comes out:"
        )
        yield from folded(text, width)
    for one in answer.differences:
        yield from hanging("  ", difference_text(one, settings), width)


def difference_text(difference: Difference, settings: Settings) -> str:
    """Say what an undocumented choice is, and what comes out with another one."""
    alternative = difference.alternative
    name = alternative.setting
    chosen = value_text(name, getattr(settings, name))
    other = value_text(name, alternative.value)
    outcome = steps_text(difference.transitions) if difference.states else "other notifications"
    return f"{name} ({alternative.open}) is `{chosen}`; with `{other}`: {outcome}"
