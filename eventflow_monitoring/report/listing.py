"""A table that reads well where it does not fit, too: as a block of lines for each row."""

from collections.abc import Collection, Iterator
from textwrap import wrap
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from eventflow_monitoring.report.visible import visible


def folded(text: str, width: int) -> list[str]:
    """Return the lines of a text that is broken between words where the width ends."""
    return wrap(text, max(1, width), break_long_words=False, break_on_hyphens=False)


def hanging(head: str, text: str, width: int) -> Iterator[str]:
    """Yield a text after a head, its other lines below its first."""
    indent = cell_len(head)
    for index, line in enumerate(folded(text, width - indent) or [""]):
        yield f"{head}{line}" if index == 0 else f"{'':<{indent}}{line}"


def _visible(cell: RenderableType | None) -> RenderableType | None:
    if isinstance(cell, str):
        return visible(cell)
    return Text(visible(cell.plain), cell.style) if isinstance(cell, Text) else cell


class Listing(Table):
    """A table in the style of all of them.

    The columns in `wrap` hold sentences, which may be broken between two words; the others hold
    names, which may not. `heading` is the column that a block begins with, by default the first.
    """

    def __init__(
        self, title: str, *columns: str, wrap: Collection[str] = (), heading: str | None = None
    ) -> None:
        super().__init__(
            title=title,
            title_justify="left",
            title_style="bold",
            box=box.SIMPLE_HEAD,
            pad_edge=False,
        )
        self.heading = columns.index(heading or columns[0])
        for column in columns:
            self.add_column(column, no_wrap=column not in wrap, overflow="fold")

    def add_row(self, *cells: RenderableType | None, **look: Any) -> None:
        """Add a row; what a terminal would obey or not show is spelled out."""
        super().add_row(*map(_visible, cells), **look)

    def blocks(self, width: int) -> Iterator[Text]:
        """Yield the lines of the table as blocks, sentences broken where the width ends."""
        yield Text(str(self.title), "bold")
        keys = [str(column.header) for column in self.columns]
        indent = 2 + max(len(key) for key in keys) + 2
        rows = zip(*(column.cells for column in self.columns), strict=True)
        for cells in rows:
            texts = [cell if isinstance(cell, Text) else Text(str(cell)) for cell in cells]
            yield Text()
            yield texts.pop(self.heading)
            others = [key for index, key in enumerate(keys) if index != self.heading]
            for key, text in zip(others, texts, strict=True):
                lines = folded(text.plain, width - indent)
                for start, line in zip([f"  {key}", *[""] * len(lines)], lines, strict=False):
                    yield Text(f"{start:<{indent}}").append(line, text.style)
        yield Text()
