"""The answer to a question about an alarm, as text: what it does, why, and who is told."""

from collections.abc import Iterator, Sequence
from datetime import UTC, timedelta

from eventflow_monitoring.alarm_tests.moment import moment_text
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import MissingData
from eventflow_monitoring.model.trigger import CompositeTrigger, ThresholdTrigger
from eventflow_monitoring.model.wording import condition_in_words, duration_in_words
from eventflow_monitoring.report.alarm_tests_text import drawings, marks, newest_in_words
from eventflow_monitoring.report.listing import Listing, folded, hanging
from eventflow_monitoring.report.told import channel_kind
from eventflow_monitoring.report.visible import visible
from eventflow_monitoring.report.what_if_choices import steps_text, undocumented
from eventflow_monitoring.simulate.given import History
from eventflow_monitoring.simulate.result import Evaluated, HeldBackBy, Notification, Timeline, Why
from eventflow_monitoring.simulate.settings import Settings
from eventflow_monitoring.what_if.answer import Answer
from eventflow_monitoring.what_if.question import Question

_WIDEST = 100
"""Columns of a line of sentences, in a wider terminal too."""
_MISSING = {
    MissingData.BREACHING: "count as breaching",
    MissingData.NOT_BREACHING: "count as not breaching",
    MissingData.IGNORE: "leave the state as it is",
    MissingData.MISSING: "are left out, and all missing are INSUFFICIENT_DATA",
}
_MOST_PERIODS = 3


def render_answer(answer: Answer, settings: Settings, width: int) -> str:
    """Return what happens, in lines of at most `width` columns where names are not longer."""
    width = min(width, _WIDEST)
    parts = [
        _head(answer, width),
        folded(_summary(answer), width),
        list(_changes(answer, width)),
        list(_drawn(answer, width)),
        list(_around(answer, width)),
        list(undocumented(answer, settings, width)),
    ]
    return "\n\n".join("\n".join(map(visible, lines)) for lines in parts if lines)


def evaluations_table(answer: Answer) -> Listing:
    """Return a table of every evaluation."""
    trigger = answer.question.alarm.trigger
    table = Listing(
        "Every evaluation", "At", "Time", "State", "Newest", "Data points", "Why",
        wrap=("Data points", "Why"),
    )  # fmt: skip
    for one in answer.timeline.evaluations:
        known = isinstance(trigger, ThresholdTrigger) and one.data_points
        table.add_row(
            moment_text(one.time),
            clock_text(answer.question, one.time),
            one.state.value,
            newest_in_words(trigger, one)
            if isinstance(trigger, ThresholdTrigger) and known
            else "",
            marks(trigger, one) if isinstance(trigger, ThresholdTrigger) and known else "",
            one.why.value,
        )
    return table


def clock_text(question: Question, seconds: int) -> str:
    """Write when something happens: `09:15`, and the day where that is not the first."""
    start = question.start.astimezone(UTC)
    time = start + timedelta(seconds=seconds)
    shown = f"{time:%H:%M:%S}" if time.second else f"{time:%H:%M}"
    return shown if time.date() == start.date() else f"{time:%Y-%m-%d} {shown}"


def _head(answer: Answer, width: int) -> list[str]:
    question = answer.question
    rows = [
        ("fires when", condition_in_words(question.alarm)),
        *(("decides", text) for text in _decides(question.alarm)),
        ("given", _given(question)),
        ("before", _before(question)),
    ]
    rows += [
        ("assumed", f"{one.alarm} is in {one.state.value}: {one.reason}")
        for one in question.assumed
    ]
    rows += [("data", note) for note in question.notes]
    lines = [f"{question.alarm.name} in {question.monitoring.environment.name}"]
    for name, text in rows:
        lines += hanging(f"  {name:<10}  ", text, width)
    return lines


def _decides(alarm: Alarm) -> Iterator[str]:
    """Yield how many data points decide, and what missing ones count as."""
    trigger = alarm.trigger
    if isinstance(trigger, ThresholdTrigger):
        evaluation = trigger.evaluation
        n, m = evaluation.evaluation_periods, evaluation.datapoints_to_alarm
        newest = "the newest data point" if n == 1 else f"the newest {n} data points"
        points = newest if m == n else f"{m} of {newest}"
        verb = "breaches" if m == 1 else "breach"
        yield f"ALARM if {points} {verb}; missing ones {_MISSING[evaluation.missing_data]}"


def _given(question: Question) -> str:
    names = [
        name if series.statistic is None else f"{series.statistic}({name})"
        for name, series in question.series.items()
    ]
    listed = ", ".join(names) or "no metric"
    start = f"{question.start.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if not names:
        return f"{listed}; from {start}"
    values = f"{question.length:,} value{'' if question.length == 1 else 's'}"
    return f"{listed}: {values}, each of {duration_in_words(question.interval)}, from {start}"


def _before(question: Question) -> str:
    state = question.initial_state
    begins = f"the alarm is in {state.value}"
    if state is State.INSUFFICIENT_DATA:
        begins = "the alarm is new"
    histories = {one.history for one in question.series.values()}
    if not histories:
        return begins
    data = "no data" if histories == {History.MISSING} else "each metric as its first value"
    return f"{data}; {begins}"


