"""An alarm on the states of other alarms.

Example:
    Alarms:
      HighLatency:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
      HighMemory:
        Tier: high
        Condition: Memory > 85% for 10 minutes
      Overloaded:
        Kind: Composite
        Description: Memory runs out, and people notice.
        Tier: high
        Rule: ALARM(HighLatency) AND ALARM(HighMemory)
        Actions: [alerts]
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from eventflow_monitoring.expression.alarm_rule import (
    children,
    describe,
    elements,
    parse_rule,
    write_rule,
)
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.trigger import CompositeTrigger
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.alarm_spec import AlarmSpec, expand_alarm
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.section import Kind


class CompositeAlarmSpec(AlarmSpec):
    """An alarm on the states of other alarms, which may tell people in their stead."""

    PLACEHOLDERS: ClassVar[Mapping[str, Any]] = {**AlarmSpec.PLACEHOLDERS, "Rule": "TRUE"}
    INSTEAD: ClassVar[Mapping[str, str]] = {
        "Condition": "write `Rule: ALARM(…)`, with the names of other alarms",
        "Metric": "it asks other alarms, in its `Rule`",
        "Expression": "it asks other alarms, in its `Rule`",
        "For": "how long, the alarms say that its `Rule` names",
        "Query": "it asks other alarms, in its `Rule`",
        "Threshold": "the thresholds are those of the alarms that its `Rule` names",
    }

    rule: str
    """When it fires: `ALARM(A) AND NOT OK(B)`, `AT_LEAST(2, ALARM, (A, B, C))`, names of `Alarms:`."""


def expand(spec: CompositeAlarmSpec, entry: Entry, context: Context) -> Alarm | None:
    """Return the alarm of an entry, its rule over the physical names of alarms."""
    return expand_alarm(spec, entry, context, _trigger(spec.rule, entry, context))


def _trigger(text: str, entry: Entry, context: Context) -> CompositeTrigger | None:
    try:
        rule = parse_rule(text)
    except ExpressionError as error:
        origin = entry.origin("Rule", within=error.span)
        context.report(Problem("bad-alarm-rule", error.message, origin, help=error.help))
        return None
    good = True
    names: dict[str, str] = {}
    for child in children(rule):
        origin = entry.origin("Rule", within=child.span)
        pattern = "*" in child.name or "?" in child.name
        help = "a rule names each alarm by itself, not by a pattern" if pattern else None
        if not context.knows("Alarms", child.name, origin, help):
            good = False
        elif context.is_disabled("Alarms", child.name):
            good = False
            context.report(
                Problem("alarm-not-deployed",
                        f"`{child.name}` is not deployed in {context.environment.name}", origin,
                        help="give the rule there without it, or do not deploy this alarm either: "
                        f"`Environments: {{{context.environment.name}: {{Enabled: false}}}}`")
            )  # fmt: skip
        names[child.name] = context.environment.physical_name(child.name)
    if not good:
        return None
    return CompositeTrigger(
        rule=write_rule(rule, names),
        words=describe(rule),
        children=tuple(names),
        elements=elements(rule),
    )


KIND = Kind("Composite", CompositeAlarmSpec, expand)
