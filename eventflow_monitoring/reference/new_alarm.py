"""What `new alarm` writes: a spec entry, a test and a runbook page, to be filled in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.position import Origin
from eventflow_monitoring.rules.unfinished import MARK
from eventflow_monitoring.source.tree import Tree
from eventflow_monitoring.specs.condition import parse_condition
from eventflow_monitoring.specs.quantity import QuantityError, parse_quantity, parse_seconds

_ALARMS = "Alarms"
_NOT_PLAIN = re.compile(r"^[^A-Za-z0-9]|: |:$| #|\s$")
"""What YAML would not take for a text, or for another one."""

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


def insert(alarm: NewAlarm, trees: Mapping[str, Tree], specs: Path) -> tuple[Path, str]:
    """Return the file an alarm belongs to, and its text with the alarm at the end of its alarms.

    That is a file which sets the tier and has alarms in block style; without one, a new file.
    """
    for file, tree in trees.items():
        data = tree.data
        if not isinstance(data, dict) or data.get("Tier") != alarm.tier.value:
            continue
        if isinstance(data.get(_ALARMS), dict) and data[_ALARMS]:
            text = _inserted(alarm, tree, list(data[_ALARMS]))
            if text is not None:
                return Path(file), text
    path = specs / f"{alarm.tier.value}.yaml"
    if path.exists():
        path = specs / f"{alarm.file_name}.yaml"
    return path, f"Tier: {alarm.tier.value}\n\n{_ALARMS}:\n{_entry(alarm, '  ')}"


def _inserted(alarm: NewAlarm, tree: Tree, names: list[str]) -> str | None:
    """Return a text with the entry after its last alarm; None where those stand in flow style."""
    source = tree.source
    last = tree.values.get((_ALARMS, names[-1]))
    key = tree.locate(Origin(source.path, (_ALARMS, names[-1]), on_key=True))
    line, column = source.line_and_column(key.start)
    indent = source.line(line)[: column - 1]
    if indent.strip() or not indent:
        return None
    end_line, end_column = source.line_and_column(max(key.end, last.end if last is not None else 0))
    lines = source.text.splitlines(keepends=True)
    if end_column == 1:
        end_line -= 1
    # The end of a block may lie past blank lines and comments, which belong to what follows.
    while end_line > line and _is_between(lines[min(end_line, len(lines)) - 1], indent):
        end_line -= 1
    above = "".join(lines[:end_line])
    newline = "" if above.endswith("\n") else "\n"
    return f"{above}{newline}\n{_entry(alarm, indent)}{''.join(lines[end_line:])}"


def _is_between(line: str, indent: str) -> bool:
    """Tell whether a line is blank or a comment that is not inside an entry."""
    text = line.strip()
    deeper = len(line) - len(line.lstrip()) > len(indent)
    return not text or (text.startswith("#") and not deeper)


def _entry(alarm: NewAlarm, indent: str) -> str:
    written = "METRIC > THRESHOLD for 10 minutes # to be filled in"
    if alarm.condition is not None:
        quoted = alarm.condition.replace("'", "''")
        written = f"'{quoted}'" if _NOT_PLAIN.search(alarm.condition) else alarm.condition
    lines = [
        f"{alarm.name}:",
        f"{indent}Description: {MARK} - what it means, for whoever it wakes up.",
        f"{indent}Condition: {written}",
        f"{indent}Runbook: {alarm.file_name}.md",
        f"{indent}Actions:",
        f"{indent}  - SNS Topic: {alarm.topic or 'TOPIC # to be filled in'}",
    ]
    return "".join(f"{indent}{line}\n" for line in lines)


def test_file(alarm: NewAlarm) -> str:
    """Return a test: a series that goes wrong and right again, and what the alarm makes of it."""
    try:
        metric = parse_condition(alarm.condition or "")["Metric"][0]
    except ExpressionError:
        metric = "METRIC"
    return f"""\
# To be filled in: 20 minutes that are fine, 20 that are not, 20 that are.
Tests:
  - Name: {alarm.name} fires and recovers
    Given:
      {metric}: 0x19 1x19 0x19
    Expect:
      {alarm.name}:
        State: {{20m: OK, 40m: ALARM, 60m: OK}}
"""


def runbook_page(alarm: NewAlarm) -> str:
    """Return a page with the questions that somebody who is woken up has."""
    return f"""\
# {alarm.name}

- **Tier:** {alarm.tier.value}
- **Fires when:** {alarm.condition or "to be filled in"}
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
