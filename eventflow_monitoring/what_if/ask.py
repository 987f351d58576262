"""What somebody writes and fetches to a question: names to metrics, values to series."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from eventflow_monitoring.alarm_tests.concerned import concerned, series_by_name
from eventflow_monitoring.alarm_tests.instant import instant_text
from eventflow_monitoring.alarm_tests.needed import StoredAs, stored_as
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.statistic import parse_statistic
from eventflow_monitoring.model.trigger import evaluation_of
from eventflow_monitoring.simulate.given import GivenSeries, History, series_name
from eventflow_monitoring.simulate.run import START, why_not_simulated
from eventflow_monitoring.specs.scalars import statistic_help
from eventflow_monitoring.suggestion import did_you_mean
from eventflow_monitoring.what_if.columns import metrics_of_columns
from eventflow_monitoring.what_if.data import Table
from eventflow_monitoring.what_if.mistake import Mistake, QuestionError
from eventflow_monitoring.what_if.question import (
    Question,
    assumed_states,
    metrics_missing,
    watching,
)
from eventflow_monitoring.what_if.readings import Readings, readings_of
from eventflow_monitoring.what_if.written import WrittenSeries

_MINUTE = 60
_LEAST = 30
"""Values where nobody says how many."""

_Given = tuple[StoredAs, Metric, WrittenSeries]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What else a question says. None is what the data says, or the usual.

    `sample_count` is how many samples each value stands for; `told` are states of other alarms.
    """

    interval: int | None = None
    start: datetime | None = None
    initial_state: State = State.INSUFFICIENT_DATA
    history: History = History.FIRST_VALUE
    sample_count: int | None = None
    told: Mapping[str, State] = field(default_factory=dict)


def ask(
    monitoring: Monitoring,
    alarm: Alarm,
    written: Sequence[WrittenSeries],
    circumstances: Circumstances,
    table: Table | None = None,
) -> Question:
    """Return the question what an alarm does over what is written, and over the columns of a file.

    What is written for a metric counts more than a column. Raises QuestionError.
    """
    never = why_not_simulated(alarm.trigger)
    if never is not None:
        raise QuestionError([Mistake(f"`{alarm.name}` is not simulated: it {never}")])
    alarms = concerned([alarm], monitoring)
    readings = readings_of(alarm, alarms)
    mistakes: list[Mistake] = [*_mistakes_in_told(alarm, alarms, circumstances.told)]
    given = _looked_up(written, readings, monitoring, mistakes)
    notes: list[str] = []
    if table is not None:
        taken = {identity for identity, _, _ in given}
        for identity, metric, one in metrics_of_columns(
            table, readings, monitoring, notes, mistakes
        ):
            if identity not in taken:
                given.append((identity, metric, one))
    interval = circumstances.interval or (table.interval if table is not None else _MINUTE)
    usual = 1 if table is not None else _usual_length(watching(alarm, alarms), interval)
    given = _of_one_length(given, usual, mistakes)
    start = circumstances.start or (table.start if table is not None else START)
    mistakes += _mistakes_in_start(start)
    if mistakes:
        raise QuestionError(mistakes)
    series = series_by_name(
        ((metric, _series(one, circumstances)) for _, metric, one in given), alarms
    )
    _check_complete(alarm, alarms, series, circumstances.told, table)
    return Question(
        monitoring=monitoring,
        alarm=alarm,
        alarms=alarms,
        series=series,
        interval=interval,
        start=start,
        initial_state=circumstances.initial_state,
        assumed=assumed_states(alarm, alarms, series, circumstances.told),
        notes=tuple(notes),
    )


def _mistakes_in_start(start: datetime) -> Iterator[Mistake]:
    if start.second or start.microsecond:
        yield Mistake(f"it begins at {instant_text(start)}, which is no whole minute")


def _mistakes_in_told(
    asked: Alarm, alarms: Mapping[str, Alarm], told: Mapping[str, State]
) -> Iterator[Mistake]:
    around = [name for name in alarms if name != asked.name]
    for name in told:
        if name in around:
            continue
        message = f"`{asked.name}` does not depend on an alarm `{name}`"
        yield Mistake(message, did_you_mean(name, around) or "it depends on no other alarm")


