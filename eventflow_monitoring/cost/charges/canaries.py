"""Canaries: charged for each run, and by other services for what a run uses."""

import re
from collections.abc import Iterator
from decimal import Decimal

from eventflow_monitoring.cost.charge import Charge, name_of, resources_of
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.month import MINUTES
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.outputs.cloudformation.resource import Resource

_TYPE = "AWS::Synthetics::Canary"

_RATE = re.compile(r"rate\((\d+) (minute|hour)s?\)")
"""The only rates there are (CloudFormation, AWS::Synthetics::Canary Schedule)."""


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield the runs of each canary, and what they use beside."""
    for logical_id, resource in resources_of(plan, _TYPE):
        runs = _runs(resource)
        for part, item in (("runs", "canary_run"), ("what runs use", "canary_artifacts")):
            yield Line(
                section="Canaries",
                name=name_of(logical_id, resource, "Name"),
                part=part,
                price=prices[item],
                quantity=runs,
                state="its schedule says no number of runs a month" if runs is None else None,
            )


def _runs(resource: Resource) -> Decimal | None:
    """Return how often a canary runs in a month; None where its schedule is no rate.

    `rate(0 minute)` is a single run.
    """
    schedule = resource.properties.get("Schedule", {})
    match = _RATE.fullmatch(str(schedule.get("Expression", "")))
    if match is None:
        return None
    minutes = int(match[1]) * (60 if match[2] == "hour" else 1)
    return MINUTES / minutes if minutes else Decimal(1)


CHARGE = Charge(lines, (_TYPE,))
