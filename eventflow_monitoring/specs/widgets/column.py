"""Widgets below each other, in the place of one.

Example:
    Dashboards:
      operations:
        Rows:
          - - Title: Latency
              Metrics: [p50(Latency), p95(Latency)]
              Width: 16
              Height: 8
            - Kind: Column
              Widgets:
                - Title: Requests
                  View: number
                  Metrics: [Requests]
                  Height: 4
                - Title: Errors
                  View: number
                  Metrics: [Errors]
"""

from typing import Any

from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.grid import Cell
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec
from eventflow_monitoring.specs.widget_spec import Width, read_cell


class ColumnSpec(Spec):
    """Widgets below each other, in the place of one."""

    widgets: list[Any]
    """The widgets, from the top; the last one without a `Height` fills what is left of the row."""
    width: Width | None = None
    """Columns of the grid, 1 to 24; by default an even share of what is left of the row."""


def expand(spec: ColumnSpec, entry: Entry, context: Context) -> Cell | None:
    """Return the widgets of an entry."""
    cells = [
        read_cell(entry.at(data, "Widgets", index), context)
        for index, data in enumerate(spec.widgets)
    ]
    if not cells:
        context.report(Problem("bad-row", "a column has a widget or more", entry.origin("Widgets")))
        return None
    for index, data in enumerate(spec.widgets):
        if isinstance(data, dict) and data.get("Kind") == "Column":
            message = "a column stands in a row, not in another column"
            origin = entry.origin("Widgets", index, "Kind")
            context.report(Problem("bad-row", message, origin))
    boxes = tuple(box for cell in cells for box in cell.boxes)
    return Cell(boxes, spec.width, entry.origin())


KIND = Kind("Column", ColumnSpec, expand)
