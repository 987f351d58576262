"""What a warning means to `validate`."""

import sys

import pytest

from eventflow_monitoring.cli import validate
from eventflow_monitoring.cli.load import Loaded
from eventflow_monitoring.cli.main import main
from eventflow_monitoring.problem import Problem, Severity


@pytest.mark.parametrize(
    ("severities", "plain", "strict"),
    [
        ((), 0, 0),
        ((Severity.NOTE,), 0, 0),
        ((Severity.WARNING, Severity.NOTE), 0, 1),
        ((Severity.ERROR,), 1, 1),
    ],
)
def test_warnings_are_findings_only_when_strict(
    severities: tuple[Severity, ...],
    plain: int,
    strict: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Notes never fail, errors always, and warnings with `--strict`."""
    problems = tuple(Problem("rule", "message", severity=one) for one in severities)
    monkeypatch.setattr(validate, "load", lambda specs: Loaded((), problems, {}, {}))
    for options, status in (([], plain), (["--strict"], strict)):
        monkeypatch.setattr(sys, "argv", ["eventflow-monitoring", "validate", *options])
        assert main() == status


def test_warnings_are_counted_in_the_last_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without `--strict` the warnings are shown all the same, and the last line says how many."""
    problems = tuple(
        Problem("rule", f"message {number}", severity=severity)
        for number, severity in enumerate((Severity.WARNING, Severity.WARNING, Severity.NOTE))
    )
    monkeypatch.setattr(validate, "load", lambda specs: Loaded((), problems, {}, {}))
    monkeypatch.setattr(sys, "argv", ["eventflow-monitoring", "validate"])
    assert main() == 0
    shown = capsys.readouterr().out
    assert "warning[rule]: message 1\n" in shown
    assert shown.endswith("\n\n2 warnings, 1 note in alarm_specs\n")
