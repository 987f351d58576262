"""Alarms on a small catalogue, in two environments."""

from eventflow_monitoring.model.alarm import Alarm
from tests.compiler.compiling import NOTIFICATIONS, Compiled, compile_texts

_ENVIRONMENTS = """\
Environments:
  production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days}
  staging: {Account: 222222222222, Region: us-east-1, LogRetention: 30 days}
"""
_METRICS = """\
Metrics:
  Lag: {Namespace: A, Unit: Count of events, Statistic: Maximum, Period: 1 minute}
  Wait: {Namespace: A, Unit: Seconds, Statistic: p95, Period: 1 minute}
"""


def compiled(specs: str, more: str = "") -> Compiled:
    """Compile the text of `specs.yaml`, and of `more.yaml`, beside the catalogue."""
    return compile_texts(
        {
            "environments.yaml": _ENVIRONMENTS,
            "metrics.yaml": _METRICS,
            "topics.yaml": NOTIFICATIONS,
            "specs.yaml": specs,
            "more.yaml": more,
        }
    )


def alarms(specs: str, more: str = "") -> dict[str, dict[str, Alarm]]:
    """Return the alarms of specs without errors: by the environment's name, then by their own.

    They need tell nobody.
    """
    found = compiled(specs, more)
    assert {one.rule for one in found.problems if one.is_error} <= {"reaches-nobody"}, found.shown
    return {
        one.environment.name: {alarm.name: alarm for alarm in one.alarms}
        for one in found.monitorings
    }


def problems(specs: str, more: str = "") -> str:
    """Return the errors of specs as people see them."""
    found = compiled(specs, more)
    errors = tuple(problem for problem in found.problems if problem.is_error)
    return Compiled(found.trees, found.monitorings, errors).shown


def marked(shown: str) -> list[str]:
    """Return what stands over the carets of problems, each with its file and line."""
    found: list[str] = []
    place = line = ""
    for text in shown.splitlines():
        if text.strip().startswith("--> "):
            place = text.strip().removeprefix("--> ").rpartition(":")[0]
        elif text.partition("|")[2].strip().strip("^") == "" and "^" in text:
            found.append(f"{place} {line[text.index('^') : text.rindex('^') + 1]}")
        line = text
    return found
