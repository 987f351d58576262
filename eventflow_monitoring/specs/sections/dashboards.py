"""`Dashboards:` what people look at, in rows of widgets.

Widgets stand on a grid of 24 columns, in reading order; sizes and places are worked out, and may be
written. A dashboard with more than CloudWatch takes (500 widgets, 2,500 metrics) becomes several that
link to each other.

CloudWatch's dashboards have no field for how often they refresh: that is a setting of whoever looks,
in the menu at the top (10 seconds, or 1, 2, 5 or 15 minutes). `Refresh` sees to it that a refresh shows
something new: graphs whose data points are longer show the newest before it is complete (`LiveData`).
`show --dashboard NAME` tells it, and draws the grid.

Example:
    Dashboards:
      operations:
        Rows:
          - - Title: Requests
              Metrics: [Requests, Errors]
            - Title: Latency
              Metrics: [p50(Latency), p95(Latency), p99(Latency)]
"""

from eventflow_monitoring.registry import registered
from eventflow_monitoring.specs.section import Section

SECTION = Section(
    "Dashboards",
    registered("eventflow_monitoring.specs.dashboards", "KIND"),
    needs=("Metrics", "Alarms", "LogGroups", "Queries"),
    default_kind="Dashboard",
)
