"""The command `eventflow-monitoring`, put together from the files beside this one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import click

from eventflow_monitoring.cli.streams import (
    echo_error,
    escape_what_cannot_be_written,
    output_refused,
)
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.registry import registered
from eventflow_monitoring.report.closed_pipe import discard_output
from eventflow_monitoring.report.visible import visible

COULD_NOT_RUN = 2


class _ClosedPipeError(Exception):
    """Whoever read the output, such as `head`, has seen enough."""


@contextmanager
def _closed_pipe_told() -> Iterator[None]:
    # click ends the program with 1 where it meets the error under its own name.
    try:
        yield
    except BrokenPipeError as error:
        raise _ClosedPipeError from error


class _Commands(click.Group):
    """The group; a pipe that is closed before everything is written reaches `main`."""

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        with _closed_pipe_told():
            return super().make_context(*arguments, **more)

    def invoke(self, context: click.Context) -> Any:
        with _closed_pipe_told():
            status = super().invoke(context)
            sys.stdout.flush()
            return status


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="eventflow-monitoring")
def commands() -> None:
    """Monitoring as code for AWS: YAML specs compiled into alarms, dashboards and the rest.

    Exit status: 0 clean; 1 findings (problems in the specs, differences); 2 could not run.
    """


for command in registered("eventflow_monitoring.cli", "COMMAND"):
    commands.add_command(command)


def main() -> int:
    """Run a command and return its exit status."""
    if sys.stdout is None:
        # The next file to be opened would stand in its place.
        return _refuse("standard output is closed")
    escape_what_cannot_be_written()
    try:
        status = commands.main(standalone_mode=False)
    except CouldNotRunError as error:
        if error.output is not None:
            echo_error(error.output)
        return _refuse(str(error), error.help)
    except click.ClickException as error:
        shown = StringIO()
        error.show(shown)
        echo_error(visible(shown.getvalue().rstrip("\n"), keep="\n"))
        return COULD_NOT_RUN
    except (click.Abort, KeyboardInterrupt):
        return _refuse("interrupted")
    except _ClosedPipeError:
        discard_output()
        return 0
    except OSError as error:
        reason = output_refused(error)
        if reason is None:
            raise
        return _refuse(reason)
    return status if isinstance(status, int) else 0


def _refuse(message: str, help: str | None = None) -> int:
    helps = [] if help is None else [visible(f"  = help: {help}")]
    echo_error(visible(f"error: {message}"), *helps)
    return COULD_NOT_RUN
