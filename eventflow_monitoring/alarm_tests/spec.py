"""Tests say what metrics do, and what alarms have to make of it.

They stand in files `*.test.yaml` beside the specs; `eventflow-monitoring test` runs them.
[alarm-tests.md](../alarm-tests.md) shows how one writes them, and reads what comes out.

A series has one value for each interval, in the notation of `promtool`: `7` is a value and `_` a
missing one, `7x9` is ten times 7 and `_x3` are three missing ones, `1+2x3` is 1, 3, 5 and 7. Value k,
counted from 0, is what is seen from k to k + 1 intervals. All series of a test have the same length,
and the test covers the whole of it. Times are counted from its beginning: `15m`, `1h30m`, `90 seconds`.
The state at a time is that after the evaluation at this time, which sees what ended then or before.

A series of a metric that the alarm does not read is no mistake; an alarm with an expectation whose
metrics are not all given is one. Of a composite alarm one child is enough: alarms that a test says
nothing of are taken to be in OK, and so is a suppressor.

A file of real data is CSV, with a line of heads, times in the first column and a column of values for
each metric, or JSON as `aws cloudwatch get-metric-data` and `get-metric-statistics` print it. It has
one value for each interval from its first time to its last; an interval that it says nothing of is
missing. What CloudWatch stores are statistics: say with `Statistic` which one the values are.

What is not named is not checked. A test of an alarm that cannot be simulated is an error: what that
is, and what the simulation takes for true, is told in [simulation.md](../simulation.md).

Example (an alarm):
    Alarms:
      LagHigh:
        Tier: high
        Condition: Lag > 100 events for 3 minutes
        TreatMissingData: ignore
        Actions: [alerts]
      Overload:
        Kind: Composite
        Tier: high
        Rule: ALARM(LagHigh) AND ALARM(MemoryHigh)
        Actions: [alerts]
      MemoryHigh:
        Tier: high
        Condition: Memory > 90% for 2 minutes
        Actions: [alerts]

Example (its tests):
    Tests:
      - Name: three minutes of lag alert, and recovery is told
        Given:
          Lag: 50x4 101x3 50x2
        Expect:
          LagHigh:
            Transitions: [OK, ALARM at 8m, OK at 10m]
            Notifies: {ALARM: [team], OK: [team]}
      - Name: silence changes nothing
        Given: {Lag: 101x5 _x10}
        Expect:
          LagHigh: {State: {0: ALARM, 16m: ALARM}, Never: [OK, INSUFFICIENT_DATA]}
      - Name: lag alone is no overload
        Given: {Lag: 50x4 101x9, Memory: 80x14}
        Expect:
          Overload: {Never: ALARM, Notifies: []}
      - Name: lag with memory is one
        Interval: 30 seconds
        Given:
          Lag: {Series: 50x8 101x20, SampleCount: 3}
          Memory: [95x29]
        Expect:
          "*Overload": {Transitions: [OK, ALARM at 7m30s], Within: 30 seconds}
    Survivors:
      - Alarm: LagHigh
        Changes: Threshold 100 -> 90
        Reason: Nobody cares about ten events.
"""

from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field

from eventflow_monitoring.alarm_tests.instant import parse_start
from eventflow_monitoring.alarm_tests.moment import parse_moment
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.simulate.given import History
from eventflow_monitoring.simulate.settings import (
    AtExpiry,
    Deviation,
    DynamoDb,
    LowSampleSpan,
    MissingOperand,
    Percentile,
    Settings,
    Trimming,
)
from eventflow_monitoring.specs.one_or_more import ONE_OR_MORE
from eventflow_monitoring.specs.scalars import Duration, Statistic, WholeNumber, reader, within
from eventflow_monitoring.specs.spec import PlainSpec, Spec

Moment = Annotated[int, reader(parse_moment)]
"""`15m`, `1h30m`, `90 seconds` from the beginning of the test, as seconds."""

Start = Annotated[datetime, reader(parse_start)]
"""`2026-01-05T09:00Z`; without a zone, UTC."""

Count = Annotated[int, reader(within(0, 1_000))]
"""A whole number from 0 up."""


class GivenSpec(PlainSpec):
    """What one metric does: a series, or values from a file."""

    PLAIN: ClassVar[str | None] = "Series"
    ONE_OF: ClassVar[tuple[tuple[str, ...], ...]] = (("Series", "File"),)

    series: str | None = None
    """One value for each interval, as `promtool` writes them: `0x9 60x4 _x3`."""
    file: str | None = None
    """A CSV or JSON file of real data, from the directory of this file, in place of a series."""
    column: str | None = None
    """Which values of the file: the head of a column, or the id or label of a metric, or a statistic.
    By default those called like the metric or the `Statistic`, or the only ones."""
    dimensions: dict[str, str] = Field(default_factory=dict)
    """The dimensions, where the alarm reads the metric with more than those of the catalogue."""
    sample_count: WholeNumber | None = None
    """How many samples each value stands for; by default one."""
    statistic: Statistic | None = None
    """The statistic that the values are of each interval, such as `p95`; by default samples."""
    history: History | None = None
    """What was before: `first value` (the first one of the series, for ever) or `missing`."""


