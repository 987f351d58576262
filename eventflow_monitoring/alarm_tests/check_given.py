"""Whether what a test gives goes together, and is what its alarms need."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence

from eventflow_monitoring.alarm_tests.alarm_test import Expectation, Given
from eventflow_monitoring.alarm_tests.instant import instant_text
from eventflow_monitoring.alarm_tests.needed import metrics_needed, stored_as
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import CompositeTrigger
from eventflow_monitoring.problem import Findings, Problem
from eventflow_monitoring.simulate.given import series_name
from eventflow_monitoring.simulate.run import why_not_simulated


def check_series(given: Sequence[Given], problems: Findings) -> None:
    """Report series of other lengths or beginnings than the rest, and metrics given twice."""
    _check_lengths(given, problems)
    _check_beginnings(given, problems)
    _check_repeats(given, problems)


def _check_lengths(given: Sequence[Given], problems: Findings) -> None:
    """Report series that have another length than most."""
    if len({len(one.series.values) for one in given}) <= 1:
        return
    usual = Counter(len(one.series.values) for one in given).most_common(1)[0][0]
    other = next(one for one in given if len(one.series.values) == usual)
    for one in given:
        if len(one.series.values) != usual:
            message = f"`{one.metric.name}` has {len(one.series.values):,} values, `{other.metric.name}` {usual:,}"
            problems.append(
                Problem("different-lengths", message, one.origin,
                        help="every series of a test covers the same time; `_x5` is five missing values")
            )  # fmt: skip


def _check_beginnings(given: Sequence[Given], problems: Findings) -> None:
    """Report data that begin at another time than those of the first file."""
    first = next((one.data for one in given if one.data is not None), None)
    for one in given:
        if one.data is not None and first is not None and one.data.start != first.start:
            message = (
                f"the data of `{one.metric.name}` begin at {instant_text(one.data.start)}, "
                f"others at {instant_text(first.start)}"
            )
            help = "cut the files so that they cover the same time, or put them into one"
            problems.append(Problem("different-lengths", message, one.origin, help))


def _check_repeats(given: Sequence[Given], problems: Findings) -> None:
    """Report a metric that two series are given for, be it by two names."""
    seen: dict[object, Given] = {}
    for one in given:
        first = seen.setdefault(stored_as(one.metric), one)
        if first is not one:
            message = f"`{one.metric.name}` is the same metric as `{first.metric.name}`, which is given too"
            if one.metric.name == first.metric.name:
                message = f"`{one.metric.name}` is given twice"
            problems.append(Problem("given-twice", message, one.origin))


def check_given(
    expectations: Iterable[Expectation],
    given: Iterable[Given],
    monitoring: Monitoring,
    told: Container[str],
    problems: Findings,
) -> None:
    """Report alarms with an expectation that cannot be simulated, or whose metrics are not given.

       Those that are told, by name, have no data of their own.
    Of a composite, one metric that its
       children read is enough, or one child that is told: the others are taken to be in OK.
    """
    alarms = {alarm.name: alarm for alarm in monitoring.alarms}
    known = {stored_as(one.metric) for one in given}
    for expectation in expectations:
        alarm = expectation.alarm
        if alarm.name in told:
            message = f"`{alarm.name}` is told what it does, so nothing can be expected of it"
            problems.append(Problem("told-alarm", message, expectation.origin))
            continue
        reason = why_not_simulated(alarm.trigger)
        if reason is not None:
            message = f"`{alarm.name}` is not simulated: it {reason}"
            problems.append(Problem("not-simulated", message, expectation.origin))
            continue
        needed = metrics_needed(alarm, alarms, told)
        missing = [metric for metric in needed if stored_as(metric) not in known]
        partly = len(missing) < len(needed) or _asks_one_of(alarm, told)
        if not missing or (alarm.trigger.is_composite and partly):
            continue
        names = ", ".join(f"`{series_name(metric)}`" for metric in missing)
        message = (
            f"`{alarm.name}` reads {names}, which {'is' if len(missing) == 1 else 'are'} not given"
        )
        help = f"say what it does under `Given`; without data it is `{missing[0].name}: _x30`"
        problems.append(Problem("not-given", message, expectation.origin, help))


def _asks_one_of(alarm: Alarm, names: Container[str]) -> bool:
    trigger = alarm.trigger
    return isinstance(trigger, CompositeTrigger) and any(one in names for one in trigger.children)
