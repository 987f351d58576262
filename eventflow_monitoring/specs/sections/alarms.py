"""`Alarms:` what to be told about."""

from eventflow_monitoring.registry import registered
from eventflow_monitoring.specs.section import Section

SECTION = Section(
    "Alarms",
    registered("eventflow_monitoring.specs.alarms", "KIND"),
    needs=("Metrics", "Topics"),
    default_kind="Threshold",
)
