"""Estimates as a whole: their sums, and that nothing is left out in silence."""

import re
from decimal import Decimal
from typing import get_args

import pytest

from eventflow_monitoring.cost.charge import charges
from eventflow_monitoring.cost.estimate import UNCHARGED, estimate
from eventflow_monitoring.cost.free import FREE
from eventflow_monitoring.cost.price import Certainty
from eventflow_monitoring.model.trigger import Trigger
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.outputs.cloudformation.resource import Resource
from tests.cost.costing import estimate_of
from tests.eventflow import ROOT, eventflow_plan, plans_of, with_log_resources

EVERY_KIND = ROOT / "tests" / "embedded" / "every_kind"
_SOURCES = ROOT / "eventflow_monitoring" / "outputs" / "cloudformation"
_CHARGES = ROOT / "eventflow_monitoring" / "cost" / "charges"
_TYPE = re.compile(r'"(AWS::[A-Za-z0-9]+::[A-Za-z0-9]+)"')


def charged_types() -> set[str]:
    """Return the types whose cost a charge tells."""
    return {type for charge in charges() for type in charge.types}


def emitted_types() -> set[str]:
    """Return the types that templates can have, by the source and by the specs of every kind."""
    named = {
        type for path in _SOURCES.rglob("*.py") for type in _TYPE.findall(path.read_text("utf-8"))
    }
    plans = [eventflow_plan(), *plans_of(EVERY_KIND)]
    deployed = {
        one.type for plan in plans for stack in plan.stacks for one in stack.resources.values()
    }
    return named | deployed


def test_every_type_of_resource_has_a_charge_or_is_free_for_a_reason() -> None:
    """A new type cannot be counted as nothing."""
    missing = sorted(emitted_types() - charged_types() - FREE.keys())
    assert not missing, (
        f"nothing says what {', '.join(missing)} costs: add a file to eventflow_monitoring/cost/charges "
        "with a CHARGE that names the type (its price may be unknown: give it an item without steps in "
        "cost/prices.json), or add the type to FREE in cost/free.py with the reason why it costs nothing"
    )


def test_every_file_of_a_charge_is_found_once() -> None:
    """The registry lists the package."""
    files = [path for path in _CHARGES.glob("*.py") if path.name != "__init__.py"]
    assert len({charge.lines for charge in charges()}) == len(charges()) == len(files)


def test_nothing_is_both_charged_and_free() -> None:
    """And what is free says why."""
    assert charged_types() & FREE.keys() == set()
    assert all(FREE.values())


def test_every_kind_of_trigger_has_a_charge() -> None:
    """Each is among the alarms of every kind, and each of those has a line."""
    (plan,) = plans_of(EVERY_KIND)
    names = {line.name for line in estimate(plan).lines if line.section == "Alarms"}
    priced = {
        type(alarm.trigger) for alarm in plan.monitoring.alarms if alarm.physical_name in names
    }
    missing = sorted(one.__name__ for one in set(get_args(Trigger)) - priced)
    assert not missing, (
        f"nothing says what an alarm with a {', '.join(missing)} costs: add a file to "
        "eventflow_monitoring/cost/charges, and such an alarm to tests/embedded/every_kind"
    )


@pytest.mark.parametrize("plan", [eventflow_plan(), *plans_of(EVERY_KIND)])
def test_lines_are_told_apart(plan: Plan) -> None:
    """No two have section, name and part alike, and none is of an unknown kind."""
    lines = estimate(plan).lines
    keys = [line.key for line in lines]
    assert len(set(keys)) == len(keys)
    assert UNCHARGED not in {line.section for line in lines}


def test_type_that_nothing_charges_for_is_named() -> None:
    """It is in no sum, and the sum says so."""
    plan = eventflow_plan()
    new = with_log_resources(plan, {"Brand": Resource("AWS::New::Thing", {})})
    before, after = estimate(plan), estimate(new)
    (line,) = (line for line in after.lines if line.section == UNCHARGED)
    assert (line.name, line.part, line.amount) == ("Brand", "AWS::New::Thing", None)
    assert after.total == before.total
    assert len(after.not_counted) == len(before.not_counted) + 1


def test_eventflow_as_added_up_by_hand() -> None:
    """Alarm metrics, composites, dashboards, metrics without dimensions, runs of the canary."""
    found = estimate(eventflow_plan())
    alarms = 19 * Decimal("0.10") + 3 * Decimal("0.50")
    runs = 8760 * Decimal("0.0012")
    by_hand = alarms + 9 * 3 + 37 * Decimal("0.30") + runs
    assert round(found.total, 6) == by_hand == Decimal("52.012")
    assert {certainty: round(sum_, 6) for certainty, sum_ in found.by_certainty.items()} == {
        Certainty.US_EAST_1: Decimal("28.90"),
        Certainty.US_EAST_2: Decimal("23.112"),
    }


def test_parts_of_a_sum_add_up() -> None:
    """By certainty, and nothing unverified among it."""
    specs = "Alarms: {X: {Kind: AnomalyDetection, Metric: Lag}, Y: {Condition: Lag > 2}}\n"
    found = estimate_of(specs, "Traces: 1 million, Notifications: 5")
    assert sum(found.by_certainty.values()) == found.total
    assert Certainty.UNVERIFIED not in found.by_certainty
    assert found.by_certainty[Certainty.AWS_PAGE] == 5


def test_nothing_is_known_in_another_partition() -> None:
    """Every line is named, and the sum is nothing."""
    found = estimate_of("Alarms: {X: {Condition: Lag > 2}}\n", region="cn-north-1")
    assert found.total == 0
    assert len(found.not_counted) == len(found.lines) > 0
