"""Standard output for tables: as wide as the terminal, or wide enough for a pipe or a log.

Names are never broken, for people search for them and copy them. What cannot be narrowed to the
width there is comes out wider: a terminal breaks the lines then, or scrolls.
"""

from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleDimensions, RenderableType
from rich.measure import Measurement
from rich.table import Column, Table

from eventflow_monitoring.report.closed_pipe import discard_output

_PIPE_WIDTH = 160
_UNLIMITED = 100_000
_LONGEST_WORD = 80  # in a sentence; a value of that length is read nowhere but in its file


def output_width() -> int:
    """Return how wide a text may be: as the terminal, or as a pipe is taken to be."""
    console = Console()
    return console.width if console.is_terminal else _PIPE_WIDTH


def print_all(parts: Iterable[RenderableType]) -> None:
    """Print tables and texts; into a pipe without colours or blanks at the ends of lines.

    A pipe that nobody reads any more is no error: the command goes on, to end with its own status.
    """
    # Square brackets and colons in names and texts mean nothing but themselves.
    console = Console(markup=False, emoji=False)
    if console.is_terminal:
        _print(console, parts, console.width)
        return
    console = Console(markup=False, emoji=False, width=_PIPE_WIDTH)
    with console.capture() as capture:
        _print(console, parts, _PIPE_WIDTH)
    lines = (line.rstrip() for line in capture.get().splitlines())
    try:
        print("\n".join(lines), flush=True)
    except BrokenPipeError:
        discard_output()


def _print(console: Console, parts: Iterable[RenderableType], width: int) -> None:
    for part in parts:
        needed = _fit(console, part, width) if isinstance(part, Table) else 0
        # Both at once, or rich asks the terminal again.
        console.size = ConsoleDimensions(max(width, needed), console.height)
        console.print(part)


def _fit(console: Console, table: Table, width: int) -> int:
    """Narrow the columns that wrap, the widest first, and return how wide the table becomes.

    No column becomes narrower than its longest word, which rich itself would cut where the columns
    together need more than there is.
    """
    natural = Measurement.get(console, console.options.update(width=_UNLIMITED), table).maximum
    widths = {index: _widest(console, column) for index, column in enumerate(table.columns)}
    least = {
        index: widths[index] if column.no_wrap else _widest(console, column, longest_word=True)
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


def _widest(console: Console, column: Column, *, longest_word: bool = False) -> int:
    options = console.options.update(width=_UNLIMITED)
    measured = [Measurement.get(console, options, part) for part in _parts(column)]
    if longest_word:
        return min(_LONGEST_WORD, max(one.minimum for one in measured))
    return max(one.maximum for one in measured)


def _parts(column: Column) -> Iterator[RenderableType]:
    yield column.header
    yield from column.cells