def _looked_up(
    written: Sequence[WrittenSeries],
    readings: Readings,
    monitoring: Monitoring,
    mistakes: list[Mistake],
) -> list[_Given]:
    found: list[_Given] = []
    for one in written:
        statistic = one.target.statistic
        if statistic is not None and parse_statistic(statistic) is None:
            message = f"{one.where}: `{statistic}` is no statistic"
            mistakes.append(Mistake(message, statistic_help(statistic)))
        metric = readings.find(one.target, monitoring)
        if isinstance(metric, Mistake):
            mistakes.append(Mistake(f"{one.where}: {metric.message}", metric.help))
            continue
        if any(identity == stored_as(metric) for identity, _, _ in found):
            mistakes.append(Mistake(f"{one.where}: `{series_name(metric)}` is given twice"))
        found.append((stored_as(metric), metric, one))
    return found


def _usual_length(alarms: Iterable[Alarm], interval: int) -> int:
    """Return for how many intervals single values hold: three times what an alarm looks at."""
    windows = [
        one.period * one.evaluation_periods
        for alarm in alarms
        if (one := evaluation_of(alarm.trigger)) is not None
    ]
    return max(_LEAST, *(3 * window // interval for window in windows))


def _of_one_length(given: Sequence[_Given], usual: int, mistakes: list[Mistake]) -> list[_Given]:
    """Return series of one length: a single value holds all the time; others have to fit."""
    length = max((len(one.values) for _, _, one in given), default=0)
    length = usual if length <= 1 else length
    found: list[_Given] = []
    wrong: list[str] = []
    for identity, metric, one in given:
        values = one.values * length if len(one.values) == 1 else one.values
        if len(values) != length:
            wrong.append(f"`{series_name(metric)}` {len(values):,}")
        found.append((identity, metric, WrittenSeries(one.target, values, one.where)))
    if wrong:
        longest = next(metric for _, metric, one in found if len(one.values) == length)
        message = f"series of different lengths: `{series_name(longest)}` has {length:,} values, "
        help = "`7x9` are ten values, `_x3` three missing ones; a single value holds all the time"
        mistakes.append(Mistake(message + ", ".join(wrong), help))
    return found


def _series(written: WrittenSeries, circumstances: Circumstances) -> GivenSeries:
    statistic = written.target.statistic
    # Of a statistic nobody knows how many samples it was made of, unless it is said.
    usual = None if statistic else 1
    return GivenSeries(
        written.values, circumstances.sample_count or usual, statistic, circumstances.history
    )


def _check_complete(
    alarm: Alarm,
    alarms: Mapping[str, Alarm],
    series: Mapping[str, GivenSeries],
    told: Mapping[str, State],
    table: Table | None,
) -> None:
    """Raise QuestionError where nobody could answer: metrics are missing.

    Of a composite one child that can be simulated, or is told, is enough.
    """
    missing = metrics_missing(alarm, alarms, series)
    if alarm.trigger.is_composite:
        taken = {one.alarm for one in assumed_states(alarm, alarms, series, told)} - told.keys()
        if any(one.name not in taken for one in watching(alarm, alarms)):
            return
    elif not missing:
        return
    simulated = [one for one in watching(alarm, alarms) if not why_not_simulated(one.trigger)]
    names = ", ".join(f"`{series_name(one)}`" for one in missing)
    verb = "is" if len(missing) == 1 else "are"
    message = f"`{alarm.name}` reads {names}, which {verb} not given"
    if not simulated:
        message = f"`{alarm.name}` depends on alarms that are not simulated"
    help = None
    if table is not None:
        help = "the file has " + ", ".join(f"`{name}`" for name in table.columns)
    elif not simulated:
        help = "say their states: `--assume NAME=ALARM`"
    raise QuestionError([Mistake(message, help)], incomplete=bool(simulated))
