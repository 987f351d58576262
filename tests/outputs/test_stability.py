"""What must not change: names, and everything that was not edited."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from eventflow_monitoring.outputs.cloudformation.placement import place
from eventflow_monitoring.outputs.cloudformation.resource import logical_id
from tests.eventflow import SPECS, plans_of
from tests.outputs.conftest import Templates, synthesise_into

NEW_ALARM = """
  BackendCpuHigh:
    Metric: BackendCpu
    ComparisonOperator: GreaterThanThreshold
    Threshold: 90%
    Runbook: backend-cpu-high.md
    Actions:
      - SNS Topic: alerts-critical
"""


def planned(specs: Path) -> dict[str, dict[str, Any]]:
    """Return the templates of all environments by stack name."""
    return {
        plan.stack_name(stack): stack.template()
        for plan in plans_of(specs)
        for stack in plan.stacks
    }


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A copy of EventFlow's specs to edit."""
    return Path(shutil.copytree(SPECS, tmp_path / "specs"))


def reverse_alarms(file: Path) -> None:
    """Turn the order of the alarms of a file round."""
    head, _, body = file.read_text().partition("Alarms:\n")
    alarms = re.split(r"\n(?=  \w+:\n)", body.rstrip("\n"))
    reordered = "\n\n".join(alarm.strip("\n") for alarm in reversed(alarms))
    file.write_text(f"{head}Alarms:\n{reordered}\n")


def test_synthesising_twice_gives_the_same(templates: Templates, tmp_path: Path) -> None:
    """Nothing random, no time and no path of the machine is in a template."""
    assert synthesise_into(tmp_path, SPECS) == templates


def test_the_order_of_alarms_changes_nothing(edited: Path) -> None:
    """Moving specs within their file leaves every template as it is."""
    before = planned(edited)
    text = (edited / "critical.yaml").read_text()
    reverse_alarms(edited / "critical.yaml")
    assert (edited / "critical.yaml").read_text() != text
    assert json.dumps(planned(edited)) == json.dumps(before)


def test_adding_an_alarm_changes_no_other_resource(edited: Path) -> None:
    """A new alarm is one more resource per environment, and stands on the dashboards that show it."""
    before = planned(edited)
    with (edited / "critical.yaml").open("a") as file:
        file.write(NEW_ALARM)
    after = planned(edited)
    for name, template in after.items():
        added = template["Resources"].pop("AlarmBackendCpuHigh", None)
        assert (added is not None) == name.endswith("-alarms")
        for board in ("AlarmsCritical", "Operations", "Metrics"):  # its tier, all, its metric
            shown = template["Resources"].pop(f"DashboardEventflow{board}", None)
            assert shown is None or "BackendCpuHigh" in json.dumps(shown)
            before[name]["Resources"].pop(f"DashboardEventflow{board}", None)
    assert after == before


def test_another_stack_for_alarms_moves_only_its_share(edited: Path) -> None:
    """Growing from one to two stacks moves alarms to the new one and changes none.

    Composites whose alarms no longer share a stack move to one of their own; stacks wait for each
    other as resources of one stack do.
    """
    before = planned(edited)["eventflow-staging-alarms"]["Resources"]
    environments = edited / "environments.yaml"
    text = environments.read_text().replace("LogRetention:", "AlarmStacks: 2\n    LogRetention:")
    environments.write_text(text)
    after = planned(edited)
    first = after["eventflow-staging-alarms"]["Resources"]
    second = after["eventflow-staging-alarms-2"]["Resources"]
    third = after["eventflow-staging-composite-alarms"]["Resources"]
    assert first
    assert second
    assert third
    assert without_dependencies({**first, **second, **third}) == without_dependencies(before)
    assert {resource["Type"] for resource in third.values()} == {"AWS::CloudWatch::CompositeAlarm"}
    assert "AlarmServiceDown" in first
    for stack in (first, second, third):
        for resource in stack.values():
            assert set(resource.get("DependsOn", ())) <= set(stack)


def without_dependencies(resources: dict[str, Any]) -> dict[str, Any]:
    """Return resources without the order in which they are made."""
    return {
        name: {key: value for key, value in resource.items() if key != "DependsOn"}
        for name, resource in resources.items()
    }


@pytest.mark.parametrize("stacks", [1, 2, 5, 20])
def test_one_more_stack_moves_a_share_of_the_names_and_only_there(stacks: int) -> None:
    """Of many names about 1/(n + 1) move, each to the new stack."""
    names = [f"Alarm{number}" for number in range(3_000)]
    moved = [name for name in names if place(name, stacks) != place(name, stacks + 1)]
    assert {place(name, stacks + 1) for name in moved} == {stacks}
    assert 0.8 < len(moved) * (stacks + 1) / len(names) < 1.2


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Topic", "alerts-critical"), "TopicAlertsCritical"),
        (("LogGroup", "/eventflow/backend/application"), "LogGroupEventflowBackendApplication"),
        (("Alarm", "HighErrorRate"), "AlarmHighErrorRate"),
        (("Alarm", "Überlast"), "AlarmUdcBerlast"),
        (("Subscription", "notices-low", "team-email"), "SubscriptionNoticesLowTeamEmail"),
    ],
)
def test_a_logical_id_follows_from_names(names: tuple[str, ...], expected: str) -> None:
    """Logical ids are names in letters and digits; a change would replace resources."""
    assert logical_id(*names) == expected
