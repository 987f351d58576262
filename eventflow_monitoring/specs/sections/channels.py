"""`Channels:` the ways to reach people."""

from eventflow_monitoring.registry import registered
from eventflow_monitoring.specs.section import Section

SECTION = Section("Channels", registered("eventflow_monitoring.specs.channels", "KIND"))
