"""`Channels:` the ways to reach people.

Example:
    Channels:
      support:
        Kind: Email
        Address: support@example.com
    Topics:
      notices:
        Tier: medium
        Channels: [support]
"""

from eventflow_monitoring.registry import registered
from eventflow_monitoring.specs.section import Section

SECTION = Section("Channels", registered("eventflow_monitoring.specs.channels", "KIND"))
