"""`Defaults:` what the things of a section say unless they say otherwise.

Below the name of a section stand keys of its things. `Kinds` holds, by kind, what goes for one kind
only; for alarms `Tiers` holds, by tier, what goes for one tier only. A key reaches the kinds that know
it. [Layers](layers.md) says what lies on top of what.

Example:
    Defaults:
      Alarms:
        Owner: platform
        Tiers:
          high:
            Actions: [alerts]
        Kinds:
          Log:
            LogLines: 5
    Alarms:
      HighLatency:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
"""

from eventflow_monitoring.specs.section import Section

KINDS = "Kinds"
"""The key under which a section's defaults differ by kind."""

TIERS = "Tiers"
"""The key under which the defaults of alarms differ by tier."""

# No kinds: each entry is named for a section and laid under the things of it.
SECTION = Section("Defaults", ())
