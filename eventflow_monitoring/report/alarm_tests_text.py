"""Results of alarm tests as text: a line for each test, and below what the failed ones are about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from eventflow_monitoring.alarm_tests.moment import moment_text
from eventflow_monitoring.alarm_tests.result import Failure, TestResult
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import unit_read
from eventflow_monitoring.model.trigger import ThresholdTrigger
from eventflow_monitoring.model.wording import condition_in_words, quantity_in_words
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.report.place import Places
from eventflow_monitoring.report.sparkline import parts_of, sparkline
from eventflow_monitoring.report.visible import visible
from eventflow_monitoring.simulate.result import Evaluated, Timeline
from eventflow_monitoring.source.tree import Tree

_WIDTH = 60
_STATE_SIGNS = {State.OK: "O", State.ALARM: "A", State.INSUFFICIENT_DATA: "?"}


def render_results(results: Sequence[TestResult], trees: Mapping[str, Tree]) -> str:
    """Return a line for each test, file by file, and what is wrong with those that failed."""
    lines = list(_lines(results))
    for result in results:
        if not result.passed:
            lines += ["", *_failed(result, Places(trees))]
    return "\n".join(visible(line) for line in lines)


def summary_of(
    results: Sequence[TestResult], problems: Sequence[Problem] = (), not_simulated: int = 0
) -> str:
    """Count the tests, the mistakes in them, and the alarms that none can be about."""
    passed = sum(result.passed for result in results)
    failed = len(results) - passed
    errors = sum(problem.is_error for problem in problems)
    counts = [f"{passed:,} passed"]
    counts += [f"{failed:,} failed"] if failed else []
    counts += [f"{errors:,} error{'' if errors == 1 else 's'}"] if errors else []
    if not_simulated:
        counts.append(f"{not_simulated:,} alarm{'' if not_simulated == 1 else 's'} not simulated")
    return ", ".join(counts)


def _lines(results: Iterable[TestResult]) -> Iterator[str]:
    file = None
    for result in results:
        if result.test.origin.file != file:
            file = result.test.origin.file
            yield file
        yield f"  {'passed' if result.passed else 'FAILED'}  {result.test.name}"


def _failed(result: TestResult, places: Places) -> Iterator[str]:
    yield f"FAILED {result.test.name} ({result.test.monitoring.environment.name})"
    for name, group in groupby(result.failures, key=lambda failure: failure.alarm.name):
        failures = list(group)
        yield f"  {name}: {condition_in_words(failures[0].alarm)}"
        for failure in failures:
            yield f"    --> {places.of(failure.origin)}"
            yield from explained(failure, result)
        yield from drawn(failures[0].alarm, result)


def explained(failure: Failure, result: TestResult) -> Iterator[str]:
    """Yield what was expected and came instead, and the evaluation where they part."""
    yield f"    expected  {failure.expected}"
    yield f"    actual    {failure.actual}"
    timeline = result.simulation.alarms[failure.alarm.name]
    if failure.at is not None and isinstance(timeline, Timeline):
        evaluated = timeline.evaluated_at(failure.at)
        if evaluated is not None:
            yield from _evaluation(failure.alarm, evaluated)


def drawn(alarm: Alarm, result: TestResult) -> Iterator[str]:
    """Yield the values an alarm saw and the states it was in, each drawn in a line."""
    timeline = result.simulation.alarms[alarm.name]
    if isinstance(timeline, Timeline):
        for name, line, note in drawings(alarm, timeline, _WIDTH):
            yield f"    {name:<8}  {line}  {note}"


def drawings(alarm: Alarm, timeline: Timeline, width: int) -> Iterator[tuple[str, str, str]]:
    """Yield what can be drawn of a timeline in so many signs: its name, the line, how to read it."""
    trigger = alarm.trigger
    newest = [one.data_points[-1] for one in timeline.evaluations if one.data_points]
    if isinstance(trigger, ThresholdTrigger) and newest:
        real = [point for point in newest if point is not None]
        line = sparkline(newest, width, highest=trigger.comparison.upward)
        scale = "no data"
        if real:
            ends = dict.fromkeys(_quantity(trigger, end) for end in (min(real), max(real)))
            scale = " to ".join(ends)
        yield "values", line, scale
    legend = "O is OK, A is ALARM, ? is INSUFFICIENT_DATA"
    yield "states", states_line(timeline, width), legend


def states_line(timeline: Timeline, width: int) -> str:
    """Draw the states of an alarm in at most so many signs; ALARM shows where there was any."""
    return "".join(
        _STATE_SIGNS[State.ALARM if State.ALARM in part else part[-1]]
        for part in parts_of([one.state for one in timeline.evaluations], width)
    )


def _evaluation(alarm: Alarm, evaluated: Evaluated) -> Iterator[str]:
    at = f"at {moment_text(evaluated.time)}"
    trigger = alarm.trigger
    if not isinstance(trigger, ThresholdTrigger) or not evaluated.data_points:
        yield f"    {at:<8}  {evaluated.state.value}: {evaluated.why.value}"
        return
    evaluation = trigger.evaluation
    needs = f"{evaluation.datapoints_to_alarm} of {evaluation.evaluation_periods} needed"
    if evaluated.counted:
        counted = (evaluated.data_points[index] for index in evaluated.counted)
        breaching = sum(point is not None and trigger.breaches(point) for point in counted)
        needs = f"{breaching} breach, {needs}"
    yield f"    {at:<8}  {marks(trigger, evaluated)}  {evaluated.state.value}: {evaluated.why.value} ({needs})"
    values = (
        "-" if point is None else _quantity(trigger, point) for point in evaluated.data_points
    )
    yield f"              {', '.join(_repeats_counted(values))}"


def _repeats_counted(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts, those that follow each other as one: `3 ms ×12`."""
    for text, group in groupby(texts):
        count = len(list(group))
        yield text if count == 1 else f"{text} ×{count}"


def newest_in_words(trigger: ThresholdTrigger, evaluated: Evaluated) -> str:
    """Write the newest data point of an evaluation with its unit; `-` is a missing one."""
    newest = evaluated.data_points[-1] if evaluated.data_points else None
    return "-" if newest is None else _quantity(trigger, newest)


def marks(trigger: ThresholdTrigger, evaluated: Evaluated) -> str:
    """Write data points as AWS does: `0 [X X] -`; those that counted stand in the brackets."""
    signs = [
        "-" if point is None else "X" if trigger.breaches(point) else "0"
        for point in evaluated.data_points
    ]
    if evaluated.counted:
        first, last = evaluated.counted[0], evaluated.counted[-1]
        signs[first] = f"[{signs[first]}"
        signs[last] = f"{signs[last]}]"
    return " ".join(signs)


def _quantity(trigger: ThresholdTrigger, value: float) -> str:
    """Write a value in as few digits as tell on which side of the threshold it is."""
    rounded = next(
        (
            shorter
            for digits in range(4, 17)
            if trigger.breaches(shorter := float(f"{value:.{digits}g}")) == trigger.breaches(value)
        ),
        value,
    )
    return quantity_in_words(rounded, unit_read(trigger.metric, trigger.statistic))
