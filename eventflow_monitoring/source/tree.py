"""A text and the tree of plain data that was read from it, with the position of everything in it."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from eventflow_monitoring.position import Origin, Pointer, Span


@dataclass(frozen=True)
class Source:
    """A text and the path that is shown for it."""

    path: str
    text: str

    @cached_property
    def _line_starts(self) -> list[int]:
        # Editors end a line at \n only; U+0085 and U+2028, which YAML counts too, are left out.
        return [0, *(i + 1 for i, character in enumerate(self.text) if character == "\n")]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return the line and column of a character offset, both counted from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def offset(self, number: int) -> int:
        """Return the character offset at which a line (counted from 1) begins."""
        return self._line_starts[number - 1]

    def line(self, number: int) -> str:
        """Return the text of a line (counted from 1) without its line end."""
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


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
            return self._narrowed(self.values[pointer], origin.within)
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
        data: Any = self.data
        for step in pointer:
            data = data[step]
        return isinstance(data, str)

    def _is_alias(self, span: Span) -> bool:
        return self.source.text[span.start : span.start + 1] == "*"

    def _narrowed(self, span: Span, within: Span | None) -> Span:
        if within is None:
            return span
        written = self.source.text[span.start : span.end]
        quoted = written[:1] in ("'", '"')
        inner = written[1:-1] if quoted else written
        part = inner[within.start : within.end]
        # Escapes, folded lines, aliases and variables (all but the part itself) shift the text:
        # there the whole scalar is the honest answer.
        shifted = any(sign in inner for sign in ("\\", "\n", "''")) or self._is_alias(span)
        if shifted or ("${" in inner and (part[:2], part[-1:]) != ("${", "}")):
            return span
        start = span.start + (1 if quoted else 0)
        return Span(start + within.start, start + within.end)
