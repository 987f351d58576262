"""Secrets in spec files: wherever a problem is shown, they are not."""

from eventflow_monitoring.position import Origin, Span
from eventflow_monitoring.problem import HIDDEN_RULE, Problem
from eventflow_monitoring.report.problems import FORMATS, render_problems
from eventflow_monitoring.source.tree import Source, Tree


def at(text: str, part: str) -> Origin:
    """Return the place of a part of a text."""
    start = text.index(part)
    return Origin("a.yaml", span=Span(start, start + len(part)))


def shown(text: str, *problems: Problem, format: str = "text") -> str:
    """Return problems with a text as they are shown."""
    return render_problems(problems, {"a.yaml": Tree(Source("a.yaml", text))}, format)


def test_secret_is_masked_with_the_caret_under_it() -> None:
    """As many asterisks as there are characters: the line stays as it was but for the secret."""
    text = "{key: hunter2, b: 1}\n"
    assert shown(text, Problem(HIDDEN_RULE, "message", at(text, "hunter2"))).endswith(
        " 1 | {key: *******, b: 1}\n   |       ^^^^^^^"
    )


def test_secret_is_masked_in_the_line_of_another_problem() -> None:
    """A line is shown for each of its problems, and never with the secret of one."""
    text = "{key: hunter2, b: 1}\n"
    other = Problem("rule", "message", at(text, "b"))
    secret = Problem(HIDDEN_RULE, "message", at(text, "hunter2"))
    assert shown(text, other, secret).count("{key: *******, b: 1}") == 2
    assert shown(text, other).count("{key: hunter2, b: 1}") == 1


def test_secret_over_several_lines_is_masked_in_each() -> None:
    """A folded text hides in all of its lines, and what follows it stays."""
    text = 'a: ["hun\n  ter\n  2", b]\n'
    secret = Problem(HIDDEN_RULE, "message", at(text, '"hun\n  ter\n  2"'))
    found = shown(
        text,
        secret,
        Problem("rule", "second", at(text, "ter")),
        Problem("rule", "third", at(text, "b")),
    )
    lines = [line for line in found.splitlines() if line[1:2].isdigit()]
    assert lines == [" 1 | a: [****", " 2 | *****", " 3 | ****, b]"]


def test_no_format_shows_a_secret() -> None:
    """What other programs read holds the place of the secret, not the secret."""
    text = "{key: hunter2, b: 1}\n"
    problems = (
        Problem(HIDDEN_RULE, "message", at(text, "hunter2")),
        Problem("rule", "message", at(text, "b")),
    )
    for format in FORMATS:
        assert "hunter2" not in shown(text, *problems, format=format), format
