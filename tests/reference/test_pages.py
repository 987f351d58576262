"""The pages of the reference: complete, current, and true."""

import re
from collections.abc import Callable

import pytest

from eventflow_monitoring.expression.metrics_insights import parse_query
from eventflow_monitoring.expression.promql import check_query
from eventflow_monitoring.reference.catalogue import (
    kind_page,
    kinds_of,
    ordered_sections,
    section_page,
    widgets,
)
from eventflow_monitoring.reference.check_example import problems_of
from eventflow_monitoring.reference.keys import keys_of
from eventflow_monitoring.reference.links import DIRECTORY, anchor_of, page_of, page_of_rule
from eventflow_monitoring.reference.page import Page, page
from eventflow_monitoring.reference.pages import CONCEPTS, concept_page, pages
from eventflow_monitoring.reference.written_rules import rule_docstring, written_rules
from eventflow_monitoring.specs.section import Section
from tests.reference.committed import DOCS, UPDATING, assert_committed
from tests.reference.editor import complaints

PAGES = pages()
SECTIONS = [*ordered_sections(), widgets()]
SECTIONS_BY_NAME = {section.name: section for section in SECTIONS}
DOCUMENTED: dict[str, Page] = {
    **{section.name: section_page(section) for section in ordered_sections()},
    **{
        f"{section.name}/{kind.name}": kind_page(kind)
        for section in SECTIONS
        if len(kinds_of(section)) > 1 and section.choose is None
        for kind in kinds_of(section)
    },
    **{file: concept_page(file) for file in CONCEPTS},
}


def anchors(text: str) -> set[str]:
    """Return the anchors of a page."""
    return {anchor_of(heading) for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}


@pytest.mark.parametrize("name", PAGES)
def test_page_is_current(name: str) -> None:
    """What is committed under docs/reference is what the docstrings say."""
    assert_committed(DOCS / name, PAGES[name])


def test_no_page_is_left_over() -> None:
    """A page whose section is gone is gone too."""
    for left in DOCS.glob("*.md"):
        if left.name not in PAGES and UPDATING:
            left.unlink()
    assert {path.name for path in DOCS.glob("*.md")} == PAGES.keys()


@pytest.mark.parametrize("name", DOCUMENTED)
def test_examples_are_right(name: str) -> None:
    """Each section, kind and concept shows an example, which nothing is wrong with."""
    examples = DOCUMENTED[name].examples
    assert examples
    for example in examples:
        assert example.kind == "Example"
        problems, _ = problems_of(example.text)
        assert problems == (), example.text
        assert complaints(example.text) == []


@pytest.mark.parametrize("name", DOCUMENTED)
def test_example_shows_what_it_stands_with(name: str) -> None:
    """An example of a section or a kind holds one; what is not declared there it is no example of."""
    section, _, kind = name.partition("/")
    shown = "".join(example.text for example in DOCUMENTED[name].examples)
    if section == "Widgets":
        assert f"Kind: {kind}\n" in shown or kind == "Graph"
    elif section not in CONCEPTS:
        assert f"{section}:\n" in shown
        found = SECTIONS_BY_NAME[section]
        assert f"{found.kind_key}: {kind}\n" in shown or kind in ("", found.default_kind)


@pytest.mark.parametrize("rule", [rule.name for rule in written_rules()])
def test_rule_has_a_page_with_both_examples(rule: str) -> None:
    """Each rule is told of, with something it finds and something it does not."""
    kinds = {example.kind for example in page(rule_docstring(rule)).examples}
    assert kinds == {"Fails", "Passes"}
    assert f"\n## {rule}\n" in PAGES["rules.md"]
    assert f"[{rule}]: " in PAGES["rules.md"]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: str(section.name))
def test_every_key_is_described(section: Section) -> None:
    """No key of any kind is without a sentence that says what it is for."""
    for kind in kinds_of(section):
        for key in keys_of(kind.spec):
            assert key.description.endswith("."), f"{kind.name}.{key.name}"


def test_links_lead_to_headings() -> None:
    """Every link between pages, and to a part of one, leads somewhere."""
    for name, text in PAGES.items():
        for file, anchor in re.findall(r"\]\(([\w.-]*)(?:#([\w-]+))?\)", text):
            target = PAGES.get(file or name)
            if anchor:
                assert target is not None, (name, file)
                assert anchor in anchors(target), (name, file, anchor)


def test_anchors_of_a_page_differ() -> None:
    """A heading that stands twice would have an anchor that changes with the order."""
    for name, text in PAGES.items():
        headings = re.findall(
            r"^#+ (.*)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE
        )
        assert len(headings) == len({anchor_of(one) for one in headings}), name


def test_other_code_can_link_to_a_page() -> None:
    """What `page_of` and `page_of_rule` return is a page with such a heading."""
    links = [page_of_rule(rule.name) for rule in written_rules()]
    for section in ordered_sections():
        links += [
            page_of(section.name),
            *(page_of(section.name, k.name) for k in kinds_of(section)),
        ]
    for link in links:
        file, _, anchor = link.partition("#")
        text = PAGES[file.removeprefix(f"{DIRECTORY}/")]
        assert not anchor or anchor in anchors(text), link
    assert page_of("Alarms", "Threshold") == "docs/reference/alarms.md#threshold"
    assert page_of("LogGroups") == "docs/reference/log-groups.md"


CHECKS: dict[str, Callable[[str], object]] = {
    "MetricsInsights": parse_query,
    "PromQL": check_query,
}


@pytest.mark.parametrize("kind", CHECKS)
def test_queries_in_descriptions_are_right(kind: str) -> None:
    """Whoever copies a query from the table of keys gets one that is taken."""
    alarms = next(section for section in SECTIONS if section.name == "Alarms")
    spec = next(one.spec for one in kinds_of(alarms) if one.name == kind)
    (key,) = (key for key in keys_of(spec) if key.name == "Query")
    written = re.findall(r"`([^`]+)`", key.description)
    queries = [one for one in written if one.startswith("SELECT ") or " > " in one]
    assert queries
    for query in queries:
        CHECKS[kind](query)
