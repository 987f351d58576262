"""A question to its answer: the run, and which undocumented choices it depends on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.simulate.given import GivenStates
from eventflow_monitoring.simulate.result import (
    Notification,
    NotSimulated,
    Simulation,
    Timeline,
)
from eventflow_monitoring.simulate.run import simulate
from eventflow_monitoring.simulate.settings import Settings
from eventflow_monitoring.what_if.choices import ALTERNATIVES, Alternative, Run
from eventflow_monitoring.what_if.mistake import Mistake, QuestionError
from eventflow_monitoring.what_if.question import Question

MOST_COMPARED = 3_000
"""Evaluations in a run up to which alternatives are tried: two days of minutes. Ours: it keeps an
answer to seconds."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What would come of an undocumented choice if AWS had made it otherwise.

    `transitions` are those then; `told` says that people would be told something else.
    """

    alternative: Alternative
    transitions: tuple[tuple[int, State], ...]
    states: bool
    told: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What an alarm does: its timeline, who is told, and the timelines of the alarms around it.

    `differences` are None where they were not looked for, in a long run.
    """

    question: Question
    timeline: Timeline
    notifications: tuple[Notification, ...]
    others: tuple[Timeline, ...]
    differences: tuple[Difference, ...] | None


def answer(question: Question, settings: Settings) -> Answer:
    """Return what happens. Raises QuestionError where the alarm cannot be simulated."""
    simulation = run(question, settings)
    timeline = _timeline(question, simulation)
    told = {one.alarm for one in question.assumed}
    others = tuple(
        one
        for name, one in simulation.alarms.items()
        if name not in told and name != timeline.alarm and isinstance(one, Timeline)
    )
    evaluations = len(timeline.evaluations) + sum(len(one.evaluations) for one in others)
    return Answer(
        question,
        timeline,
        _own(question, simulation),
        others,
        None
        if evaluations > MOST_COMPARED
        else tuple(_differences(question, simulation, settings)),
    )


def run(question: Question, settings: Settings) -> Simulation:
    """Simulate the alarms that a question concerns."""
    initial = question.initial_state
    return simulate(
        replace(question.monitoring, alarms=tuple(question.alarms.values())),
        question.series,
        interval=question.interval,
        start=question.start,
        settings=settings,
        # An alarm that is new has no state yet; that it warms up follows from that.
        initial_states={}
        if initial is State.INSUFFICIENT_DATA
        else dict.fromkeys(question.alarms, initial),
        given_states={one.alarm: GivenStates(((0, one.state),)) for one in question.assumed},
    )


def _timeline(question: Question, simulation: Simulation) -> Timeline:
    outcome = simulation.alarms[question.alarm.name]
    if isinstance(outcome, NotSimulated):
        message = f"`{question.alarm.name}` is not simulated: it {outcome.reason}"
        raise QuestionError([Mistake(message)])
    return outcome


def _own(question: Question, simulation: Simulation) -> tuple[Notification, ...]:
    return tuple(one for one in simulation.notifications if one.alarm == question.alarm.name)


def _differences(
    question: Question, simulation: Simulation, settings: Settings
) -> Iterator[Difference]:
    """Yield the alternatives to choices of ours with which something else comes out."""
    timeline, told = _timeline(question, simulation), _own(question, simulation)
    timelines = (one for one in simulation.alarms.values() if isinstance(one, Timeline))
    standing = Run(tuple(question.alarms.values()), tuple(timelines))
    for alternative in ALTERNATIVES:
        if alternative.chosen_in(settings) or not alternative.matters(standing):
            continue
        other = run(question, alternative.applied_to(settings))
        outcome = other.alarms[question.alarm.name]
        if isinstance(outcome, NotSimulated):
            continue
        states = outcome.transitions != timeline.transitions
        differs = _own(question, other) != told
        if states or differs:
            yield Difference(alternative, outcome.transitions, states, differs)
