"""Waits for the files below a directory to change, by looking every quarter of a second.

No library for it: what the system tells about changes ends when the directory itself is replaced,
as checking out another branch does, and never begins on many network and container file systems.
"""

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

_SECONDS = 0.25
_LOOKS = 8  # until files that never come to rest count as changed all the same

_Snapshot = Mapping[Path, tuple[int, int, int]]


def changes(directory: Path) -> Iterator[None]:
    """Yield at once, and again whenever files have changed and then been left alone for a moment.

    Hidden files are not looked at. The directory may vanish and come back.
    """
    seen = _snapshot(directory)
    while True:
        yield
        now = seen
        while now == seen:
            now = _look_again(directory)
        for _ in range(_LOOKS):
            before, now = now, _look_again(directory)
            if before == now:
                break
        seen = now


def _look_again(directory: Path) -> _Snapshot:
    time.sleep(_SECONDS)
    return _snapshot(directory)


def _snapshot(directory: Path) -> _Snapshot:
    """Return what tells a file from the same one at another time, by path."""
    found: dict[Path, tuple[int, int, int]] = {}
    for parent, directories, files in os.walk(directory):
        directories[:] = [name for name in directories if not name.startswith(".")]
        for name in files:
            if name.startswith("."):
                continue
            path = Path(parent, name)
            try:
                about = path.stat()
            except OSError:  # gone in the meantime, or a link that leads nowhere
                continue
            found[path] = (about.st_mtime_ns, about.st_size, about.st_ino)
    return found
