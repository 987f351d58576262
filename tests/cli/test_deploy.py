"""Naming the environment to deploy."""

import sys
from pathlib import Path

import pytest

from eventflow_monitoring.cli.main import main

_SPECS = """\
Environments:
  production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days}
"""


def errors_of(
    *arguments: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[str, int]:
    """Return the last line of errors of `deploy`, and its exit status."""
    monkeypatch.setattr(sys, "argv", ["eventflow-monitoring", "deploy", *arguments])
    status = main()
    return capsys.readouterr().err.splitlines()[-1], status


@pytest.mark.parametrize(
    "arguments",
    [
        ("producton",),
        ("-e", "producton"),
        ("--environment", "producton"),
        ("producton", "-e", "producton"),
    ],
)
def test_environment_is_named_either_way(
    arguments: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The argument and the option mean the same, and may both be given."""
    (tmp_path / "specs.yaml").write_text(_SPECS, encoding="utf-8")
    shown = errors_of(*arguments, "--specs", str(tmp_path), capsys=capsys, monkeypatch=monkeypatch)
    assert shown == ("  = help: did you mean `production`?", 2)


def test_two_environments_are_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the argument says one and the option another, nothing is deployed."""
    shown = errors_of("production", "-e", "staging", capsys=capsys, monkeypatch=monkeypatch)
    assert shown == ("Error: two environments are named, `production` and `staging`.", 2)


def test_no_environment_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no environment that is deployed unless another is named."""
    shown = errors_of(capsys=capsys, monkeypatch=monkeypatch)
    assert shown == ("Error: name the environment to deploy.", 2)
