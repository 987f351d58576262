"""`validate`: is everything right that is written in the specs?"""

from pathlib import Path

import click

from eventflow_monitoring.cli.load import load
from eventflow_monitoring.cli.options import specs_option
from eventflow_monitoring.report.problems import FORMATS, render_problems
from eventflow_monitoring.report.text import summary


@click.command(
    short_help="Check the specs and show every problem at once.",
    epilog="\b\nExamples:\n"
    "  eventflow-monitoring validate\n"
    "  eventflow-monitoring validate --specs my_specs --format github",
)
@specs_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How problems are shown: for people, for programs, as annotations on GitHub.",
)
def validate(specs: Path, format_: str) -> int:
    """Check the specs of all environments and show every problem at once.

    Needs no AWS credentials and starts no Node.js.
    """
    loaded = load(specs)
    text = render_problems(loaded.problems, loaded.trees, format_)
    if text:
        click.echo(text)
    if format_ == "text":
        counted = summary(loaded.problems)
        names = ", ".join(plan.environment.name for plan in loaded.plans)
        click.echo(f"\n{counted} in {specs}" if counted else f"{specs} is valid for {names}")
    return 1 if loaded.failed else 0


COMMAND = validate
