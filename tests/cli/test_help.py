"""The help of every command."""

import click
import pytest
from click.testing import CliRunner

from eventflow_monitoring.cli.main import commands

NAMES = sorted(commands.commands)


def help_of(*arguments: str) -> str:
    """Return what `--help` prints in a terminal of 100 columns."""
    done = CliRunner().invoke(commands, [*arguments, "--help"], env={"COLUMNS": "100"})
    assert done.exit_code == 0
    return done.output


def test_help_lists_every_command_with_its_sentence() -> None:
    """Each command is listed with a sentence that is not cut off, and the exit statuses are said."""
    text = help_of()
    for name in NAMES:
        (line,) = (line for line in text.splitlines() if line.startswith(f"  {name} "))
        assert line.endswith(".")
        assert not line.endswith("...")
    assert "Exit status: 0 clean; 1 findings" in text


@pytest.mark.parametrize("name", NAMES)
def test_help_of_a_command_has_a_sentence_options_and_examples(name: str) -> None:
    """Each command says what it does, what each option is for, and how it is called."""
    text = help_of(name)
    command = commands.commands[name]
    lines = text.splitlines()
    assert lines[0].startswith(f"Usage: commands {name} ")
    assert lines[2].startswith("  ")
    assert max(map(len, lines)) <= 100
    assert "Examples:\n    eventflow-monitoring" in text
    assert f"eventflow-monitoring {name}" in text
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", NAMES)
def test_summary_of_a_command_begins_with_a_verb(name: str) -> None:
    """The summary says what the command does, as one says it: `Check the specs ...`."""
    first = str(commands.commands[name].help).partition(" ")[0]
    assert first.istitle()
    assert not first.endswith(("s", "ing", "ed"))


def test_no_command_shows_the_help() -> None:
    """Without a command there is nothing to do, which is said with the help."""
    done = CliRunner().invoke(commands, [], env={"COLUMNS": "100"})
    assert done.exit_code == 2
    assert "Usage: commands [OPTIONS] COMMAND [ARGS]..." in done.output
