"""How severe an alert is (section 5.1 of the monitoring design)."""

from enum import Enum


class Tier(Enum):
    """Severity of an alarm, the most severe first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
