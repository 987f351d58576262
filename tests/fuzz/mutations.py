"""Specs that were right, and what becomes of them: by mistake, and by malice."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Mapping
from functools import cache
from random import Random

import eventflow_monitoring
from eventflow_monitoring.reference.check_example import base_text
from eventflow_monitoring.reference.page import page
from tests.fuzz.noise import ODD, SIGNS
from tests.fuzz.shapes import SCALARS
from tests.properties.checking import REAL

_VALUE = re.compile(r"(?<=: )[^\s{\[#&*][^,}\]#\n]*")
_KEY = re.compile(r"[A-Za-z$][\w${} /-]*(?=:)")


def mutation(random: Random) -> Mapping[str, bytes]:
    """Return a spec with some changes, and what it stands on."""
    kind = random.random()
    if kind < 0.5:
        files = {"base.yaml": base_text()}
        text = random.choice(_examples())
    elif kind < 0.9:
        files, text = {}, base_text()
        if random.random() < 0.5:
            text = _spliced(random, text, random.choice(_examples()))
    else:
        name = random.choice(sorted(REAL))
        files = {other: text for other, text in REAL.items() if other != name}
        text = REAL[name]
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        text = random.choice(_CHANGES)(random, text)
    if random.random() < 0.05:
        text = text.replace("\n", random.choice(("\r\n", "\r", "\x85", "\u2028", "\n\n")))
    files["spec.yaml"] = text
    return {name: text.encode() for name, text in files.items()}


@cache
def _examples() -> tuple[str, ...]:
    """Return every example of the reference: those in the docstrings of sections, kinds and rules."""
    found: list[str] = []
    for package in ("rules", "specs", "compiler"):
        path = [f"{root}/{package}" for root in eventflow_monitoring.__path__]
        prefix = f"{eventflow_monitoring.__name__}.{package}."
        for module in pkgutil.walk_packages(path, prefix):
            documentation = importlib.import_module(module.name).__doc__ or ""
            found += [example.text for example in page(documentation).examples]
    return tuple(found)


def _lines(random: Random, text: str) -> tuple[list[str], int]:
    lines = text.split("\n")
    return lines, random.randrange(len(lines))


def _drop_line(random: Random, text: str) -> str:
    lines, at = _lines(random, text)
    del lines[at : at + random.choice((1, 1, 2, 5))]
    return "\n".join(lines)


def _repeat_line(random: Random, text: str) -> str:
    lines, at = _lines(random, text)
    lines.insert(random.randrange(len(lines) + 1), lines[at])
    return "\n".join(lines)


def _swap_lines(random: Random, text: str) -> str:
    lines, at = _lines(random, text)
    other = min(len(lines) - 1, at + random.choice((1, 1, 3, 10)))
    lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


def _indent(random: Random, text: str) -> str:
    lines, at = _lines(random, text)
    count = random.choice((1, 1, 4))
    deeper = random.choice((" ", "  ", "\t", "", "    "))
    lines[at : at + count] = [deeper + line.strip(" ") for line in lines[at : at + count]]
    return "\n".join(lines)


def _new_value(random: Random, text: str) -> str:
    return _replaced(random, text, _VALUE, random.choice(SCALARS))


def _new_quoted(random: Random, text: str) -> str:
    value = random.choice(SCALARS).replace("\\", "\\\\").replace('"', '\\"')
    return _replaced(random, text, _VALUE, f'"{value}"')


def _value_of_another(random: Random, text: str) -> str:
    values = [match[0] for match in _VALUE.finditer(text)]
    return _replaced(random, text, _VALUE, random.choice(values or [""]))


def _part_of_value(random: Random, text: str) -> str:
    found = list(_VALUE.finditer(text))
    if not found:
        return text
    match = random.choice(found)
    at = random.randrange(match.start(), match.end() + 1)
    piece: str = random.choice((*SCALARS, *"()<>=%,.-+*/ ${}'`|&^!", *ODD))
    return text[:at] + piece + text[at + random.randrange(3) :]


def _key_of_another(random: Random, text: str) -> str:
    keys = [match[0] for match in _KEY.finditer(text)]
    return _replaced(random, text, _KEY, random.choice(keys or [""]))


def _misspelt_key(random: Random, text: str) -> str:
    found = list(_KEY.finditer(text))
    if not found:
        return text
    match = random.choice(found)
    at = random.randrange(match.start(), match.end())
    return text[:at] + random.choice(("", "а", "\u200b", "x", text[at].swapcase())) + text[at + 1 :]


def _replaced(random: Random, text: str, pattern: re.Pattern[str], new: str) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text
    match = random.choice(found)
    return text[: match.start()] + new + text[match.end() :]


def _insert(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(SIGNS + ODD) + text[at + random.choice((0, 0, 1, 5)) :]


def _cut(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + text[at + random.choice((1, 1, 3, 40)) :]


def _splice(random: Random, text: str) -> str:
    return _spliced(random, text, random.choice((*_examples(), *REAL.values())))


def _spliced(random: Random, text: str, other: str) -> str:
    """Return two specs in one: one after the other, or lines of one among those of the other."""
    if random.random() < 0.3:
        return f"{text}\n{other}"
    lines, more = text.split("\n"), other.split("\n")
    at, start = random.randrange(len(lines) + 1), random.randrange(len(more))
    lines[at:at] = more[start : start + random.choice((1, 2, 4, 10))]
    return "\n".join(lines)


_CHANGES: tuple[Callable[[Random, str], str], ...] = (
    _drop_line, _repeat_line, _swap_lines, _indent, _insert, _cut, _splice, _key_of_another,
    _misspelt_key, *(_new_value, _new_quoted, _value_of_another, _part_of_value) * 3,
)  # fmt: skip
"""What is done to a text; most often to a value, which leaves it YAML."""
