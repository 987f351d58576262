"""Standard output for tables: as wide as the terminal, or wide enough for a pipe or a log."""

from collections.abc import Iterable

from rich.console import Console, RenderableType

_PIPE_WIDTH = 160


def print_all(parts: Iterable[RenderableType]) -> None:
    """Print tables and texts; into a pipe without colours or blanks at the ends of lines."""
    console = Console()
    if console.is_terminal:
        for part in parts:
            console.print(part)
        return
    console = Console(width=_PIPE_WIDTH)
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    for line in capture.get().splitlines():
        print(line.rstrip())
