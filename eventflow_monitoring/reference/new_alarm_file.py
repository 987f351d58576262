"""Where `new alarm` writes the entry: into the file of its tier, or into a file of its own.

What is to be written is read again first. It stands only where that finds the new alarm, and
everything that was there as it was.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from eventflow_monitoring.reference.new_alarm import NewAlarm, entry
from eventflow_monitoring.source.tree import Source, Tree
from eventflow_monitoring.source.yaml_reader import read_yaml

_ALARMS = "Alarms"
_NOT_IN_BLOCK_STYLE = ("{", "*")


@dataclass(frozen=True, slots=True)
class NewText:
    """What a file is to hold; `before` is what it holds now, None where it is not there yet."""

    path: Path
    text: str
    before: str | None = None


def place(alarm: NewAlarm, trees: Mapping[str, Tree], specs: Path) -> NewText:
    """Return the file an alarm belongs to, and its text with the alarm at the end of its alarms.

    That is a file which sets the tier and has alarms in block style; without one, a new file.
    """
    for file, tree in trees.items():
        data = tree.data
        if isinstance(data, dict) and data.get("Tier") == alarm.tier.value:
            for text in _inserted(alarm, tree):
                if _adds_nothing_else(alarm, tree.source, text):
                    return NewText(Path(file), text, tree.source.text)
    text = f"Tier: {alarm.tier.value}\n\n{_ALARMS}:\n{entry(alarm, '  ')}"
    return NewText(_free_path(alarm, specs), text)


def _free_path(alarm: NewAlarm, specs: Path) -> Path:
    """Return the path of a file that is not there, not even as a link that leads nowhere."""
    numbered = (f"{alarm.file_name}-{number}" for number in count(2))
    names = chain((alarm.tier.value, alarm.file_name), numbered)
    paths = (specs / f"{name}.yaml" for name in names)
    return next(path for path in paths if not os.path.lexists(path))


def _inserted(alarm: NewAlarm, tree: Tree) -> Iterator[str]:
    """Yield texts with the entry after the last alarm; none where alarms stand in flow style."""
    source = tree.source
    section = tree.values.get((_ALARMS,))
    names = [pointer for pointer in tree.keys if pointer[:-1] == (_ALARMS,)]
    if section is None or not names or (_ALARMS,) not in tree.keys:
        return
    if any(
        source.text.startswith(_NOT_IN_BLOCK_STYLE, at.start) for at in (tree.values[()], section)
    ):
        return
    last = max(names, key=lambda pointer: tree.keys[pointer])
    key = tree.keys[last]
    line, column = source.line_and_column(key.start)
    indent = source.line(line)[: column - 1]
    if indent.strip() or not indent:
        return
    end, column = source.line_and_column(max(key.end, tree.values[last].end))
    if column == 1:
        end -= 1
    # The end of a block may lie past blank lines and comments, which belong to what follows.
    trimmed = end
    while trimmed > line and _is_between(source.line(trimmed), indent):
        trimmed -= 1
    new = entry(alarm, indent)
    yield _with_lines(source, trimmed, f"\n{new}")
    # Or they belong to a text that keeps them.
    yield _with_lines(source, end, new)


def _is_between(line: str, indent: str) -> bool:
    """Tell whether a line is blank or a comment that is not inside an entry."""
    text = line.strip()
    deeper = len(line) - len(line.lstrip()) > len(indent)
    return not text or (text.startswith("#") and not deeper)


def _with_lines(source: Source, after: int, lines: str) -> str:
    """Return a text with more lines after one of its own, ended as the others are."""
    at = source.offset(after + 1) if after < source.line_count else len(source.text)
    above, below = source.text[:at], source.text[at:]
    if not above.endswith("\n"):
        lines = f"\n{lines}"
    if "\r\n" in source.text:
        lines = lines.replace("\n", "\r\n")
    return f"{above}{lines}{below}"


def _adds_nothing_else(alarm: NewAlarm, source: Source, text: str) -> bool:
    """Tell whether a new text of a file says what the old one did, and the alarm besides."""
    old, problems = read_yaml(source)
    new, more_problems = read_yaml(Source(source.path, text))
    written, _ = read_yaml(Source(source.path, entry(alarm, " ")))
    if len(problems) != len(more_problems):
        return False
    assert isinstance(old.data, dict)
    assert isinstance(written.data, dict)
    wanted = {**old.data, _ALARMS: {**old.data[_ALARMS], **written.data}}
    return bool(new.data == wanted)
