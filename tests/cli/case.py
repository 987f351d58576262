"""One case of the command line: its text file, and what a run of it writes."""

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_HEADER = re.compile(r"^-- (.+) --$", re.MULTILINE)
_OUTPUT, _ERRORS, _STATUS = "output", "errors", "exit status"


@dataclass(frozen=True)
class Outcome:
    """What a command wrote, and its exit status."""

    output: str
    errors: str
    status: int


@dataclass(frozen=True)
class Case:
    """What the text file of a case says.

    `about` is its first lines, up to the command; `files` are written before the command runs.
    """

    about: str
    command: tuple[str, ...]
    files: Mapping[str, str]
    outcome: Outcome

    def write_files(self, directory: Path) -> None:
        """Write the input files below a directory."""
        for name, text in self.files.items():
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def read_case(text: str) -> Case:
    """Read the text of a case. Sections that are not there are empty, the exit status 0."""
    head, *rest = _HEADER.split(text)
    about, _, command = head.partition("$ ")
    sections = {
        name: _trimmed(content.removeprefix("\n"))
        for name, content in zip(rest[::2], rest[1::2], strict=True)
    }
    outcome = Outcome(
        sections.pop(_OUTPUT, ""),
        sections.pop(_ERRORS, ""),
        int(sections.pop(_STATUS, "0")),
    )
    return Case(about.strip(), tuple(shlex.split(command)), sections, outcome)


def write_case(case: Case, outcome: Outcome) -> str:
    """Return the text of a case with another outcome."""
    sections = dict(case.files)
    if outcome.output.strip():
        sections[_OUTPUT] = outcome.output
    if outcome.errors.strip():
        sections[_ERRORS] = outcome.errors
    sections[_STATUS] = f"{outcome.status}\n"
    parts = [f"{case.about}\n\n$ {shlex.join(case.command)}\n"]
    parts += [f"-- {name} --\n{_trimmed(text)}" for name, text in sections.items()]
    return "\n".join(parts)


def _trimmed(text: str) -> str:
    """Return a section without the empty lines that stand before the next."""
    inner = text.rstrip("\n")
    return f"{inner}\n" if inner else ""
