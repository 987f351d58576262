"""What `new alarm` writes: a spec entry, a test and a runbook page, to be filled in."""

import re
from dataclasses import dataclass

from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.rules.unfinished import MARK
from eventflow_monitoring.source.scalar_text import scalar_text
from eventflow_monitoring.specs.condition import COMPARISONS, parse_condition
from eventflow_monitoring.specs.quantity import QuantityError, parse_quantity, parse_seconds

_MARKDOWN = re.compile(r"[\\`*\[]|<(?=[A-Za-z/!?])")
"""What a page would not show as it stands."""

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class NewAlarm:
    """An alarm that is not there yet; `topic` is one of its tier, if there is one."""

    name: str
    tier: Tier
    condition: str | None
    topic: str | None

    @property
    def file_name(self) -> str:
        """The name as one writes it in the name of a file: `HighLatency` is `high-latency`."""
        return "-".join(word.casefold() for word in _WORD.split(self.name) if word)


def check_condition(text: str) -> None:
    """Raise CouldNotRunError for a condition that no alarm can have, whatever its metric is."""
    try:
        parts = parse_condition(text)
        parse_quantity(parts["Threshold"][0])
        for key in ("For", "Period"):
            if key in parts:
                parse_seconds(parts[key][0])
    except (ExpressionError, QuantityError) as error:
        raise CouldNotRunError(f"`{text}` is no condition: {error.message}", error.help) from None


def entry(alarm: NewAlarm, indent: str) -> str:
    """Return the alarm as it stands under `Alarms:`, each level indented as told."""
    condition = "METRIC > THRESHOLD for 10 minutes # to be filled in"
    if alarm.condition is not None:
        condition = scalar_text(alarm.condition)
    topic = "TOPIC # to be filled in" if alarm.topic is None else scalar_text(alarm.topic)
    lines = [
        f"{scalar_text(alarm.name)}:",
        f"{indent}Description: {MARK} - what it means, for whoever it wakes up.",
        f"{indent}Condition: {condition}",
        f"{indent}Runbook: {alarm.file_name}.md",
        f"{indent}Actions:",
        f"{indent}  - SNS Topic: {topic}",
    ]
    return "".join(f"{indent}{line}\n" for line in lines)


def test_file(alarm: NewAlarm) -> str:
    """Return a test: a series that goes wrong and right again, and what the alarm makes of it."""
    try:
        parts = parse_condition(alarm.condition or "")
        metric, sign = parts["Metric"][0], parts["ComparisonOperator"][0]
    except ExpressionError:
        metric, sign = "METRIC", ">"
    # What is below the threshold goes wrong where the alarm fires for that.
    fine, wrong = (1, 0) if COMPARISONS[sign].startswith("LessThan") else (0, 1)
    return f"""\
# To be filled in: 20 minutes that are fine, 20 that are not, 20 that are. It fails until then;
# `eventflow-monitoring test --run {alarm.name}` says why.
Tests:
  - Name: {alarm.name} fires and recovers
    Given:
      {scalar_text(metric)}: {fine}x19 {wrong}x19 {fine}x19
    Expect:
      {scalar_text(alarm.name)}:
        State: {{20m: OK, 40m: ALARM, 60m: OK}}
"""


def runbook_page(alarm: NewAlarm) -> str:
    """Return a page with the questions that somebody who is woken up has."""
    return f"""\
# {alarm.name}

- **Tier:** {alarm.tier.value}
- **Fires when:** {_in_a_page(alarm.condition or "to be filled in")}
- **Tells:** to be filled in, as `eventflow-monitoring explain {alarm.name}` says
- **Without data:** to be filled in: what silence of the metric counts as, and why

## What it means

To be filled in: what is broken, and who notices.

## What to look at first

To be filled in: the panels, log queries and recent changes that tell the cause.

## Likely causes

To be filled in: each with how to tell that it is this one.

## What to do

To be filled in: the steps that make it stop, the safest first.

## When it is over

To be filled in: how to see that it is, and what is told then.

## Escalation

To be filled in: whom to call when the steps do not help, and when.
"""


def _in_a_page(text: str) -> str:
    """Return a text for one line of Markdown."""
    line = "".join(one if one.isprintable() else " " for one in text)
    return _MARKDOWN.sub(lambda found: f"\\{found[0]}", " ".join(line.split()))
