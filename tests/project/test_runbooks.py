"""Every alarm has a runbook, and what the runbooks name exists."""

import re
from itertools import combinations
from pathlib import Path
from typing import Any

import jmespath  # type: ignore[import-untyped]
import pytest
from botocore import xform_name
from botocore.model import ListShape, MapShape, Shape, StructureShape
from botocore.session import get_session

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import evaluation_of
from eventflow_monitoring.model.widget import AlarmStatusWidget, MetricWidget
from eventflow_monitoring.model.wording import condition_in_words
from eventflow_monitoring.reference.runbooks import (
    HEADING,
    alarms_by_page,
    by_hand,
    page_of_alarm,
)
from eventflow_monitoring.report.told import told_in_words
from tests.eventflow import ROOT, SPECS, plans_of

RUNBOOKS = ROOT / "docs/runbooks"
INDEX = RUNBOOKS / "README.md"
FILES = sorted(RUNBOOKS.glob("*.md"))
FORM = RUNBOOKS / "post-mortem.md"
PAGES = [file for file in FILES if file not in (INDEX, FORM)]
DATABASE = ROOT / "docs/database-performance.md"
METRICS = ROOT / "docs/metrics.md"

CLI_OPTIONS = {"query", "output", "max-items", "region"}
"""Options that the command line adds to those of the API."""


ENVIRONMENTS = tuple(plan.monitoring for plan in plans_of(SPECS))
MONITORING = ENVIRONMENTS[0]
"""What the specs say of production, where people are woken."""
ALARMS = alarms_by_page(ENVIRONMENTS)
BASE = "https://runbooks.eventflow.example/"

PARTS = [
    "What it means",
    "What to look at first",
    "Likely causes",
    "What to do",
    "When it is over",
    "Escalation",
    HEADING.removeprefix("## "),
]
MOST_ALIKE = 0.25
"""The share of its runs of four words that a page may have in common with another. Of the pages as
they were written, the two most alike have a ninth in common: names, headings, what goes for both.
A copy that was changed in one sentence of two has half."""


def of_page(file: Path) -> list[Alarm]:
    """Return the alarms a page is about, as they are where they were first met."""
    return [everywhere[0][0] for everywhere in ALARMS[file.name].values()]


def parts_of(text: str) -> dict[str, str]:
    """Return the parts of a page by their headings."""
    headings = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(headings[1::2], headings[2::2], strict=True))


def runs_of(text: str) -> set[tuple[str, ...]]:
    """Return every four words that follow each other in a text."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + 4]) for start in range(len(words) - 3)}


def alike(one: str, other: str) -> float:
    """Return the share of the shorter text's runs that are in the other too."""
    first, second = runs_of(one), runs_of(other)
    return len(first & second) / min(len(first), len(second))


def fenced(text: str, language: str) -> list[str]:
    """Return the blocks of code in a language."""
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)


