"""What tests took for true where AWS documents two things or nothing, and where that counted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from eventflow_monitoring.alarm_tests.moment import moment_text
from eventflow_monitoring.alarm_tests.result import TestResult
from eventflow_monitoring.alarm_tests.spec import SettingsSpec
from eventflow_monitoring.report.visible import visible
from eventflow_monitoring.simulate.result import Simulation, Timeline
from eventflow_monitoring.simulate.settings import Settings

_NAMES = {name: str(field.alias) for name, field in SettingsSpec.model_fields.items()}
_UNSET = {"few_breaching": "keeps the state"}


def render_settings(results: Iterable[TestResult]) -> str:
    """Return the settings of each file, and below the evaluations and messages nobody is sure of."""
    results = list(results)
    lines: list[str] = []
    for settings, files in _by_settings(results).items():
        lines.append(f"Where AWS documents two things or nothing: `Settings` of {', '.join(files)}")
        lines += [f"  {name:<18}  {value}" for name, value in _values(settings).items()]
    undocumented = [
        f"  {result.test.name}: {text}"
        for result in results
        for text in undocumented_in(result.simulation)
    ]
    if undocumented:
        lines += ["Not documented, decided by these settings", *undocumented]
    unsure = [
        f"  {result.test.name}: {text}"
        for result in results
        for text in unsure_in(result.simulation)
    ]
    if unsure:
        lines += ["Nobody knows whether this was sent", *unsure]
    return "\n".join(visible(line) for line in lines)


def settings_objects(results: Iterable[TestResult]) -> list[dict[str, Any]]:
    """Return the settings of files, as JSON has them."""
    return [
        {"files": files, "settings": _values(settings)}
        for settings, files in _by_settings(results).items()
    ]


def undocumented_in(simulation: Simulation) -> Iterator[str]:
    """Yield the stretches in which a setting decided the state of an alarm."""
    for name, timeline in simulation.alarms.items():
        for first, last in _stretches(timeline) if isinstance(timeline, Timeline) else ():
            times = moment_text(first)
            if last != first:
                times += f" to {moment_text(last)}"
            yield f"the state of {name} at {times}"


def unsure_in(simulation: Simulation) -> Iterator[str]:
    """Yield the messages of which nobody knows whether they were sent, and why."""
    for one in simulation.notifications:
        if one.unsure is not None:
            at = moment_text(one.time)
            yield f"{one.state.value} of {one.alarm} at {at}: {one.unsure}"


def _stretches(timeline: Timeline) -> Iterator[tuple[int, int]]:
    """Yield the first and last time of undocumented evaluations that follow each other."""
    first = last = None
    for one in timeline.evaluations:
        if one.undocumented:
            first, last = (one.time if first is None else first), one.time
        elif first is not None and last is not None:
            yield first, last
            first = last = None
    if first is not None and last is not None:
        yield first, last


def _by_settings(results: Iterable[TestResult]) -> Mapping[Settings, Sequence[str]]:
    files: dict[Settings, dict[str, None]] = {}
    for result in results:
        files.setdefault(result.test.settings, {})[result.test.origin.file] = None
    return {settings: list(names) for settings, names in files.items()}


def _values(settings: Settings) -> dict[str, Any]:
    """Return the settings as an author writes them."""
    values: dict[str, Any] = {}
    for name, key in _NAMES.items():
        value = getattr(settings, name)
        values[key] = value.value if isinstance(value, Enum) else value
        if value is None:
            values[key] = _UNSET[name]
    return values
