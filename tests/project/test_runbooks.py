"""Every alarm has a runbook, and what the runbooks name exists."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import jmespath  # type: ignore[import-untyped]
import pytest
from botocore import xform_name
from botocore.model import ListShape, MapShape, Shape, StructureShape
from botocore.session import get_session

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.model.trigger import evaluation_of
from eventflow_monitoring.model.widget import AlarmStatusWidget, MetricWidget
from eventflow_monitoring.model.wording import condition_in_words
from eventflow_monitoring.report.told import told_in_words
from tests.eventflow import ROOT, eventflow_plan

RUNBOOKS = ROOT / "docs/runbooks"
INDEX = RUNBOOKS / "README.md"
FILES = sorted(RUNBOOKS.glob("*.md"))
PAGES = [file for file in FILES if file != INDEX]

QUERY_COMMANDS = {"fields", "filter", "stats", "sort", "limit"}
FUNCTIONS = {
    *("avg", "bin", "count", "count_distinct", "earliest", "ispresent", "latest", "max", "pct"),
    "sum",
}
"""Functions of Logs Insights (CloudWatch Logs user guide, "Supported operations and functions")."""
LOG_FIELDS = {
    *("@timestamp", "@message", "@logStream", "level", "service", "module", "message", "route"),
    *("request_id", "event_id", "stream_id", "event_type", "duration_ms"),
    *("error.type", "error.message", "metadata.org_id", "metadata.api_key_id"),
}
CLI_OPTIONS = {"query", "output", "max-items", "region"}
"""Options that the command line adds to those of the API."""


@cache
def monitoring() -> Monitoring:
    """Return what the specs say of production, where people are woken."""
    return eventflow_plan("production").monitoring


def page_of(alarm: Alarm) -> str:
    """Return the name of an alarm's page."""
    return Path(alarm.runbook or "").name


def of_page(file: Path) -> list[Alarm]:
    """Return the alarms a page is about: one, or those of a `ForEach`."""
    return [alarm for alarm in monitoring().alarms if page_of(alarm) == file.name]


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


def queries() -> list[tuple[Path, str]]:
    """Return every Logs Insights query with its page."""
    return [(file, query) for file in FILES for query in fenced(file.read_text(), "cwli")]


def test_every_alarm_has_a_page_and_every_page_an_alarm() -> None:
    """The pages are those the alarms name, at the address where they are published."""
    base = "https://runbooks.eventflow.example/"
    assert {alarm.runbook for alarm in monitoring().alarms} == {base + file.name for file in PAGES}
    written = {page: {alarm.origin.pointer for alarm in of_page(page)} for page in PAGES}
    assert all(len(pointers) == 1 for pointers in written.values()), written


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_says_of_its_alarm_what_the_specs_say(file: Path) -> None:
    """Name, tier, condition, who is told and what silence means are those of the alarm."""
    alarms, lines = of_page(file), file.read_text().splitlines()
    said = [line for line in lines if line.startswith("- **")]
    expected = [f"- **Tier:** {alarms[0].tier.value}"]
    for alarm in alarms:
        evaluation = evaluation_of(alarm.trigger)
        assert evaluation is not None
        shared = lines[0].removeprefix("# ")
        if len(alarms) > 1 or alarm.name != shared:
            assert alarm.name.startswith(f"{shared}-")
            expected.append(f"- **Alarm:** {alarm.name}")
        expected += [
            f"- **Fires when:** {condition_in_words(alarm)}",
            f"- **Tells:** {told_in_words(alarm)}",
        ]
        assert alarm.tier is alarms[0].tier
        assert said[-1].split()[:4] == ["-", "**Without", "data:**", evaluation.missing_data.value]
    assert said[:-1] == expected


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_says_which_alarm_tells(file: Path) -> None:
    """Where an alarm has a composite beside it, its page names that and the suppressor."""
    text = file.read_text()
    for alarm in of_page(file):
        assert (f"`{alarm.name}-alert`" in text) == alarm.has_alert
        if alarm.suppressor is not None:
            assert alarm.suppressor.alarm in text


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_answers_the_same_questions_in_40_to_90_lines(file: Path) -> None:
    """A page has all its parts, in their order, and can be read at night."""
    text = file.read_text()
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "What it means",
        "What to look at first",
        "Likely causes",
        "What to do",
        "When it is over",
        "Escalation",
    ]
    assert 40 <= len(text.splitlines()) <= 90


def test_the_index_lists_the_alarms_by_tier() -> None:
    """The table of the index is that of the specs, the most severe first, else in their order."""
    rows = [
        f"| {alarm.tier.value} | [{alarm.name}]({page_of(alarm)}) | {told_in_words(alarm)} |"
        for alarm in sorted(monitoring().alarms, key=lambda alarm: list(Tier).index(alarm.tier))
    ]
    table = [line for line in INDEX.read_text().splitlines() if re.match(r"\| \w+ \| \[", line)]
    assert table == rows


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_a_page_names_is_in_the_specs(file: Path) -> None:
    """Metrics and log groups of a page are those of the catalogue, panels those of a dashboard."""
    text = file.read_text()
    metrics = {metric.name for metric in monitoring().metrics}
    names = metrics | {alarm.name for alarm in monitoring().alarms}
    camel = re.compile(r"[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+")
    assert [name for name in inline(text) if camel.fullmatch(name) and name not in names] == []
    own = re.findall(r"--namespace EventFlow --metric-name (\w+)", text)
    assert [name for name in own if name not in metrics] == []
    groups = {group.physical_name for group in monitoring().log_groups}
    named = re.findall(r"(?<![\w.:/-])/eventflow/[\w/-]+", text)
    assert [group for group in named if group not in groups] == []
    titles = {
        placed.widget.title
        for dashboard in monitoring().dashboards
        for placed in dashboard.widgets
        if isinstance(placed.widget, AlarmStatusWidget | MetricWidget)
    }
    panels = re.findall(r"[Pp]anel\s\*([^*]+)\*", text)
    assert [title for title in panels if title not in titles] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_anchors_exist(file: Path) -> None:
    """Every link to a part of a page leads to a heading."""
    for target, anchor in re.findall(r"\]\(([\w.-]*)#([^)]+)\)", file.read_text()):
        assert anchor in anchors(RUNBOOKS / (target or file.name)), anchor


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
    found = [command for file in FILES for command in commands(file.read_text())]
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


@pytest.mark.parametrize(("file", "query"), queries(), ids=lambda value: str(value)[-40:])
def test_queries_are_logs_insights(file: Path, query: str) -> None:
    """Every query says what it is for, and uses commands, functions and fields that exist."""
    first, *lines = [line.strip() for line in query.splitlines()]
    assert first.startswith("# "), file
    assert not re.search(r"^--", query, re.MULTILINE)
    for number, line in enumerate(lines):
        assert line.startswith("| ") == (number > 0), line
        assert line.removeprefix("| ").split()[0] in QUERY_COMMANDS, line
    code = re.sub(r'"[^"]*"|/\(\?i\).*?/(?=$| |\))|\b\d+m\b', " ", " ".join(lines))
    assert set(re.findall(r"(\w+)\(", code)) - {"and", "or", "in"} <= FUNCTIONS
    aliases = set(re.findall(r" as (\w+)", code))
    grammar = {*QUERY_COMMANDS, *FUNCTIONS, *("as", "by", "and", "or", "in", "like", "asc", "desc")}
    words = set(re.findall(r"@?[A-Za-z_][\w.]*", code))
    assert words <= LOG_FIELDS | aliases | grammar
