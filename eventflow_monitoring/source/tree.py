"""A text and the tree of plain data that was read from it, with the position of everything in it."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from eventflow_monitoring.position import Origin, Pointer, Span

_BEFORE_TEXT = re.compile(r"[|>].*\n\s*|['\"]")
"""The line that says that a block of text follows, and its indentation; or a quote."""

_LINE_END = re.compile("\n")

_LONGEST_NARROWED = 100_000
"""Characters of a text in which a part is looked for; it is read from the beginning each time."""


@dataclass(frozen=True)
class Source:
    """A text and the path that is shown for it."""

    path: str
    text: str

    @cached_property
    def _line_starts(self) -> list[int]:
        # Editors end a line at \n only; U+0085 and U+2028, which YAML counts too, are left out.
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return the line and column of a character offset, both counted from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    @property
    def line_count(self) -> int:
        """How many lines there are; what follows the last line end is one, be it empty."""
        return len(self._line_starts)

    def offset(self, number: int) -> int:
        """Return the character offset at which a line (counted from 1) begins."""
        return self._line_starts[number - 1]

    def line(self, number: int) -> str:
        """Return the text of a line (counted from 1) without its line end."""
        start, end = self._ends(number)
        return self.text[start:end]

    def line_length(self, number: int) -> int:
        """Return how many characters a line (counted from 1) has without its line end."""
        start, end = self._ends(number)
        return end - start

    def part_of_line(self, number: int, first: int, last: int) -> str:
        """Return the characters of a line from one offset in it to another, as far as it goes."""
        start, end = self._ends(number)
        return self.text[start + first : min(start + last, end)]

    def _ends(self, number: int) -> tuple[int, int]:
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end


@dataclass(frozen=True)
class Tree:
    """What a document holds: mappings, lists and scalars, each scalar as the text written.

    A plain scalar with nothing in it is None. `keys` and `values` say where the key and the
    value of each pointer stand; what an alias or a merge brought in has no entry of its own.
    """

    source: Source
    data: object = None
    keys: Mapping[Pointer, Span] = field(default_factory=dict)
    values: Mapping[Pointer, Span] = field(default_factory=dict)

    def locate(self, origin: Origin) -> Span:
        """Return the text an origin stands for: itself, its key, or what stands for an ancestor."""
        if origin.span is not None:
            return origin.span
        pointer = origin.pointer
        if not origin.on_key and pointer in self.values:
            within = origin.within
            return self.values[pointer] if within is None else self._narrowed(pointer, within)
        while pointer:
            value = self.values.get(pointer)
            # What an alias brought in stands there; a text may stand for keys and values.
            stands_for_more = value is not None and (
                self._is_alias(value) or (not origin.on_key and self._is_text(pointer))
            )
            if value is not None and stands_for_more and pointer != origin.pointer:
                return value
            if pointer in self.keys:
                return self.keys[pointer]
            if value is not None:
                return value
            pointer = pointer[:-1]
        return Span(0, 0)

    def _is_text(self, pointer: Pointer) -> bool:
        return isinstance(self._data(pointer), str)

    def _data(self, pointer: Pointer) -> object:
        data: Any = self.data
        for step in pointer:
            data = data[step]
        return data

    def _is_alias(self, span: Span) -> bool:
        return self.source.text[span.start : span.start + 1] == "*"

    def _narrowed(self, pointer: Pointer, within: Span) -> Span:
        """Return where a part of a text stands, or the whole text where that cannot be told.

        YAML changes the white space of a text, where it goes over several lines, and leaves
        everything else as it is: the part is found by counting that.
        """
        span = self.values[pointer]
        if span.end - span.start > _LONGEST_NARROWED:
            return span
        written, value = self.source.text[span.start : span.end], str(self._data(pointer))
        opening = _BEFORE_TEXT.match(written)
        first = span.start + (opening.end() if opening is not None else 0)
        whole = Span(first, span.end) if written[:1] in ("|", ">") else span
        part = value[within.start : within.end]
        variable = value.find("${")
        # What stands for a variable shifts all that follows it, but not a variable itself.
        shifted = 0 <= variable < within.end and (part[:2], part[-1:]) != ("${", "}")
        if shifted or self._is_alias(span):
            return whole
        solid = [
            first + at for at, one in enumerate(self.source.text[first : span.end]) if one.strip()
        ]
        before, until = (len("".join(value[:end].split())) for end in within)
        until = max(until, before + 1)
        same = "".join(self.source.text[at] for at in solid[:until])
        if until > len(solid) or same != "".join(value.split())[:until]:  # an escape came before it
            return whole
        return Span(solid[before], solid[until - 1] + 1)
