"""What the options of `simulate` take."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from eventflow_monitoring.alarm_tests.instant import parse_start
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.source.file import FileRefusedError, read_regular_file
from eventflow_monitoring.specs.quantity import QuantityError, parse_seconds
from eventflow_monitoring.suggestion import did_you_mean

_LARGEST_DATA = 50_000_000
"""Bytes of data: a million values of a few metrics."""

STATES = [state.value for state in State]


class Interval(click.ParamType[int]):
    """`5 minutes`, in seconds."""

    name = "DURATION"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read a duration."""
        try:
            return value if isinstance(value, int) else parse_seconds(str(value))
        except QuantityError as error:
            self.fail(f"{error.message}; {error.help or ''}".strip("; "), param, ctx)


class Instant(click.ParamType[datetime]):
    """`2026-01-05T09:00Z`; UTC where it names no zone."""

    name = "TIME"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read a date and time."""
        if isinstance(value, datetime):
            return value
        try:
            return parse_start(str(value))
        except QuantityError as error:
            self.fail(f"{error.message}; {error.help or ''}".strip("; "), param, ctx)


class AlarmState(click.ParamType[tuple[str, State]]):
    """`ServiceDown=ALARM`: an alarm and its state."""

    name = "ALARM=STATE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, State]:
        """Read an alarm and its state."""
        name, _, state = str(value).partition("=")
        if not name or state not in STATES:
            help = did_you_mean(state, STATES) or f"one of {', '.join(STATES)}"
            self.fail(f"`{value}` names no alarm and state; {help}", param, ctx)
        return name, State(state)


def read_data(name: str) -> str:
    """Return the text of a file of data, or of standard input for `-`. Raises CouldNotRunError."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(_LARGEST_DATA + 1)
            if len(data) > _LARGEST_DATA:
                raise CouldNotRunError(f"standard input has more than {_LARGEST_DATA:,} bytes")
            return data.decode()
        return read_regular_file(Path(name), _LARGEST_DATA).decode()
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        raise CouldNotRunError(f"`{name}` is not UTF-8: it holds the byte 0x{byte:02X}") from None
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise CouldNotRunError(f"there is no file `{name}`") from None
    except FileRefusedError as error:
        raise CouldNotRunError(f"`{name}` {error}", "`--csv -` reads standard input") from None
    except OSError as error:
        raise CouldNotRunError(f"`{name}` cannot be read: {error.strerror}") from None
