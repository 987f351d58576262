"""docs/requirements.md says of every point of the monitoring design what meets it, and that exists."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.widget import title_of
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.source.tree import Source
from eventflow_monitoring.source.yaml_reader import read_yaml
from tests.eventflow import ROOT, SPECS, eventflow_plan

ENVIRONMENTS = ("production", "staging", "development")
PAGE = ROOT / "docs/requirements.md"
DESIGN = ROOT / "docs/eventflow-design.md"

_HEADING = re.compile(r"#{2,3} (\d+(?:\.\d+)?)\.? (.*)")
_POINT = re.compile(r"\s*(?:\*|\d+\.) (.*)")
_SETTING = re.compile(r"\*\*[^*]+:\*\* .+")
_TABLE_ROW = re.compile(r"\| (.*) \|")


class Row(NamedTuple):
    """A point of the design in a section, and what the page says of it."""

    section: str
    point: str
    met: str


def lines_outside_code(text: str) -> Iterator[str]:
    """Yield the lines of a page that stand in no fenced block."""
    fenced = False
    for line in text.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif not fenced:
            yield line


def points_of_the_design() -> list[tuple[str, str]]:
    """Return every point of the design with its section; a section without any is one itself."""
    titles: dict[str, str] = {}
    points: dict[str, list[str]] = {}
    section = ""
    for line in lines_outside_code(DESIGN.read_text(encoding="utf-8")):
        if heading := _HEADING.fullmatch(line):
            section = heading[1]
            titles[section] = heading[2]
            points[section] = []
        elif point := _POINT.fullmatch(line):
            points[section].append(point[1].strip())
        elif _SETTING.fullmatch(line):
            points[section].append(line.strip())
        elif (row := _TABLE_ROW.fullmatch(line)) and "---" not in line and "Purpose" not in line:
            points[section].append(": ".join(cell.strip() for cell in row[1].split("|")))
    for name, found in points.items():
        has_parts = any(other.startswith(f"{name}.") for other in points)
        if not found and not has_parts:
            found.append(titles[name])
    return [(name, point) for name, found in points.items() for point in found]


def rows_of_the_page() -> list[Row]:
    """Return the rows of the page."""
    rows = []
    section = ""
    for line in lines_outside_code(PAGE.read_text(encoding="utf-8")):
        if heading := _HEADING.fullmatch(line):
            section = heading[1]
        elif line.startswith("| ") and not line.startswith("| The design says"):
            point, met = line.removeprefix("| ").removesuffix(" |").split(" | ")
            rows.append(Row(section, point, met))
    return rows


ROWS = rows_of_the_page()


def names(field: str) -> Callable[[Monitoring], set[str]]:
    """Return what finds the names of the things in a part of the monitoring."""
    return lambda monitoring: {thing.name for thing in getattr(monitoring, field)}


def panels(monitoring: Monitoring) -> set[str]:
    """Return the panels, as the page writes them."""
    return {
        f"{title_of(placed.widget)}` of `{dashboard.name}"
        for dashboard in monitoring.dashboards
        for placed in dashboard.widgets
    }


KINDS: dict[str, Callable[[Monitoring], set[str]]] = {
    "metric": names("metrics"),
    "alarm": names("alarms"),
    "channel": names("channels"),
    "topic": names("topics"),
    "dashboard": names("dashboards"),
    "panel": panels,
    "log group": names("log_groups"),
    "metric filter": names("metric_filters"),
    "query": names("queries"),
    "health check": names("health_checks"),
    "probe": names("probes"),
    "sampling rule": names("sampling_rules"),
    "trace group": names("trace_groups"),
    "collector": names("collectors"),
}

_NAMED = re.compile(rf"(?<!\w)({'|'.join(KINDS)}) `([^`]+(?:` of `[^`]+)?)`")
_TYPE = re.compile(r"`(AWS::\w+::\w+)`")
_FIELD = re.compile(r"field `(\w+)`")
_SETTING_OF = re.compile(r"setting `(\w+) (\w+): ([^`]+)`")
_LINK = re.compile(r"\[[^\]]+\]\(([^)#]*)(?:#([\w-]+))?\)")


@cache
def plan_of(environment: str) -> Plan:
    """Return the plan of an environment, made once."""
    return eventflow_plan(environment)


@cache
def settings() -> dict[str, Any]:
    """Return the environments as written."""
    file = SPECS / "environments.yaml"
    tree, problems = read_yaml(Source(file.name, file.read_text(encoding="utf-8")))
    assert problems == []
    assert isinstance(tree.data, dict)
    environments: dict[str, Any] = tree.data["Environments"]
    return environments


def checked(row: Row) -> list[str]:
    """Return everything in a row that these tests look up."""
    patterns = (_NAMED, _TYPE, _FIELD, _SETTING_OF, _LINK)
    return [match[0] for pattern in patterns for match in pattern.finditer(row.met)]


def test_every_point_of_the_design_stands_there() -> None:
    """The page has the points of the design, all of them, in its order."""
    assert [(row.section, row.point) for row in ROWS] == points_of_the_design()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.section} {row.point}")
def test_every_point_is_met_or_said_not_to_be(row: Row) -> None:
    """Each row names something that is looked up, or says that the point is planned."""
    assert checked(row) or row.met.startswith("Planned")


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_what_is_named_is_in_the_model(environment: str) -> None:
    """Everything named by its kind stands in the compiled model of every environment."""
    monitoring = plan_of(environment).monitoring
    known = {kind: find(monitoring) for kind, find in KINDS.items()}
    missing = [
        f"{row.section}: {kind} {name}"
        for row in ROWS
        for kind, name in _NAMED.findall(row.met)
        if name not in known[kind]
    ]
    assert missing == []


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_the_types_are_in_the_templates(environment: str, templates: dict[str, Any]) -> None:
    """Every type of resource named stands in a template that CDK writes for the environment."""
    written = {
        resource["Type"]
        for stack, template in templates.items()
        if stack.startswith(f"eventflow-{environment}-")
        for resource in template["Resources"].values()
    }
    named = {found for row in ROWS for found in _TYPE.findall(row.met)}
    assert named - written == set()


def test_the_fields_are_those_of_a_record() -> None:
    """Every field named is one of a log record."""
    schema = json.loads((SPECS / "log-record.schema.json").read_text(encoding="utf-8"))
    named = {field for row in ROWS for field in _FIELD.findall(row.met)}
    assert named - schema["properties"].keys() == set()


def test_the_settings_are_those_of_the_environments() -> None:
    """Every setting named has that value in the file of the environments."""
    for row in ROWS:
        for environment, key, value in _SETTING_OF.findall(row.met):
            assert settings()[environment][key] == value, row


def test_the_links_lead_somewhere() -> None:
    """Every page that is linked exists, and so does every section of this one."""
    text = PAGE.read_text(encoding="utf-8")
    anchors = {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
    for path, anchor in _LINK.findall(text):
        assert (PAGE.parent / path).exists() if path else anchor in anchors, (path, anchor)
