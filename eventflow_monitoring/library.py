"""The monitoring inside a CDK app of somebody else's: docs/library.md.

Loads CDK, and with it starts Node.js; no command imports this module.
"""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NoReturn, Protocol, TypeVar

from eventflow_monitoring.cli.load import load
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.outputs.cdk.stage import (
    MonitoringResources,
    MonitoringStack,
    MonitoringStage,
)
from eventflow_monitoring.outputs.cloudformation import alarms, topics
from eventflow_monitoring.outputs.cloudformation import resource as planned
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.report.problems import render_problems
from eventflow_monitoring.report.visible import visible
from eventflow_monitoring.source.directory import SpecsNotFoundError
from eventflow_monitoring.suggestion import did_you_mean

__all__ = [
    "MonitoringResources",
    "MonitoringStack",
    "MonitoringStage",
    "Plan",
    "SpecsRefusedError",
    "alarm_arn",
    "alarm_name",
    "dashboard_name",
    "load_monitoring",
    "log_group_name",
    "planned_stack",
    "topic_arn",
]


class SpecsRefusedError(SystemExit):
    """The specs have errors, or there are none to read.

    `problems` are the errors, warnings and notes; none where there was nothing to read. `str()` is
    what `validate` prints. An app that does not catch it ends with that on standard error, without
    a traceback, and with exit status 1: it is a SystemExit, so `except Exception` lets it pass.
    """

    def __init__(self, text: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(text)
        self.problems = tuple(problems)


def load_monitoring(
    specs: str | Path = "alarm_specs", environment: str | None = None
) -> dict[str, Plan]:
    """Return what each environment of a directory of specs is going to have, by its name.

    `environment` takes one of them. Warnings and notes are printed to standard error.
    Raises SpecsRefusedError where the specs have errors or cannot be read.
    """
    try:
        loaded = load(Path(specs), environment)
    except SpecsNotFoundError as error:
        raise SpecsRefusedError(_text(error.named_by(None))) from error
    except CouldNotRunError as error:
        raise SpecsRefusedError(_text(error)) from error
    text = render_problems(loaded.problems, loaded.trees) if loaded.problems else ""
    if loaded.failed:
        raise SpecsRefusedError(text, loaded.problems)
    if text:
        print(text, file=sys.stderr)
    return {plan.environment.name: plan for plan in loaded.plans}


def _text(error: CouldNotRunError) -> str:
    lines = [] if error.output is None else [error.output]
    lines.append(visible(f"error: {error}"))
    if error.help is not None:
        lines.append(visible(f"  = help: {error.help}"))
    return "\n".join(lines)


def planned_stack(plan: Plan, name: str) -> planned.Stack:
    """Return one stack of an environment, such as `alarms`, for a `MonitoringResources`."""
    stacks = {stack.name: stack for stack in plan.stacks}
    return stacks[name] if name in stacks else _unknown("stack", name, stacks, plan)


def topic_arn(plan: Plan, name: str) -> str:
    """Return the ARN of a topic that the specs call `name`.

    It and its key let the account's CloudWatch publish, and no other service of AWS.
    """
    return topics.topic_arn(plan.environment, _find("topic", name, plan.monitoring.topics, plan))


def alarm_arn(plan: Plan, name: str) -> str:
    """Return the ARN of an alarm that the specs call `name`."""
    return alarms.alarm_arn(plan.environment, _find("alarm", name, plan.monitoring.alarms, plan))


def alarm_name(plan: Plan, name: str) -> str:
    """Return the name in AWS of an alarm that the specs call `name`."""
    return _find("alarm", name, plan.monitoring.alarms, plan).physical_name


def log_group_name(plan: Plan, name: str) -> str:
    """Return the name in AWS of a log group that the specs call `name`."""
    return _find("log group", name, plan.monitoring.log_groups, plan).physical_name


def dashboard_name(plan: Plan, name: str) -> str:
    """Return the name in AWS of a dashboard that the specs call `name`."""
    return _find("dashboard", name, plan.monitoring.dashboards, plan).physical_name


class _Named(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def physical_name(self) -> str: ...


_One = TypeVar("_One", bound=_Named)


def _find(what: str, name: str, things: Iterable[_One], plan: Plan) -> _One:
    by_name = {one.name: one for one in things}
    return by_name[name] if name in by_name else _unknown(what, name, by_name, plan)


def _unknown(what: str, name: str, known: Mapping[str, object], plan: Plan) -> NoReturn:
    """Raise a LookupError: the program that names it is wrong, not the specs."""
    help = did_you_mean(name, known)
    message = f"no {what} is called `{name}` in {plan.environment.name}"
    raise LookupError(message if help is None else f"{message}: {help}")
