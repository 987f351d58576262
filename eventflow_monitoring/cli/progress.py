"""Lines that tell what is under way, with the time it began: the same in a terminal and in a log."""

import time
from threading import Lock

import click


class Progress:
    """Prints a line for each step to standard error; several threads may tell."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._lock = Lock()

    def __call__(self, subject: str, what: str) -> None:
        """Tell what is under way for a subject."""
        seconds = time.monotonic() - self._started
        with self._lock:
            click.echo(f"{seconds:5.0f} s  {subject:<12}  {what}", err=True)
