"""The queries that runbooks hold: those of the logs, and that of each page's alarm."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from botocore.session import get_session
from botocore.validate import ParamValidator

from eventflow_monitoring.expression.logs_insights import read_insights_query
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from tests.asked import asked_by
from tests.eventflow import ROOT, SPECS, plans_of

RUNBOOKS = ROOT / "docs/runbooks"
FILES = sorted(RUNBOOKS.glob("*.md"))
PLANS = plans_of(SPECS)
BLOCK = r"^ *```{}\n(.*?)^ *```"


def log_queries() -> list[tuple[Path, str]]:
    """Return every Logs Insights query with its page."""
    blocks = re.compile(BLOCK.format("cwli"), re.DOTALL | re.MULTILINE)
    return [(file, query) for file in FILES for query in blocks.findall(file.read_text())]


@pytest.mark.parametrize(("file", "query"), log_queries(), ids=lambda value: str(value)[-40:])
def test_log_query_is_one(file: Path, query: str) -> None:
    """It says what it is for, Logs takes it, and the records have the fields it reads."""
    first, *lines = [line.strip() for line in query.splitlines()]
    assert first.startswith("# "), file
    assert [line.startswith("| ") for line in lines] == [number > 0 for number in range(len(lines))]
    read = read_insights_query(query)
    assert read.commands
    record = next(one.record for one in PLANS[0].monitoring.log_groups if one.record is not None)
    own = [field.name for field in read.fields if not field.name.startswith("@")]
    assert [name for name in own if not record.knows(tuple(name.split(".")))] == []


def metric_alarms(plan: Plan) -> dict[str, dict[str, Any]]:
    """Return the properties of every alarm on metrics by its name, as CloudFormation gets them."""
    return {
        resource.properties["AlarmName"]: dict(resource.properties)
        for stack in plan.stacks
        for resource in stack.resources.values()
        if resource.type == "AWS::CloudWatch::Alarm"
    }


def read_by(properties: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what an alarm reads, of a metric by itself as an alarm on an expression writes it."""
    if "Metrics" in properties:
        queries: list[dict[str, Any]] = properties["Metrics"]
    else:
        metric = {key: properties[key] for key in ("Namespace", "MetricName", "Dimensions")}
        statistic = properties.get("Statistic", properties.get("ExtendedStatistic"))
        stat = {"Metric": metric, "Period": properties["Period"], "Stat": statistic}
        queries = [{"Id": "result", "MetricStat": stat, "ReturnData": True}]
    referring = re.compile(r'\{"Ref": "[A-Za-z0-9]+"\}')
    known: list[dict[str, Any]] = json.loads(referring.sub('"HEALTH-CHECK"', json.dumps(queries)))
    return known


def queries_of_page(name: str) -> list[list[dict[str, Any]]]:
    """Return what the commands of a page's last part ask for."""
    text = (RUNBOOKS / name).read_text()
    last = text[text.rindex("\n## ") :]
    scripts = re.findall(BLOCK.format("sh"), last, re.DOTALL | re.MULTILINE)
    return [json.loads(asked_by(script)["--metric-data-queries"]) for script in scripts]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.monitoring.environment.name)
def test_every_page_reads_what_its_alarm_reads(plan: Plan) -> None:
    """To the letter: metric, dimensions, statistic, period and expression, from a shell's view."""
    properties = metric_alarms(plan)
    for alarm in plan.monitoring.alarms:
        if alarm.physical_name in properties:
            page = (alarm.runbook or "").rpartition("/")[2]
            assert read_by(properties[alarm.physical_name]) in queries_of_page(page), alarm.name


@pytest.mark.parametrize("file", [one for one in FILES if one.stem == "service-down"])
def test_command_is_one_of_cloudwatch(file: Path) -> None:
    """Its options and its queries are those of GetMetricData."""
    text = file.read_text()
    (script,) = re.findall(
        BLOCK.format("sh"), text[text.rindex("\n## ") :], re.DOTALL | re.MULTILINE
    )
    options = asked_by(script)
    assert options.keys() == {
        "cloudwatch", "--start-time", "--end-time", "--query", "--metric-data-queries",
    }  # fmt: skip
    model = get_session().get_service_model("cloudwatch").operation_model("GetMetricData")
    request = {
        "StartTime": options["--start-time"],
        "EndTime": options["--end-time"],
        "MetricDataQueries": json.loads(options["--metric-data-queries"]),
    }
    assert not ParamValidator().validate(request, model.input_shape).has_errors()
