"""What AWS does not document, and what else it may be: an alternative to every field of `Settings`."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.simulate.settings import (
    AtExpiry,
    Deviation,
    DynamoDb,
    LowSampleSpan,
    MissingOperand,
    Percentile,
    Settings,
    Trimming,
)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value of a setting; `open` says in words what AWS does not document."""

    setting: str
    value: Any
    open: str

    def applied_to(self, settings: Settings) -> Settings:
        """Return settings with this value."""
        return replace(settings, **{self.setting: self.value})

    def chosen_in(self, settings: Settings) -> bool:
        """Tell whether settings have this value already."""
        return bool(getattr(settings, self.setting) == self.value)


def value_text(setting: str, value: object) -> str:
    """Write the value of a setting as docs/simulation.md does."""
    if setting == "few_breaching" and value is None:
        return "keeps the state"
    return str(value.value) if isinstance(value, Enum) else f"{value}"


_FEW = "the state where all points breach, are fewer than M, and none is old enough"
_EXTRA = "how many periods beyond its own an alarm looks at for missing ones"

ALTERNATIVES = (
    Alternative("extra_points", 1, _EXTRA),
    Alternative("extra_points", 5, _EXTRA),
    Alternative("few_breaching", State.OK, _FEW),
    Alternative("few_breaching", State.ALARM, _FEW),
    Alternative("few_breaching", State.INSUFFICIENT_DATA, _FEW),
    Alternative(
        "missing_operand", MissingOperand.NO_DATA, "a point that one operand of metric math lacks"
    ),
    Alternative(
        "missing_in_aggregate",
        MissingOperand.ZERO,
        "a point that one series lacks in MIN, MAX and STDDEV",
    ),
    Alternative("percentile", Percentile.LINEAR, "a percentile between two samples"),
    Alternative("trimming", Trimming.FRACTION, "a sample that a percentage cuts through"),
    Alternative("deviation", Deviation.SAMPLE, "what STDDEV divides by"),
    Alternative("dynamodb", DynamoDb.ALWAYS_IGNORE, "missing data of AWS/DynamoDB"),
    Alternative(
        "low_sample_span", LowSampleSpan.PERIOD, "over which time samples of a percentile count"
    ),
    Alternative(
        "at_expiry",
        AtExpiry.EXPIRY,
        "what comes first when an alarm changes as its suppressor's period ends",
    ),
)
"""Values that AWS may have chosen instead; a test holds every setting to having one."""
