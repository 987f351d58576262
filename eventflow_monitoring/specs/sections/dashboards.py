"""`Dashboards:` what people look at, in rows of widgets.

Example:
    Dashboards:
      operations:
        Rows:
          - - Title: Requests
              Metrics: [Requests, Errors]
            - Title: Latency
              Metrics: [p50(Latency), p95(Latency), p99(Latency)]
          - - Kind: Text
              Markdown: "[How to read this](https://wiki.example/dashboards)"
"""

from typing import Any

from eventflow_monitoring.model.dashboard import COLUMNS, Dashboard, Placed, TextWidget, Widget
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.registry import registered
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.section import Kind, Section, read_kind
from eventflow_monitoring.specs.spec import Spec

_HEIGHT = 6
_TEXT_HEIGHT = 2


class DashboardSpec(Spec):
    """A dashboard; the widgets of a row share its width evenly."""

    rows: list[list[Any]]
    """The rows from the top, each a list of widgets from the left."""


def expand(spec: DashboardSpec, entry: Entry, context: Context) -> Dashboard | None:
    """Return the dashboard of an entry with every widget in its place."""
    placed: list[Placed] = []
    y = 0
    complete = True
    for number, row in enumerate(spec.rows):
        if not 0 < len(row) <= COLUMNS:
            context.report(
                Problem(
                    "bad-row", f"a row has 1 to {COLUMNS} widgets", entry.origin("Rows", number)
                )
            )
            complete = False
            continue
        widgets = [
            _widget(entry.at(data, "Rows", number, i), context) for i, data in enumerate(row)
        ]
        complete = complete and None not in widgets
        height = _TEXT_HEIGHT if all(isinstance(w, TextWidget) for w in widgets) else _HEIGHT
        for i, widget in enumerate(widgets):
            # Even widths: the edges of the columns are rounded down.
            left, right = (COLUMNS * side // len(row) for side in (i, i + 1))
            if widget is not None:
                placed.append(Placed(widget, left, y, right - left, height))
        y += height
    if not complete:
        return None
    return Dashboard(
        name=entry.name,
        physical_name=context.environment.physical_name(entry.name),
        widgets=tuple(placed),
        origin=entry.origin(on_key=True),
    )


def _widget(entry: Entry, context: Context) -> Widget | None:
    kinds = registered("eventflow_monitoring.specs.widgets", "KIND")
    found, problems = read_kind(entry, kinds, default="Graph")
    context.problems += problems
    widget: Widget | None = None if found is None else found.expand(context)
    return widget


SECTION = Section(
    "Dashboards", (Kind("Dashboard", DashboardSpec, expand),), needs=("Metrics", "Alarms")
)