def inline(text: str) -> list[str]:
    """Return the code inside sentences."""
    prose = re.sub(r"^ *```.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"`([^`]+)`", prose)


def commands(text: str) -> list[tuple[str, str, str]]:
    """Return the uses of the AWS command line: service, operation, and the rest."""
    code = "\n".join([*fenced(text, "sh"), *inline(text)]).replace("\\\n", " ")
    return re.findall(r"\baws ([a-z0-9-]+) ([a-z0-9-]+)((?:(?!\baws )[^\n])*)", code)


def anchors(file: Path) -> set[str]:
    """Return the anchors that GitHub gives a page's headings."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("monitoring", ENVIRONMENTS, ids=lambda one: one.environment.name)
def test_every_alarm_leads_to_its_page(monitoring: Monitoring) -> None:
    """Of every environment, by the address that its message names."""
    assert monitoring.alarms
    for alarm in monitoring.alarms:
        page = page_of_alarm(alarm)
        assert page is not None, alarm.name
        assert alarm.runbook == BASE + page
        assert (RUNBOOKS / page).is_file()


def test_every_page_has_an_alarm() -> None:
    """But for the index and the form to fill in."""
    assert {file.name for file in PAGES} == ALARMS.keys()


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_says_of_its_alarms_what_the_specs_say(file: Path) -> None:
    """Name, tier, condition, who is told and what silence means are those of the alarm.

    A page of the alarms that a ForEach makes is called what their names begin with.
    """
    found, lines = of_page(file), file.read_text().splitlines()
    title = lines[0].removeprefix("# ")
    assert [title] == [alarm.name for alarm in found] or (
        all(alarm.name.startswith(f"{title}-") for alarm in found)
    )
    for alarm in found:
        assert f"- **Tier:** {alarm.tier.value}" in lines
        assert f"- **Fires when:** {condition_in_words(alarm)}" in lines
        assert f"- **Tells:** {told_in_words(alarm)}" in lines
        evaluation = evaluation_of(alarm.trigger)
        if evaluation is not None:
            silence = [line.split()[3] for line in lines if line.startswith("- **Without data:** ")]
            assert evaluation.missing_data.value in silence


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_says_which_alarm_tells(file: Path) -> None:
    """Where an alarm has a composite beside it, its page names that and the suppressor."""
    text = by_hand(file.read_text())
    for alarm in of_page(file):
        assert (f"`{alarm.name}-alert`" in text) == alarm.has_alert
        if alarm.suppressor is not None:
            assert alarm.suppressor.alarm in text


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_answers_the_same_questions_in_40_to_90_lines(file: Path) -> None:
    """A page has all its parts, in their order, none of them empty, and can be read at night."""
    text = file.read_text()
    assert list(parts_of(text)) == PARTS
    assert [name for name, part in parts_of(text).items() if len(part.split()) < 10] == []
    assert 40 <= len(by_hand(text).strip().splitlines()) <= 90
    assert "to be filled in" not in text.casefold()


@pytest.mark.parametrize(("one", "other"), list(combinations(PAGES, 2)),
                         ids=lambda file: file.stem)  # fmt: skip
def test_no_two_pages_are_alike(one: Path, other: Path) -> None:
    """What helps with one alarm is not what helps with another."""
    assert alike(by_hand(one.read_text()), by_hand(other.read_text())) <= MOST_ALIKE


def test_copies_are_noticed() -> None:
    """One sentence of two written anew hides nothing, and a page is like itself."""
    texts = [by_hand(file.read_text()) for file in PAGES[:2]]
    assert alike(texts[0], texts[0]) == 1
    lines, others = (text.splitlines() for text in texts)
    mixed = "\n".join(own if number % 2 else new
                      for number, (own, new) in enumerate(zip(lines, others, strict=False)))  # fmt: skip
    assert alike(mixed, texts[0]) > MOST_ALIKE


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_a_page_names_is_in_the_specs(file: Path) -> None:
    """Metrics and log groups of a page are those of the catalogue, panels those of a dashboard."""
    text = file.read_text()
    metrics = {metric.name for metric in MONITORING.metrics}
    names = metrics | {alarm.name for alarm in MONITORING.alarms}
    camel = re.compile(r"[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+")
    assert [name for name in inline(text) if camel.fullmatch(name) and name not in names] == []
    own = re.findall(r"--namespace EventFlow --metric-name (\w+)", text)
    assert [name for name in own if name not in metrics] == []
    groups = {group.physical_name for group in MONITORING.log_groups}
    named = re.findall(r"(?<![\w.:/-])/eventflow/[\w/-]+", text)
    assert [group for group in named if group not in groups] == []
    titles = {
        placed.widget.title
        for dashboard in MONITORING.dashboards
        for placed in dashboard.widgets
        if isinstance(placed.widget, AlarmStatusWidget | MetricWidget)
    }
    panels = re.findall(r"[Pp]anel\s\*([^*]+)\*", text)
    assert [title for title in panels if title not in titles] == []


@pytest.mark.parametrize("file", [*FILES, DATABASE, METRICS], ids=lambda file: file.stem)
def test_links_lead_somewhere(file: Path) -> None:
    """Every link to a page, or to a part of one, leads to a file and a heading of it."""
    for target, anchor in re.findall(r"\]\(([\w./-]*)(?:#([^)]+))?\)", file.read_text()):
        page = file.parent / target if target else file
        assert page.is_file(), target
        assert not anchor or anchor in anchors(page), anchor


def example(shape: Shape) -> Any:
    """Return an answer of an operation with every member there is."""
    if isinstance(shape, StructureShape):
        return {name: example(member) for name, member in shape.members.items()}
    if isinstance(shape, MapShape):
        return {name: example(shape.value) for name in getattr(shape.key, "enum", [])}
    return [example(shape.member)] if isinstance(shape, ListShape) else "text"


def leaves(value: Any) -> set[Any]:
    """Return what lists and mappings hold at last: None where a query names what is not there."""
    if isinstance(value, dict | list):
        members = value.values() if isinstance(value, dict) else value
        return set().union(*map(leaves, members))
    return {value}


def test_commands_are_those_of_the_aws_command_line() -> None:
    """Every `aws` command is an operation of its service, with options it takes and queries that find."""
    pages = [*FILES, DATABASE, METRICS]
    found = [command for file in pages for command in commands(file.read_text())]
    assert len(found) > 30
    for service, operation, rest in found:
        model = get_session().get_service_model(service)
        operations = {xform_name(name, "-"): name for name in model.operation_names}
        assert operation in operations, (service, operation)
        members = model.operation_model(operations[operation]).input_shape.members
        options = {xform_name(name, "-") for name in members} | CLI_OPTIONS
        assert set(re.findall(r"(?<= )--([a-z][a-z-]+)", rest)) <= options, (operation, rest)
        answer = example(model.operation_model(operations[operation]).output_shape)
        for quoted, bare in re.findall(r"(?<= )--query (?:'([^']+)'|(\w+))", rest):
            assert leaves(jmespath.search(quoted or bare, answer)) == {"text"}, rest