class NotifiesSpec(PlainSpec):
    """Who is told of which state."""

    PLAIN: ClassVar[str | None] = "ALARM"
    ONE_OF: ClassVar[tuple[tuple[str, ...], ...]] = (("ALARM", "OK", "INSUFFICIENT_DATA"),)

    alarm: list[str] | None = Field(default=None, alias="ALARM")
    """The channels that are told of ALARM, exactly these."""
    ok: list[str] | None = Field(default=None, alias="OK")
    """The channels that are told of OK, exactly these."""
    insufficient_data: list[str] | None = Field(default=None, alias="INSUFFICIENT_DATA")
    """The channels that are told of INSUFFICIENT_DATA, exactly these."""

    def by_state(self) -> dict[State, list[str]]:
        """Return the channels by the state, for the states that are written."""
        written = {
            State.ALARM: self.alarm,
            State.OK: self.ok,
            State.INSUFFICIENT_DATA: self.insufficient_data,
        }
        return {state: names for state, names in written.items() if names is not None}


class ExpectSpec(Spec):
    """What has to come of it for one alarm, or for all whose names match. Only what is named is checked."""

    ONE_OF: ClassVar[tuple[tuple[str, ...], ...]] = (("State", "Transitions", "Never", "Notifies"),)

    state: dict[str, State] | None = None
    """The state at some times: `{5m: OK, 20m: ALARM}`."""
    transitions: list[str] | None = None
    """Every state it goes through: the first, then each `STATE at TIME`. Exactly these."""
    within: Duration | None = None
    """How much earlier or later than said a transition may be; by default not at all."""
    never: Annotated[list[State], ONE_OR_MORE] | None = None
    """A state, or states, that it is never in."""
    notifies: NotifiesSpec | None = None
    """The channels that are told, over the whole test; a list is those told of ALARM. That a new alarm
    begins in OK is not counted."""


class TestSpec(Spec):
    """A test: what the metrics do, and what the alarms have to make of it."""

    __test__: ClassVar[bool] = False  # pytest takes every class of this name for tests

    name: str
    """What it shows, in a few words."""
    environment: str | None = None
    """The environment whose alarms are tested; by default the first that is declared."""
    interval: Duration = 60
    """The time from one value of a series to the next."""
    start: Start | None = None
    """When it begins, for what goes by the clock: mutes, `HOUR()`. By default when the data of its files
    do, else a Monday, 0:00 UTC."""
    initial_state: State = State.INSUFFICIENT_DATA
    """The state of every alarm before the first evaluation."""
    history: History = History.FIRST_VALUE
    """What the metrics did before: `first value` (each its first one) or `missing`."""
    given: dict[str, Annotated[list[GivenSpec], ONE_OR_MORE]]
    """What each metric of the catalogue does, by its name."""
    given_states: dict[str, list[str]] = Field(default_factory=dict)
    """Alarms whose states are told rather than simulated, for composites and suppressors over them:
    `{NAME: [OK, ALARM at 5m]}`."""
    expect: dict[str, ExpectSpec]
    """What has to come of it, by the name of the alarm; `*` stands for any characters."""


class SurvivorSpec(Spec):
    """Mutants that no test can notice, and why."""

    alarm: str
    """The alarm that was changed, or several; `*` stands for any characters."""
    changes: Annotated[list[str], ONE_OR_MORE]
    """The changes, as `test --mutants` writes them: `Threshold 5 -> 5.5`."""
    reason: str
    """Why no data tells the mutant from the alarm, or why it need not."""


class SettingsSpec(Spec):
    """What the tests of the file take for true where AWS documents two things, or nothing."""

    extra_points: Count | None = None
    """How many periods beyond `EvaluationPeriods` an alarm looks back; by default 2."""
    few_breaching: State | None = None
    """The state under `missing` when all points breach, are fewer than M, and none is old enough; by
    default it stays what it was."""
    missing_operand: MissingOperand | None = None
    """What a point that one operand of an arithmetic operation lacks counts as; by default `zero`."""
    missing_in_aggregate: MissingOperand | None = None
    """The same in MIN, MAX and STDDEV of an array; by default `no data`."""
    percentile: Percentile | None = None
    """A percentile between two samples; by default the `nearest rank`."""
    trimming: Trimming | None = None
    """What becomes of a sample that a percentage cuts through; by default `whole samples`."""
    deviation: Deviation | None = None
    """What STDDEV divides by: the points of a `population` (the default), or one less for a `sample`."""
    dynamodb: DynamoDb | None = Field(default=None, alias="DynamoDB")
    """Missing data of AWS/DynamoDB: `as configured` (the default) or `always ignore`."""
    low_sample_span: LowSampleSpan | None = None
    """Over which time the samples of a percentile are counted: the whole `window` (the default) or the
    newest `period`."""
    at_expiry: AtExpiry | None = None
    """What comes first when an alarm changes as a suppressor's period ends: the `change` (the default) or
    the `expiry`."""

    def settings(self) -> Settings:
        """Return the settings, those that are not written by default."""
        return Settings(**self.model_dump(exclude_none=True))


class TestFileSpec(Spec):
    """A file of tests."""

    __test__: ClassVar[bool] = False

    settings: SettingsSpec | None = None
    """What its tests take for true where AWS documents two things, or nothing."""
    tests: list[TestSpec]
    """The tests; their names differ."""
    survivors: list[SurvivorSpec] = Field(default_factory=list)
    """Mutants that no test can notice, each with its reason."""
