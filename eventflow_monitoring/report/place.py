"""Origins to lines and columns, when something is printed."""

from collections.abc import Mapping
from dataclasses import dataclass

from eventflow_monitoring.position import Origin
from eventflow_monitoring.source.tree import Tree


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file as people name it, counted from 1; `width` characters of its line."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    width: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def without_column(self) -> str:
        """The place as file and line."""
        return f"{self.file}:{self.line}"


class Places:
    """Looks origins up in the trees they come from."""

    def __init__(self, trees: Mapping[str, Tree]) -> None:
        self._trees = trees

    def of(self, origin: Origin) -> Place:
        """Return the place of an origin; a file that was never read has only its first line."""
        tree = self._trees.get(origin.file)
        if tree is None or not tree.source.text:
            return Place(origin.file, 1, 1, 1, 1, 1)
        span = tree.locate(origin)
        source = tree.source
        line, column = source.line_and_column(span.start)
        end_line, end_column = source.line_and_column(max(span.start, span.end))
        last = end_column if end_line == line else source.line_length(line) + 1
        return Place(origin.file, line, column, end_line, end_column, max(1, last - column))

    def excerpt(self, place: Place, longest: int) -> tuple[str, int] | None:
        """Return the line a place is on and 0, or of a longer one a part and where that begins.

        The whole of such a line is never taken: it may be all of the file, for every problem there.
        """
        tree = self._trees.get(place.file)
        if tree is None or not tree.source.text:
            return None
        source, first = tree.source, 0
        if source.line_length(place.line) > longest:
            first = max(0, place.column - 1 - longest // 2)
        return source.part_of_line(place.line, first, first + longest), first
