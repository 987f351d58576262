"""`new alarm`: an alarm to begin with."""

import re
from pathlib import Path

import click

from eventflow_monitoring.cli.load import load
from eventflow_monitoring.cli.options import specs_option
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.model.tier import Tier

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@click.group(
    short_help="Write a thing to begin with.",
    epilog="\b\nExamples:\n  eventflow-monitoring new alarm QueueFull",
)
def new() -> None:
    """Write a thing to begin with, and what belongs to it."""


@new.command(
    short_help="Write an alarm, a test of it and its runbook.",
    epilog="\b\nExamples:\n"
    "  eventflow-monitoring new alarm QueueFull\n"
    "  eventflow-monitoring new alarm QueueFull --tier high "
    '--condition "QueueSize > 1,000 events for 5 minutes"',
)
@click.argument("name")
@specs_option
@click.option(
    "--tier",
    type=click.Choice([tier.value for tier in Tier]),
    default=Tier.HIGH.value,
    show_default=True,
    help="How severe it is; it is written into the file of this tier.",
)
@click.option("--condition", help="When it fires; without it, to be filled in.")
@click.option(
    "--runbooks",
    type=click.Path(path_type=Path),
    default=Path("docs/runbooks"),
    show_default=True,
    help="Directory of the runbook pages.",
)
def alarm(name: str, specs: Path, tier: str, condition: str | None, runbooks: Path) -> int:
    """Write the alarm NAME into the specs, a test of it beside them, and a runbook page.

    What is to be filled in says so; `validate` tells what is missing. Nothing that exists is
    changed but the file of specs that the alarm is added to.
    """
    from eventflow_monitoring.reference.new_alarm import (
        NewAlarm,
        check_condition,
        insert,
        runbook_page,
        test_file,
    )

    if not _NAME.fullmatch(name):
        raise CouldNotRunError(
            f"`{name}` cannot name an alarm here",
            help="letters, digits, hyphens and underscores, a letter first: `QueueFull`",
        )
    if condition is not None:
        check_condition(condition)
    loaded = load(specs)
    entries = next(iter(loaded.entries.values()), {})
    # What cannot be compiled may still hold it.
    written = [
        tree.data.get("Alarms") for tree in loaded.trees.values() if isinstance(tree.data, dict)
    ]
    if any(name in (alarms or ()) for alarms in (*written, entries.get("Alarms"))):
        raise CouldNotRunError(f"an alarm is called `{name}` already")
    topics = [
        topic
        for topic, entry in entries.get("Topics", {}).items()
        if isinstance(entry.data, dict) and entry.data.get("Tier") == tier
    ]
    wanted = NewAlarm(name, Tier(tier), condition, topics[0] if topics else None)
    path, text = insert(wanted, loaded.trees, specs)
    _write(path, text)
    for other, content in (
        (specs / f"{wanted.file_name}.test.yaml", test_file(wanted)),
        (runbooks / f"{wanted.file_name}.md", runbook_page(wanted)),
    ):
        if other.exists():
            click.echo(f"kept     {other}, which exists")
        else:
            _write(other, content)
    click.echo(
        f"\nFill in what is to be filled in, then: eventflow-monitoring validate --specs {specs}"
    )
    return 0


def _write(path: Path, text: str) -> None:
    verb = "changed" if path.exists() else "wrote"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CouldNotRunError(f"{path} cannot be written: {error.strerror}") from None
    click.echo(f"{verb:<8} {path}")


COMMAND = new
