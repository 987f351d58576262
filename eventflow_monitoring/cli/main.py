"""The command `eventflow-monitoring`, put together from the files beside this one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.registry import registered
from eventflow_monitoring.report.closed_pipe import discard_output

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
    try:
        status = commands.main(standalone_mode=False)
    except CouldNotRunError as error:
        if error.output is not None:
            click.echo(error.output, err=True)
        return _refuse(str(error), error.help)
    except click.ClickException as error:
        error.show()
        return COULD_NOT_RUN
    except (click.Abort, KeyboardInterrupt):
        return _refuse("interrupted")
    except _ClosedPipeError:
        discard_output()
        return 0
    return status if isinstance(status, int) else 0


def _refuse(message: str, help: str | None = None) -> int:
    click.echo(f"error: {message}", err=True)
    if help is not None:
        click.echo(f"  = help: {help}", err=True)
    return COULD_NOT_RUN
