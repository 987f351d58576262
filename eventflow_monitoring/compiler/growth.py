"""How much specs grow: templates, `ForEach` and variables make much of little, but not without end."""

from typing import Any

from eventflow_monitoring.problem import Problem, StoppedError
from eventflow_monitoring.specs.entry import FOR_EACH, Entry

MOST_THINGS = 20_000
"""Things that all `ForEach` of an environment make together."""

MOST_CHARACTERS = 50_000_000
"""Characters in all that one pass makes, as `size_of` counts them; of 10,000 alarms about 5,000,000."""


class Growth:
    """Counts what a pass makes, and ends the compilation before that takes all memory."""

    def __init__(self) -> None:
        self._things = 0
        self._characters = 0

    def add_things(self, count: int, entry: Entry) -> None:
        """Count things made by the `ForEach` of an entry. Raises StoppedError."""
        self._things += count
        if self._things > MOST_THINGS:
            raise StoppedError([
                Problem("specs-too-large", f"all `ForEach` together make more than {MOST_THINGS:,} things",
                        entry.origin(FOR_EACH))
            ])  # fmt: skip

    def add_characters(self, count: int, entry: Entry) -> None:
        """Count characters made for an entry. Raises StoppedError."""
        self._characters += count
        if self._characters > MOST_CHARACTERS:
            raise StoppedError([
                Problem("specs-too-large", "templates, defaults, `ForEach` and variables make more than "
                        f"{MOST_CHARACTERS:,} characters of the specs", entry.origin(on_key=True),
                        help="the limit is passed here; what takes most may stand elsewhere")
            ])  # fmt: skip


OF_A_VALUE = 20
"""Characters that take about as much memory as a value itself."""


def size_of(data: Any) -> int:
    """Return how many characters data has, every value counted as some more."""
    if isinstance(data, str):
        return OF_A_VALUE + len(data)
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return OF_A_VALUE + sum(map(size_of, values))