def _summary(answer: Answer) -> str:
    """Say when the alarm is in ALARM."""
    periods = list(_alarm_periods(answer.timeline))
    if not periods:
        state = answer.timeline.transitions[-1][1].value
        return f"It does not go into ALARM; in the end it is in {state}."
    listed = ", ".join(
        f"from {moment_text(start)} on" if end is None
        else f"from {moment_text(start)} to {moment_text(end)}"
        for start, end in periods[:_MOST_PERIODS]
    )  # fmt: skip
    more = ", …" if len(periods) > _MOST_PERIODS else ""
    times = "once" if len(periods) == 1 else f"{len(periods):,} times"
    return f"It is in ALARM {times}: {listed}{more}."


def _alarm_periods(timeline: Timeline) -> Iterator[tuple[int, int | None]]:
    start: int | None = None
    for time, state in timeline.transitions:
        if state is State.ALARM:
            start = time
        elif start is not None:
            yield start, time
            start = None
    if start is not None:
        yield start, None


def _changes(answer: Answer, width: int) -> Iterator[str]:
    """Yield every change of state, with what decided it and who is told."""
    changes = {one.time: one.state for one in answer.timeline.changes}
    told: dict[int, list[Notification]] = {}
    for one in answer.notifications:
        told.setdefault(one.changed, []).append(one)
    evaluated = {one.time: one for one in answer.timeline.evaluations}
    times = sorted({*changes, *told})
    clocks = {time: clock_text(answer.question, time) for time in times}
    clock_width = max(map(len, clocks.values()), default=0)
    state_width = max((len(state.value) for state in changes.values()), default=0)
    at_width = max((len(moment_text(time)) for time in times), default=0)
    for time in times:
        state = changes[time].value if time in changes else ""
        head = (
            f"  {moment_text(time):>{at_width}}  {clocks[time]:<{clock_width}}  "
            f"{state:<{state_width}}  "
        )
        lines = [_decided(answer, evaluated[time])] if time in changes else []
        lines += _told(time, told.get(time, ()), answer.question.alarm)
        for index, text in enumerate(lines):
            yield from hanging(head if index == 0 else f"{'':<{len(head)}}", text, width)


def _decided(answer: Answer, evaluated: Evaluated) -> str:
    """Say why an evaluation came to its state: its data points, or the states of its children."""
    trigger = answer.question.alarm.trigger
    if isinstance(trigger, CompositeTrigger):
        return ", ".join(_children(answer, trigger, evaluated.time))
    if not isinstance(trigger, ThresholdTrigger) or not evaluated.data_points:
        return evaluated.why.value
    points = marks(trigger, evaluated)
    if evaluated.data_points[-1] is not None:
        points += f"  {newest_in_words(trigger, evaluated)}"
    return f"{points}: {evaluated.why.value}"


def _children(answer: Answer, trigger: CompositeTrigger, time: int) -> Iterator[str]:
    """Yield the states of the alarms that a rule asks."""
    timelines = {one.alarm: one for one in answer.others}
    assumed = {one.alarm: one.state for one in answer.question.assumed}
    for name in trigger.children:
        state = timelines[name].state_at(time) if name in timelines else assumed.get(name)
        if state is not None:
            yield f"{name} is in {state.value}"


def _told(changed: int, notifications: Sequence[Notification], alarm: Alarm) -> Iterator[str]:
    """Yield whom a change is told, or why nobody is told."""
    for one in notifications:
        names = ", ".join(f"{channel.name} ({channel_kind(channel)})" for channel in one.channels)
        if one.held_back is not None:
            named = "" if one.held_back.name is None else f" (`{one.held_back.name}`)"
            yield f"not told: {names}; {one.held_back.by.value}{named}"
            continue
        at = (
            ""
            if one.time == changed
            else f" at {moment_text(one.time)}, {_late(one, notifications, alarm)}"
        )
        doubt = "" if one.unsure is None else f"; perhaps, for {one.unsure}"
        yield f"tells {names}{at}{doubt}"
    if not notifications:
        yield "tells nobody"


def _late(one: Notification, notifications: Sequence[Notification], alarm: Alarm) -> str:
    """Say why somebody is told later than the state changed."""
    muted = [other for other in notifications if other.held_back and other is not one]
    if any(other.held_back and other.held_back.by is HeldBackBy.MUTE for other in muted):
        return "when the mute ends"
    assert alarm.suppressor is not None, "nothing else delays"
    return f"after waiting for `{alarm.suppressor.alarm}`"


def _drawn(answer: Answer, width: int) -> Iterator[str]:
    """Yield a line of the values and a line of the states, and below how to read them."""
    question, timeline = answer.question, answer.timeline
    if question.alarm.trigger.is_composite:  # which is evaluated when a child changes only
        times = range(0, question.duration + 1, question.interval)
        states = [Evaluated(time, timeline.state_at(time), Why.RULE) for time in times]
        timeline = Timeline(timeline.alarm, timeline.initial, tuple(states))
    found = list(drawings(question.alarm, timeline, width - 12))
    for name, line, _ in found:
        yield f"  {name:<8}  {line}"
    yield from hanging(f"  {'':<8}  ", "; ".join(note for _, _, note in found), width)


def _around(answer: Answer, width: int) -> Iterator[str]:
    """Yield what the alarms do that it depends on."""
    if answer.others:
        yield "It depends on"
    for one in answer.others:
        yield from hanging(f"  {one.alarm}  ", steps_text(one.transitions), width)
