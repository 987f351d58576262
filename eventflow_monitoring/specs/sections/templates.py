"""`Templates:` what several things say, for their `Extends`.

A template is not deployed itself. It may say any key of any section; what extends it must know that
key. [Layers](layers.md) says what lies on top of what. What a template says is checked where it is
extended: there is a warning of one that nothing extends.

Example:
    Templates:
      ten-minutes:
        Tier: high
        Period: 1 minute
        EvaluationPeriods: 10
        Actions: [alerts]
    Alarms:
      HighLatency:
        Extends: ten-minutes
        Condition: Latency > 1 second
      HighMemory:
        Extends: ten-minutes
        Condition: Memory > 85%
"""

from eventflow_monitoring.specs.section import Section

# No kinds: what a template may say depends on what extends it.
SECTION = Section("Templates", ())
