"""Which alarms the tests hold to firing, and to staying quiet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

from eventflow_monitoring.alarm_tests.result import TestResult
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.simulate.run import why_not_simulated


@dataclass(frozen=True, slots=True)
class Covered:
    """An alarm, and whether some passed test fails for one that never fires, or always does.

    `fails` tells whether a test that is about it did not pass, and so covers nothing.
    """

    alarm: Alarm
    fires: bool
    stays_quiet: bool
    fails: bool = False

    @property
    def whole(self) -> bool:
        """Whether it counts as covered."""
        return self.fires and self.stays_quiet


@dataclass(frozen=True, slots=True)
class Coverage:
    """The alarms of all environments that tests can be about, by name."""

    alarms: tuple[Covered, ...]

    def of(self, tier: Tier) -> tuple[Covered, ...]:
        """Return the alarms of a tier."""
        return tuple(one for one in self.alarms if one.alarm.tier is tier)


def percentage(covered: Sequence[Covered]) -> float:
    """Return how many of some alarms are covered, in percent; of none, 100."""
    if not covered:
        return 100.0
    return 100 * sum(one.whole for one in covered) / len(covered)


def percent_text(share: float) -> str:
    """Write a share in percent, never rounded up: 100 % is all."""
    return f"{floor(share * 10 + 1e-9) / 10:g} %"


def coverage_of(results: Iterable[TestResult], monitorings: Iterable[Monitoring]) -> Coverage:
    """Return what tests cover; a test that failed covers nothing."""
    fires: set[str] = set()
    stays_quiet: set[str] = set()
    fails: set[str] = set()
    for result in results:
        if not result.passed:
            fails |= {one.alarm.name for one in result.test.expectations}
            continue
        for expectation in result.test.expectations:
            if expectation.asserts_alarm:
                fires.add(expectation.alarm.name)
            if expectation.asserts_no_alarm:
                stays_quiet.add(expectation.alarm.name)
    alarms = {one.name: one for monitoring in monitorings for one in monitoring.alarms}
    return Coverage(
        tuple(
            Covered(alarm, name in fires, name in stays_quiet, name in fails)
            for name, alarm in alarms.items()
            if why_not_simulated(alarm.trigger) is None
        )
    )


def not_simulated(monitorings: Iterable[Monitoring]) -> tuple[tuple[Alarm, str], ...]:
    """Return the alarms of all environments, by name, that no test can be about, and why not."""
    alarms = {one.name: one for monitoring in monitorings for one in monitoring.alarms}
    reasons = ((alarm, why_not_simulated(alarm.trigger)) for alarm in alarms.values())
    return tuple((alarm, reason) for alarm, reason in reasons if reason is not None)
