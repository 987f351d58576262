"""Problems as GitHub's workflow commands."""

from pathlib import Path

import pytest

from eventflow_monitoring.position import Origin, Span
from eventflow_monitoring.problem import Problem, Related, Severity
from eventflow_monitoring.report.problems import render_problems
from eventflow_monitoring.source.tree import Source
from eventflow_monitoring.source.yaml_reader import read_yaml


@pytest.fixture(autouse=True)
def no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Render in a directory that belongs to no repository."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")],
)
def test_severity_is_the_command(severity: Severity, command: str) -> None:
    """Each severity has the command that GitHub shows it by."""
    problem = Problem("rule", "message", severity=severity)
    assert render_problems([problem], {}, "github") == f"::{command} title=rule::message"


def test_signs_that_mean_something_are_escaped() -> None:
    """Neither a path nor a message can end its command or begin another."""
    origin = Origin("a,b:c%\n.yaml", span=Span(0, 0))
    problem = Problem("rule", "50% of\r\n::error::x", origin, help="y")
    command = "::error title=rule,file=a%2Cb%3Ac%25%0A.yaml,line=1,endLine=1,col=1,endColumn=1::50%25 of%0D%0A::error::x%0Ay"
    assert render_problems([problem, problem], {}, "github") == f"{command}\n{command}"


def test_several_lines_have_no_columns() -> None:
    """GitHub's runner takes columns only where both are on one line."""
    tree, _ = read_yaml(Source("a.yaml", "Alarms:\n  A: [x,\n    y]\n"))
    trees = {"a.yaml": tree}
    both = Problem("rule", "message", Origin("a.yaml", ("Alarms", "A")))
    one = Problem("rule", "message", Origin("a.yaml", ("Alarms", "A", 0)))
    shown = render_problems([both], trees, "github")
    assert shown == "::error title=rule,file=a.yaml,line=2,endLine=3::message"
    shown = render_problems([one], trees, "github")
    assert shown == "::error title=rule,file=a.yaml,line=2,endLine=2,col=7,endColumn=8::message"


def test_paths_are_those_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a subdirectory too GitHub finds the files, those in messages included; others stay."""
    (tmp_path / "repository/.git").mkdir(parents=True)
    (tmp_path / "repository/deep").mkdir()
    monkeypatch.chdir(tmp_path / "repository/deep")
    origin, outside = Origin("../specs/a.yaml"), Origin("../../outside/a.yaml")
    problem = Problem("rule", "message", origin, related=(Related("there", origin),))
    assert render_problems([problem], {}, "github") == (
        "::error title=rule,file=specs/a.yaml,line=1,endLine=1,col=1,endColumn=1::message%0Athere: specs/a.yaml:1:1"
    )
    assert ",file=../../outside/a.yaml,line=1" in render_problems(
        [Problem("rule", "message", outside)], {}, "github"
    )
