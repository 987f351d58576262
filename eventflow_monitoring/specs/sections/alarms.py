"""`Alarms:` what to be told about.

Example:
    Alarms:
      HighErrorRate:
        Description: Requests fail on our side.
        Tier: high
        Condition: ErrorRate > 5% for 10 minutes
        MinimumSamples: {Metric: Requests, AtLeast: 20 requests}
        Runbook: high-error-rate.md
        Actions: [alerts]
"""

from eventflow_monitoring.registry import registered
from eventflow_monitoring.specs.section import Section

SECTION = Section(
    "Alarms",
    registered("eventflow_monitoring.specs.alarms", "KIND"),
    needs=("LogGroups", "Metrics", "Topics"),
    default_kind="Threshold",
)
