"""The page of all rules: what each finds and why, an example it finds, and one it does not."""

from collections.abc import Iterator

from eventflow_monitoring.reference.check_example import problems_of
from eventflow_monitoring.reference.markdown import example, fenced, joined, prose
from eventflow_monitoring.reference.page import page
from eventflow_monitoring.reference.written_rules import rule_docstring, written_rules
from eventflow_monitoring.report.problems import render_problems

_ABOUT = """\
Rules look at what the specs come to: alarms with their metrics, topics and channels, in each
environment. An error fails every command that meets it. A warning fails `validate --strict` only, and
can be [allowed](allow.md) where it is known to do no harm."""


def rules_text() -> str:
    """Return the page."""
    return joined(_blocks())


def _blocks() -> Iterator[str]:
    yield "# Rules"
    yield _ABOUT
    for rule in written_rules():
        said = page(rule_docstring(rule.name))
        yield f"## {rule.name}"
        yield f"*{rule.severity.value.capitalize()}.* {prose(said)}"
        for one in said.examples:
            yield from example(one, "found" if one.kind == "Fails" else "not found")
            if one.kind == "Fails":
                yield fenced(_shown(one.text), "text")


def _shown(text: str) -> str:
    problems, trees = problems_of(text)
    return render_problems(problems, trees, "text")
