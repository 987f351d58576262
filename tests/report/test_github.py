"""Problems as GitHub's workflow commands."""

import pytest

from eventflow_monitoring.position import Origin, Span
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.report.problems import render_problems


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
    command = (
        "::error title=rule,file=a%2Cb%3Ac%25%0A.yaml,line=1,col=1::50%25 of%0D%0A::error::x%0Ay"
    )
    assert render_problems([problem, problem], {}, "github") == f"{command}\n{command}"
