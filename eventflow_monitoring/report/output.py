"""Standard output for tables: as wide as the terminal, or wide enough for a pipe or a log.

Names are never broken, for people search for them and copy them. A table that cannot be narrowed to
the width there is becomes a block of lines for each row. A pipe has no width, unless COLUMNS says
so: a table comes out as wide as it is there.
"""

import os
import re
from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleDimensions, RenderableType
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

from eventflow_monitoring.report.closed_pipe import discard_output
from eventflow_monitoring.report.listing import Listing
from eventflow_monitoring.report.visible import visible

_PIPE_WIDTH = 160
_UNLIMITED = 100_000
_LONGEST_WORD = 80  # in a sentence; a value of that length is read nowhere but in its file
_LEAST = 24  # columns of a sentence that can still be read as one

_END_OF_LINE = re.compile(r"(?: |\x1b\[[\d;]*m)+$")


def output_width() -> int:
    """Return how wide a text may be: as the terminal, as COLUMNS says, or as a pipe is taken to be."""
    console = _console()
    return console.width if console.is_terminal or _given_width() else _PIPE_WIDTH


def _given_width() -> bool:
    columns = os.environ.get("COLUMNS", "")
    return columns.isdigit() and int(columns) > 0


def print_all(parts: Iterable[RenderableType]) -> None:
    """Print tables and texts, without blanks at the ends of lines; into a pipe without colours.

    A pipe that nobody reads any more is no error: the command goes on, to end with its own status.
    """
    console = _console()
    given = _given_width()
    width = console.width if console.is_terminal or given else _PIPE_WIDTH
    with console.capture() as capture:
        for part in parts:
            _print(console, _visible(part), width, limited=console.is_terminal or given)
    lines = (_END_OF_LINE.sub(_without_blanks, line) for line in capture.get().splitlines())
    try:
        print("\n".join(lines), flush=True)
    except BrokenPipeError:
        discard_output()


def _visible(part: RenderableType) -> RenderableType:
    if isinstance(part, str):
        return visible(part, keep="\n")
    return Text(visible(part.plain, keep="\n"), part.style) if isinstance(part, Text) else part


def _without_blanks(end: re.Match[str]) -> str:
    return end[0].replace(" ", "")


def _console() -> Console:
    # Square brackets and colons in names and texts mean nothing but themselves.
    if os.environ.get("NO_COLOR"):
        # rich would still write in bold.
        return Console(markup=False, emoji=False, highlight=False, color_system=None)
    return Console(markup=False, emoji=False)


def _print(console: Console, part: RenderableType, width: int, *, limited: bool) -> None:
    needed = _fit(console, part, width) if isinstance(part, Table) else 0
    if needed > width and limited and isinstance(part, Listing):
        for line in part.blocks(width):
            # Both at once, or rich asks the terminal again.
            console.size = ConsoleDimensions(max(width, line.cell_len), console.height)
            console.print(line, no_wrap=True, overflow="ignore", crop=False)
        return
    longest = 0
    if isinstance(part, Text):
        longest = max((Text(line).cell_len for line in part.plain.splitlines()), default=0)
    console.size = ConsoleDimensions(max(width, needed, longest), console.height)
    console.print(part)


def _fit(console: Console, table: Table, width: int) -> int:
    """Narrow the columns that wrap, the widest first, and return how wide the table becomes.

    No column becomes narrower than its longest word, which rich itself would cut where the columns
    together need more than there is, nor so narrow that nobody can read it.
    """
    natural = Measurement.get(console, console.options.update(width=_UNLIMITED), table).maximum
    widths = {index: _widest(console, column) for index, column in enumerate(table.columns)}
    least = {
        index: widths[index] if column.no_wrap else _narrowest(console, column, widths[index])
        for index, column in enumerate(table.columns)
    }
    for _ in range(natural - width):
        widest = max(widths, key=lambda index: (widths[index] > least[index], widths[index]))
        if widths[widest] == least[widest]:
            break
        widths[widest] -= 1
        natural -= 1
    for index, column in enumerate(table.columns):
        column.width = widths[index]
    return natural


def _narrowest(console: Console, column: Column, widest: int) -> int:
    options = console.options.update(width=_UNLIMITED)
    word = max(Measurement.get(console, options, part).minimum for part in _parts(column))
    return max(min(_LONGEST_WORD, word), min(_LEAST, widest))


def _widest(console: Console, column: Column) -> int:
    options = console.options.update(width=_UNLIMITED)
    return max(Measurement.get(console, options, part).maximum for part in _parts(column))


def _parts(column: Column) -> Iterator[RenderableType]:
    yield column.header
    yield from column.cells
