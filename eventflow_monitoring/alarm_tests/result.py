"""What came out of a test."""

from dataclasses import dataclass

from eventflow_monitoring.alarm_tests.alarm_test import AlarmTest
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.position import Origin
from eventflow_monitoring.simulate.result import Simulation


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that was expected of an alarm and did not come.

    `expected` and `actual` are short texts that can be compared by eye. `at` is the second whose
    evaluation explains it, where one does.
    """

    alarm: Alarm
    expected: str
    actual: str
    at: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class TestResult:
    """A test, the run that it made, and what is wrong about that."""

    __test__ = False  # pytest takes every class of this name for tests

    test: AlarmTest
    simulation: Simulation
    failures: tuple[Failure, ...]

    @property
    def passed(self) -> bool:
        """Whether everything came as expected."""
        return not self.failures
