"""Rows of widgets.

Example:
    Dashboards:
      operations:
        Rows:
          - - Title: Requests
              Metrics: [Requests, Errors]
            - Title: Latency
              Metrics: [p50(Latency), p95(Latency), p99(Latency)]
              Width: 14
          - - Kind: Text
              Markdown: "[How to read this](https://wiki.example/dashboards)"
        Variables:
          group:
            Property: group
            Values: [billing, audit]
        Refresh: 30 seconds
        Start: 3 hours
"""

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from eventflow_monitoring.model.dashboard import COLUMNS, Dashboard
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.dashboard_look import LookSpec, dashboard_of
from eventflow_monitoring.specs.dashboard_variable import VariableSpec, variable_of
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.grid import Cell, place
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.widget_spec import read_cell


class DashboardSpec(LookSpec):
    """Rows of widgets."""

    rows: list[list[Any]]
    """The rows from the top, each a list of widgets from the left."""
    variables: dict[str, VariableSpec] = Field(default_factory=dict)
    """What can be chosen at the top, such as a stream or a consumer group."""


def expand(spec: DashboardSpec, entry: Entry, context: Context) -> Dashboard | None:
    """Return the dashboard of an entry with every widget in its place."""
    found = len(context.problems)
    rows: list[Sequence[Cell]] = []
    for number, row in enumerate(spec.rows):
        if not 0 < len(row) <= COLUMNS:
            message = f"a row has 1 to {COLUMNS} widgets"
            context.report(Problem("bad-row", message, entry.origin("Rows", number)))
            continue
        rows.append(
            [read_cell(entry.at(data, "Rows", number, i), context) for i, data in enumerate(row)]
        )
    placed, problems = place(rows)
    context.problems += problems
    variables = [
        variable_of(name, one, entry.at(entry.data["Variables"][name], "Variables", name), context)
        for name, one in spec.variables.items()
    ]
    if len(context.problems) > found:
        return None
    good = [one for one in variables if one is not None]
    return dashboard_of(spec, placed, entry, context, good)


KIND = Kind("Dashboard", DashboardSpec, expand)
