"""`new alarm`: an alarm to begin with."""

import os
import re
import shutil
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from eventflow_monitoring.cli.load import load
from eventflow_monitoring.cli.options import DIRECTORY, specs_option
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.report.visible import visible

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_LONGEST_NAME = 255  # AlarmName of CloudWatch's PutMetricAlarm
_LONGEST_SHOWN = 200
_LONGEST_FILE_NAME = 255  # bytes, on every file system that matters


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
    type=DIRECTORY,
    default=Path("docs/runbooks"),
    show_default=True,
    help="Directory of the runbook pages.",
)
def alarm(name: str, specs: Path, tier: str, condition: str | None, runbooks: Path) -> int:
    """Write the alarm NAME into the specs, a test of it beside them, and a runbook page.

    What is to be filled in says so; `validate` tells what is missing. Nothing that exists is
    changed but the file of specs that the alarm is added to, and that only at its end. The test says
    what the alarm is to do; `test` runs it, and it fails until its values are filled in.
    """
    from eventflow_monitoring.reference.new_alarm import (
        NewAlarm,
        check_condition,
        runbook_page,
        test_file,
    )
    from eventflow_monitoring.reference.new_alarm_file import place

    _check_name(name)
    if condition is not None:
        check_condition(condition)
    loaded = load(specs)
    entries = next(iter(loaded.entries.values()), {})
    # What cannot be compiled may still hold it.
    written = [
        tree.data.get("Alarms") for tree in loaded.trees.values() if isinstance(tree.data, dict)
    ]
    expanded = [of.get("Alarms") for of in loaded.entries.values()]
    if any(name in alarms for alarms in (*written, *expanded) if isinstance(alarms, dict)):
        raise CouldNotRunError(f"an alarm is called `{name}` already")
    topics = [
        topic
        for topic, entry in entries.get("Topics", {}).items()
        if isinstance(entry.data, dict) and entry.data.get("Tier") == tier
    ]
    wanted = NewAlarm(name, Tier(tier), condition, topics[0] if topics else None)
    new_text = place(wanted, loaded.trees, specs)
    others = {
        specs / f"{wanted.file_name}.test.yaml": test_file(wanted),
        runbooks / f"{wanted.file_name}.md": runbook_page(wanted),
    }
    for path in (new_text.path, *others):
        _check_path(path)
    done: list[str] = []
    # Told when everything is written: output that fails would leave half of it.
    try:
        if new_text.before is None:
            done.append(_write(new_text.path, new_text.text))
        else:
            done.append(_change(new_text.path, new_text.before, new_text.text))
        for path, text in others.items():
            exists = os.path.lexists(path)
            done.append(f"kept     {path}, which exists" if exists else _write(path, text))
    finally:
        for line in done:
            click.echo(visible(line))
    click.echo(
        "\nFill in what is to be filled in, then:\n"
        f"  eventflow-monitoring validate --specs {specs}\n"
        f"  eventflow-monitoring test --specs {specs} --run {name}"
    )
    return 0


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise CouldNotRunError(
            f"`{name}` cannot name an alarm here",
            help="letters, digits, hyphens and underscores, a letter first: `QueueFull`",
        )
    if len(name) > _LONGEST_NAME:
        raise CouldNotRunError(
            f"`{name[:40]}…` cannot name an alarm: it has {len(name)} characters",
            help=f"at most {_LONGEST_NAME}",
        )


def _check_path(path: Path) -> None:
    """Raise CouldNotRunError for a path that no file can have, before any file is written."""
    if len(os.fsencode(path.name)) > _LONGEST_FILE_NAME:
        raise CouldNotRunError(
            f"the file {path.name[:40]}… would have too long a name: {len(path.name)} characters",
            help="give the alarm a shorter name",
        )
    with _refusal_told(path):
        there = next(parent for parent in path.parents if parent.exists())
    if not there.is_dir():
        raise CouldNotRunError(f"{path} cannot be written: {there} is no directory")


def _write(path: Path, text: str) -> str:
    """Write a file that is not there yet, and return what was done."""
    with _refusal_told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    return f"wrote    {path}"


def _change(path: Path, before: str, text: str) -> str:
    """Write a file anew that holds what was read, with its byte order mark if it has one.

    Returns what was done.
    """
    with _refusal_told(path):
        data = path.read_bytes()
        mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
        if data != mark + before.encode():
            raise CouldNotRunError(f"{path} was changed in the meantime; nothing was written")
        # Written beside it first: a full disk costs nobody the specs.
        target = path.resolve()
        beside = target.with_name(f".{target.name}.new")
        try:
            beside.write_bytes(mark + text.encode())
            shutil.copymode(target, beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    return f"changed  {path}"


@contextmanager
def _refusal_told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        shown = str(path) if len(str(path)) <= _LONGEST_SHOWN else f"{str(path)[:_LONGEST_SHOWN]}…"
        raise CouldNotRunError(f"{shown} cannot be written: {error.strerror}") from None


COMMAND = new
