"""Running the CDK command line."""

import os
from pathlib import Path

import pytest

from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.outputs.cdk import command_line
from eventflow_monitoring.outputs.cdk.command_line import CommandLine, with_packaged_node


def test_a_failure_comes_with_what_was_printed(tmp_path: Path) -> None:
    """A command that fails is an error that carries the command line's own words."""
    one = CommandLine(tmp_path / "nowhere", with_packaged_node(os.environ), tmp_path)
    with pytest.raises(CouldNotRunError) as caught:
        one.run("list")
    assert str(caught.value) == "`cdk list` failed"
    assert "nowhere" in str(caught.value.output)


def test_a_command_line_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without node_modules the error says how to get it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command_line, "__file__", str(tmp_path / "command_line.py"))
    one = CommandLine(tmp_path, dict(os.environ), tmp_path)
    with pytest.raises(CouldNotRunError) as caught:
        one.run("list")
    assert caught.value.help is not None
    assert "make setup" in caught.value.help
