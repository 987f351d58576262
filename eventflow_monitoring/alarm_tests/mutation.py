"""Mutants held against the tests: which are noticed?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fnmatch import fnmatchcase

from eventflow_monitoring.alarm_tests.alarm_test import AlarmTest, Survivor
from eventflow_monitoring.alarm_tests.coverage import percent_text
from eventflow_monitoring.alarm_tests.mutants import Mutant, mutants_of
from eventflow_monitoring.alarm_tests.run import run_test
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.trigger import Trigger
from eventflow_monitoring.problem import Problem


class Fate(Enum):
    """What became of a mutant."""

    KILLED = "killed"
    """A test failed with it."""
    SURVIVED = "survived"
    """Every test passed with it."""
    NOT_SIMULATED = "not simulated"
    """The data of the tests does not tell what it does: of a percentile, say, no maximum follows."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant, what became of it, and the test that noticed it.

    `environment` is the first whose tests it was tried with.
    """

    mutant: Mutant
    environment: str
    fate: Fate
    noticed_by: AlarmTest | None = None


@dataclass(frozen=True, slots=True)
class MutationReport:
    """All trials. `reasons` say why some mutants survive, by alarm and change."""

    trials: tuple[Trial, ...]
    reasons: Mapping[tuple[str, str], str]

    @property
    def killed(self) -> int:
        """How many mutants were noticed."""
        return sum(trial.fate is Fate.KILLED for trial in self.trials)

    @property
    def score(self) -> float:
        """The share of mutants that were noticed, in percent; of none, 100."""
        return 100 * self.killed / len(self.trials) if self.trials else 100.0

    def too_low(self, least: float) -> str:
        """Return a sentence that says that the score is lower than it has to be, in percent."""
        return f"the mutation score is {percent_text(self.score)}, less than {least:g} %"

    def by_alarm(self) -> dict[str, list[Trial]]:
        """Return the trials by the name of the alarm."""
        trials: dict[str, list[Trial]] = {}
        for trial in self.trials:
            trials.setdefault(trial.mutant.alarm.name, []).append(trial)
        return trials


def mutation_report(
    tests: Iterable[AlarmTest], survivors: Iterable[Survivor], tell: Callable[[Alarm], None]
) -> MutationReport:
    """Try every mutant of the alarms that some tests, all of which pass, are about.

    `survivors` give their reasons. `tell` is called with each alarm before its mutants are tried.
    """
    trials = tuple(_trials(tests, tell))
    reasons = {
        one: survivor.reason
        for survivor in survivors
        for one in _alive(trials)
        if _is_meant(survivor, *one)
    }
    return MutationReport(trials, reasons)


def needless_survivors(report: MutationReport, survivors: Iterable[Survivor]) -> Iterator[Problem]:
    """Yield a problem for each listed survivor that is noticed, or is no mutant at all.

    Only a report of all tests tells that.
    """
    alive = _alive(report.trials)
    for survivor in survivors:
        if not any(_is_meant(survivor, *one) for one in alive):
            message = f"no mutant `{survivor.change}` of `{survivor.alarm}` survives"
            yield Problem("no-survivor", message, survivor.origin, "remove it from the list")


def _alive(trials: Iterable[Trial]) -> set[tuple[str, str]]:
    """Return the alarm and the change of each mutant that no test noticed."""
    return {
        (trial.mutant.alarm.name, trial.mutant.change)
        for trial in trials
        if trial.fate is not Fate.KILLED
    }


def _is_meant(survivor: Survivor, alarm: str, change: str) -> bool:
    return change == survivor.change and fnmatchcase(alarm, survivor.alarm)


def _trials(tests: Iterable[AlarmTest], tell: Callable[[Alarm], None]) -> Iterator[Trial]:
    """Yield the trials.

    Where environments watch the same in the same way, a mistake in the specs is one in all of them,
    and a test in any of them may notice it. An alarm that an environment changes has mutants, and
    needs tests, of its own.
    """
    by_alarm: dict[tuple[str, Trigger], list[AlarmTest]] = {}
    for test in tests:
        for alarm in {one.alarm.name: one.alarm for one in test.expectations}.values():
            by_alarm.setdefault((alarm.name, alarm.trigger), []).append(test)
    for (name, _), about in by_alarm.items():
        alarm = next(one for one in about[0].monitoring.alarms if one.name == name)
        tell(alarm)
        for mutant in mutants_of(alarm):
            yield _try(mutant, about)


def _try(mutant: Mutant, tests: Sequence[AlarmTest]) -> Trial:
    fate = Fate.NOT_SIMULATED
    environment = tests[0].monitoring.environment.name
    for test in tests:
        result, problems = run_test(_with(mutant, test))
        if result is not None and not result.passed:
            return Trial(mutant, environment, Fate.KILLED, test)
        if not problems:
            fate = Fate.SURVIVED
    return Trial(mutant, environment, fate)


def _with(mutant: Mutant, test: AlarmTest) -> AlarmTest:
    """Return a test whose monitoring has the mutant in place of its original.

    Only what it watches changes: whom it tells is up to the environment of the test.
    """
    alarms = tuple(
        replace(alarm, trigger=mutant.alarm.trigger)
        if alarm.name == mutant.original.name
        else alarm
        for alarm in test.monitoring.alarms
    )
    return replace(test, monitoring=replace(test.monitoring, alarms=alarms))
