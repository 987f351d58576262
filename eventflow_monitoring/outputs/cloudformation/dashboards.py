"""Dashboards: the JSON body that CloudWatch takes.

Source: CloudWatch API reference, "Dashboard body structure and syntax".
"""

import json
from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.model.dashboard import Dashboard, Placed
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.variable import Variable
from eventflow_monitoring.outputs.cloudformation.dashboard_parts import Part, parts_of
from eventflow_monitoring.outputs.cloudformation.resource import Resource, logical_id
from eventflow_monitoring.outputs.cloudformation.widgets import widget_json

_UNITS = ((86_400, "D", "-P"), (3_600, "H", "-PT"), (60, "M", "-PT"))


def dashboard_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield the dashboards, those with more than CloudWatch takes in several parts."""
    environment = monitoring.environment
    for dashboard in monitoring.dashboards:
        for part in parts_of(dashboard, environment):
            body = _body(dashboard, part, environment)
            yield (
                logical_id("Dashboard", dashboard.name, part.suffix),
                Resource(
                    "AWS::CloudWatch::Dashboard",
                    {
                        "DashboardName": part.physical_name,
                        "DashboardBody": json.dumps(
                            body, ensure_ascii=False, separators=(",", ":")
                        ),
                    },
                    origin=dashboard.origin,
                ),
            )


def _body(dashboard: Dashboard, part: Part, environment: Environment) -> dict[str, Any]:
    body: dict[str, Any] = {"widgets": [_placed(one, environment) for one in part.widgets]}
    if dashboard.variables:
        body["variables"] = [_variable(one) for one in dashboard.variables]
    if dashboard.start is not None:
        body["start"] = _ago(dashboard.start)
    if dashboard.fixed_periods:
        body["periodOverride"] = "inherit"
    return body


def _ago(seconds: int) -> str:
    """Write how far back something is, in the largest unit that divides it: `-PT3H`."""
    factor, letter, prefix = next(unit for unit in _UNITS if seconds % unit[0] == 0)
    return f"{prefix}{seconds // factor}{letter}"


def _placed(placed: Placed, environment: Environment) -> dict[str, Any]:
    kind, properties = widget_json(placed.widget, environment)
    return {
        "type": kind,
        "x": placed.x,
        "y": placed.y,
        "width": placed.width,
        "height": placed.height,
        "properties": properties,
    }


def _variable(one: Variable) -> dict[str, Any]:
    kind = "pattern" if one.is_pattern else "property"
    made: dict[str, Any] = {
        "type": kind,
        kind: one.property,
        "inputType": one.input.value,
        "id": one.id,
        "label": one.label,
        "visible": one.visible,
    }
    if one.default is not None:
        made["defaultValue"] = one.default
    if one.values:
        made["values"] = [{"label": label, "value": value} for label, value in one.values]
    if one.search is not None:
        made |= {"search": one.search, "populateFrom": one.populate_from}
    return made
