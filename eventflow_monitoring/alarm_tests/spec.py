"""What an author writes in a test file: the shape of a test, before any name is looked up."""

from datetime import UTC, datetime
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from eventflow_monitoring.alarm_tests.moment import parse_moment
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.simulate.given import History
from eventflow_monitoring.specs.quantity import QuantityError
from eventflow_monitoring.specs.scalars import (
    Duration,
    Statistic,
    WholeNumber,
    reader,
)
from eventflow_monitoring.specs.spec import PlainSpec, Spec

Moment = Annotated[int, reader(parse_moment)]
"""`15m`, `1h30m`, `90 seconds` from the beginning of the test, as seconds."""


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        help = "such as `2026-01-05T09:00Z`"
        raise QuantityError("bad-time", f"`{text}` is no date and time", help) from None
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


Instant = Annotated[datetime, reader(_instant)]
"""`2026-01-05T09:00Z`; without a zone, UTC."""


def _one_or_more(value: object) -> object:
    """Take one thing for a list of it."""
    return value if value is None or isinstance(value, list) else [value]


class GivenSpec(PlainSpec):
    """What one metric does: a series, or values from a file."""

    PLAIN: ClassVar[str | None] = "Series"
    ONE_OF: ClassVar[tuple[tuple[str, ...], ...]] = (("Series", "File"),)

    series: str | None = None
    """One value for each interval, as `promtool` writes them: `0x9 60x4 _x3`."""
    file: str | None = None
    """A CSV or JSON file of real data beside this one, in place of a series."""
    column: str | None = None
    """The column of the file that holds the values; by default the one called like the metric."""
    dimensions: dict[str, str] = Field(default_factory=dict)
    """The dimensions, where the alarm reads the metric with more than those of the catalogue."""
    sample_count: WholeNumber | None = None
    """How many samples each value stands for; by default one."""
    statistic: Statistic | None = None
    """The statistic that the values are of each interval, such as `p95`; by default samples."""
    history: History | None = None
    """What was before: `first value` (the first one of the series, for ever) or `missing`."""


class NotifiesSpec(Spec):
    """Who is told of which state."""

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


def _told(value: object) -> object:
    """Take a list of channels for those that are told of ALARM."""
    return {"ALARM": value} if isinstance(value, list) else value


class ExpectSpec(Spec):
    """What has to come of it for one alarm, or for all whose names match. Only what is named is checked."""

    ONE_OF: ClassVar[tuple[tuple[str, ...], ...]] = (("State", "Transitions", "Never", "Notifies"),)

    state: dict[str, State] | None = None
    """The state at some times: `{5m: OK, 20m: ALARM}`."""
    transitions: list[str] | None = None
    """Every state it goes through: the first, then each `STATE at TIME`. Exactly these."""
    within: Duration | None = None
    """How much earlier or later than said a transition may be; by default not at all."""
    never: Annotated[list[State], BeforeValidator(_one_or_more)] | None = None
    """A state, or states, that it is never in."""
    notifies: Annotated[NotifiesSpec, BeforeValidator(_told)] | None = None
    """The channels that are told, over the whole test; a list is those told of ALARM."""


class TestSpec(Spec):
    """A test: what the metrics do, and what the alarms have to make of it."""

    __test__: ClassVar[bool] = False  # pytest takes every class of this name for tests

    name: str
    """What it shows, in a few words."""
    environment: str | None = None
    """The environment whose alarms are tested; by default the first that is declared."""
    interval: Duration = 60
    """The time from one value of a series to the next."""
    start: Instant = datetime(2026, 1, 5, tzinfo=UTC)
    """When it begins, for what goes by the clock: mutes, `HOUR()`. By default a Monday, 0:00 UTC."""
    initial_state: State = State.INSUFFICIENT_DATA
    """The state of every alarm before the first evaluation."""
    history: History = History.FIRST_VALUE
    """What the metrics did before: `first value` (each its first one) or `missing`."""
    given: dict[str, Annotated[list[GivenSpec], BeforeValidator(_one_or_more)]]
    """What each metric of the catalogue does, by its name."""
    expect: dict[str, ExpectSpec]
    """What has to come of it, by the name of the alarm; `*` stands for any characters."""


class SurvivorSpec(Spec):
    """Mutants that no test can notice, and why."""

    alarm: str
    """The alarm that was changed."""
    changes: Annotated[list[str], BeforeValidator(_one_or_more)]
    """The changes, as `test --mutants` writes them: `Threshold 5 -> 5.5`."""
    reason: str
    """Why no data tells the mutant from the alarm, or why it need not."""
