"""`validate`: is everything right that is written in the specs?"""

import json
import sys
from datetime import datetime
from pathlib import Path

import click

from eventflow_monitoring.cli.load import Loaded, load
from eventflow_monitoring.cli.options import specs_option
from eventflow_monitoring.cli.streams import echo_json
from eventflow_monitoring.cli.watch import changes
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.problem import Severity
from eventflow_monitoring.report.closed_pipe import discard_output
from eventflow_monitoring.report.problems import FORMATS, render_problems
from eventflow_monitoring.report.text import summary
from eventflow_monitoring.report.visible import visible

_JSON = ("json", "sarif")


@click.command(
    short_help="Check the specs and show every problem at once.",
    epilog="\b\nExamples:\n"
    "  eventflow-monitoring validate\n"
    "  eventflow-monitoring validate --watch\n"
    "  eventflow-monitoring validate --specs my_specs --strict --format github\n"
    "  eventflow-monitoring validate --format sarif > validate.sarif",
)
@specs_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How problems are shown: for people, as JSON for programs, as annotations on GitHub, "
    "as SARIF for code scanning and editors.",
)
@click.option("--strict", is_flag=True, help="Let warnings count as findings too.")
@click.option(
    "--watch",
    is_flag=True,
    help="Check again whenever a file changes, until Ctrl-C; JSON and SARIF are a line each time.",
)
def validate(specs: Path, format_: str, strict: bool, watch: bool) -> int:  # noqa: FBT001
    """Check the specs of all environments and show every problem at once.

    Needs no AWS credentials and starts no Node.js. Warnings and notes are shown, and only errors
    are findings, unless `--strict` says otherwise.
    """
    if watch:
        return _check_until_interrupted(specs, format_, strict=strict)
    loaded = load(specs)
    try:
        _show(loaded, format_)
        if format_ == "text":
            click.echo(_conclusion(loaded, specs))
    except BrokenPipeError:
        # Whoever reads no further asked all the same whether something was found.
        discard_output()
    return _status(loaded, strict=strict)


def _show(loaded: Loaded, format: str, *, one_line: bool = False) -> None:
    """Show the problems; `one_line` makes a line of a document, for a program that reads many."""
    text = render_problems(loaded.problems, loaded.trees, format)
    if one_line and format in _JSON:
        text = json.dumps(json.loads(text), ensure_ascii=False)
    if format in _JSON:
        echo_json(text)
    elif text:
        click.echo(f"{text}\n" if format == "text" else text)


def _conclusion(loaded: Loaded, specs: Path) -> str:
    counted = summary(loaded.problems)
    if counted:
        return visible(f"{counted} in {specs}")
    names = ", ".join(plan.environment.name for plan in loaded.plans)
    return visible(f"{specs} is valid for {names}")


def _status(loaded: Loaded, *, strict: bool) -> int:
    warns = any(problem.severity is Severity.WARNING for problem in loaded.problems)
    return 1 if loaded.failed or (strict and warns) else 0


def _check_until_interrupted(specs: Path, format: str, *, strict: bool) -> int:
    """Check at every change until the user interrupts, and return the last exit status.

    Ends at once where the first check cannot run: the name of the directory is wrong then.
    """
    status: int | None = None
    try:
        for _ in changes(specs):
            if status is not None and format == "text":
                _separate()
            try:
                loaded = load(specs)
            except (CouldNotRunError, OSError) as error:
                if status is None:
                    raise
                # The directory is away for a moment, such as while a branch is checked out.
                status = 2
                click.echo(f"{_now()}  error: {visible(str(error))}", err=True)
                continue
            # Before anything is shown: whoever has seen the result may interrupt.
            status = _status(loaded, strict=strict)
            _show(loaded, format, one_line=True)
            conclusion = f"{_now()}  {_conclusion(loaded, specs)}"
            click.echo(conclusion, err=format != "text")
    except KeyboardInterrupt:
        if status is None:
            raise
        click.echo(err=True)  # closes the line in which the terminal shows ^C
        return status
    raise AssertionError("changes never end")


def _separate() -> None:
    if sys.stdout.isatty():
        click.clear()
    else:
        click.echo()


def _now() -> str:
    return f"{datetime.now():%H:%M:%S}"  # noqa: DTZ005 - the time on the wall


COMMAND = validate
