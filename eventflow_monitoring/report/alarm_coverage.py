"""Coverage and mutants of alarm tests: as text, and as objects for JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from eventflow_monitoring.alarm_tests.coverage import (
    Coverage,
    Covered,
    percent_text,
    percentage,
)
from eventflow_monitoring.alarm_tests.mutation import Fate, MutationReport, Trial
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.report.visible import visible


def render_coverage(coverage: Coverage) -> str:
    """Return a line for each tier that has alarms, and what is not covered."""
    lines = ["Coverage: alarms that the tests hold to firing and to staying quiet"]
    for tier in Tier:
        covered = coverage.of(tier)
        if covered:
            count = sum(one.whole for one in covered)
            share = percent_text(percentage(covered))
            lines.append(f"  {tier.value:<8}  {share:>6}  {count:,} of {len(covered):,}")
    lines += [f"  not covered: {_lacking(one)}" for one in coverage.alarms if not one.whole]
    return "\n".join(visible(line) for line in lines)


def _lacking(covered: Covered) -> str:
    lacking = [
        state
        for state, there in (("ALARM", covered.fires), ("not ALARM", covered.stays_quiet))
        if not there
    ]
    if covered.fails:
        return f"{covered.alarm.name}: a test of it fails, and none that passes asserts {' or '.join(lacking)}"
    return f"{covered.alarm.name}: no test asserts {' or '.join(lacking)}"


def render_mutants(report: MutationReport) -> str:
    """Return a line for each alarm, below it its survivors, and the score."""
    if not report.trials:
        return "Mutants: none, for only alarms on thresholds that a passed test is about have some"
    lines = ["Mutants: alarms with one change, and whether a test notices"]
    for name, trials in report.by_alarm().items():
        killed = sum(trial.fate is Fate.KILLED for trial in trials)
        lines.append(f"  {name}: {killed:,} of {len(trials):,} killed")
        lines += _alive(trials, report.reasons)
    lines.append(
        f"Mutation score: {percent_text(report.score)} ({report.killed:,} of {len(report.trials):,})"
    )
    return "\n".join(visible(line) for line in lines)


def _alive(trials: Iterable[Trial], reasons: Mapping[tuple[str, str], str]) -> Iterator[str]:
    for trial in trials:
        if trial.fate is not Fate.KILLED:
            reason = reasons.get((trial.mutant.alarm.name, trial.mutant.change), "no reason given")
            yield f"    {trial.fate.value}: {trial.mutant.change} ({reason})"


def coverage_object(coverage: Coverage) -> dict[str, Any]:
    """Return coverage as JSON has it; percentages by tier."""
    return {
        "percent": {
            tier.value: round(percentage(coverage.of(tier)), 1)
            for tier in Tier
            if coverage.of(tier)
        },
        "alarms": [
            {
                "alarm": one.alarm.name,
                "tier": one.alarm.tier.value,
                "assertsAlarm": one.fires,
                "assertsNotAlarm": one.stays_quiet,
            }
            for one in coverage.alarms
        ],
    }


def render_not_simulated(alarms: Iterable[tuple[Alarm, str]]) -> str:
    """Return a line for each alarm that no test can be about, with the reason."""
    lines = [f"not simulated: {alarm.name}, which {reason}" for alarm, reason in alarms]
    return "\n".join(visible(line) for line in lines)


def not_simulated_objects(alarms: Iterable[tuple[Alarm, str]]) -> list[dict[str, Any]]:
    """Return the alarms that no test can be about, as JSON has them."""
    return [{"alarm": alarm.name, "reason": reason} for alarm, reason in alarms]


def mutants_object(report: MutationReport) -> dict[str, Any]:
    """Return mutants as JSON has them; the score is in percent."""
    return {
        "score": round(report.score, 1),
        "killed": report.killed,
        "total": len(report.trials),
        "mutants": [_trial(trial, report.reasons) for trial in report.trials],
    }


def _trial(trial: Trial, reasons: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    name = trial.mutant.alarm.name
    return {
        "alarm": name,
        "environment": trial.environment,
        "change": trial.mutant.change,
        "fate": trial.fate.value,
        "noticedBy": None if trial.noticed_by is None else trial.noticed_by.name,
        "reason": reasons.get((name, trial.mutant.change)),
    }


def below_minimum(coverage: Coverage, minimum: Mapping[Tier, float]) -> Sequence[str]:
    """Return a sentence for each tier that is covered less than it has to be, in percent."""
    return [
        f"coverage of {tier.value} is {percent_text(percentage(coverage.of(tier)))}, less than {least:g} %"
        for tier, least in minimum.items()
        if percentage(coverage.of(tier)) < least
    ]
