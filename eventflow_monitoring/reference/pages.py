"""Every page of the reference, by file name."""

import importlib
import inspect
import re
from collections.abc import Iterator

from eventflow_monitoring.problem_codes import CODES
from eventflow_monitoring.reference.alarm_tests_page import (
    ALARM_TESTS,
    alarm_tests_page,
    alarm_tests_text,
)
from eventflow_monitoring.reference.catalogue import (
    kinds_of,
    ordered_sections,
    section_page,
    widgets,
)
from eventflow_monitoring.reference.check_example import base_text
from eventflow_monitoring.reference.links import anchor_of, file_of
from eventflow_monitoring.reference.markdown import example, fenced, joined, prose, table
from eventflow_monitoring.reference.page import Page, page
from eventflow_monitoring.reference.rule_pages import rules_text
from eventflow_monitoring.reference.section_pages import section_text
from eventflow_monitoring.reference.written_rules import rule_docstring, written_rules
from eventflow_monitoring.specs.section import Section

CONCEPTS = {
    "conditions.md": ("Conditions", "specs.condition"),
    "layers.md": ("Layers", "compiler.layer_entries"),
    "for-each.md": ("ForEach", "compiler.expand_for_each"),
    "variables.md": ("Variables", "compiler.substitute_variables"),
    "allow.md": ("Allow", "specs.allowance"),
}
"""Pages on what goes for several sections: the file, its title, and the module that tells of it."""

_PASS = re.compile(r"^Pass \d+: ")

_INDEX = """\
What may be written into the files of `alarm_specs/`, and what the checks say. These pages are
written from the code by `make reference`, and every example in them is compiled by the tests.

A file holds any of the sections below, and may hold

- `Service`: the name of the service, a part of the names of stacks; once in all files,
- `Tier`: the tier of the alarms in this file that say no other.

How a file is cut is up to you: names are known across all files, and unique within a section. Editors
check and complete specs by [spec.schema.json](spec.schema.json), and tests by
[test.schema.json](test.schema.json); `eventflow-monitoring schema --help` says how."""

_PROBLEMS = """\
What is found while specs are read and put together, beside the [rules](rules.md). The code stands in
brackets where a problem is shown: `error[unknown-metric]`. All are errors but those that say so:
a warning can be [allowed](allow.md) as those of rules can."""

_BASE = """\
Every example is a file of its own beside this one, which gives it an environment to run in, people to
tell and metrics to watch:"""


def pages() -> dict[str, str]:
    """Return the text of every page."""
    return {
        "README.md": joined(_index()),
        **{file_of(section.name): section_text(section) for section in ordered_sections()},
        **{file: joined(_concept(file)) for file in CONCEPTS},
        ALARM_TESTS: alarm_tests_text(),
        "rules.md": rules_text(),
        "problems.md": joined(_problems()),
    }


def concept_page(file: str) -> Page:
    """Return what the module behind a page of a concept says, without its place among the passes."""
    _, name = CONCEPTS[file]
    module = importlib.import_module(f"eventflow_monitoring.{name}")
    text = _PASS.sub("", inspect.getdoc(module) or "")
    return page(f"{text[:1].upper()}{text[1:]}")


def _concept(file: str) -> Iterator[str]:
    said = concept_page(file)
    yield f"# {CONCEPTS[file][0]}"
    yield prose(said)
    for one in said.examples:
        yield from example(one)


def _problems() -> Iterator[str]:
    yield "# Problems"
    yield _PROBLEMS
    yield table(("Code", "What is wrong"), ((f"`{code}`", text) for code, text in CODES.items()))


def _index() -> Iterator[str]:
    yield "# Reference"
    yield _INDEX
    yield "## Sections"
    yield "In the order in which one writes them:"
    yield table(("Section", "What stands there", "Kinds"), map(_row, ordered_sections()))
    yield "## For several sections"
    yield table(
        ("Page", "What it tells of"),
        (
            (f"[{title}]({file})", concept_page(file).summary)
            for file, (title, _) in CONCEPTS.items()
        ),
    )
    yield "## Tests of alarms"
    yield f"{alarm_tests_page().summary} [{ALARM_TESTS}]({ALARM_TESTS}) has the keys of their files."
    yield "## Rules"
    yield "What is checked beyond the form of single values; [rules.md](rules.md) says why."
    yield table(
        ("Rule", "Severity", "What it finds"),
        (
            (
                f"[`{rule.name}`](rules.md#{anchor_of(rule.name)})",
                rule.severity.value,
                page(rule_docstring(rule.name)).summary,
            )
            for rule in written_rules()
        ),
    )
    yield "Other problems than those of rules have a code too; [problems.md](problems.md) lists them."
    yield "## What the examples stand on"
    yield _BASE
    yield fenced(base_text(), "yaml")


def _row(section: Section) -> tuple[str, str, str]:
    kinds = kinds_of(widgets() if section.name == "Dashboards" else section)
    file = file_of(section.name)
    named = [f"[`{kind.name}`]({file}#{anchor_of(kind.name)})" for kind in kinds]
    return (
        f"[`{section.name}`]({file})",
        section_page(section).summary,
        ", ".join(named) if len(named) > 1 else "",
    )
