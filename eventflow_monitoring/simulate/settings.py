"""Every choice that AWS does not document, as a parameter with its default."""

from dataclasses import dataclass
from enum import Enum

from eventflow_monitoring.expression.alarm_rule_syntax import State


class MissingOperand(Enum):
    """What a series without a point counts as where another one has a point."""

    ZERO = "zero"
    NO_DATA = "no data"


class Percentile(Enum):
    """How a percentile that falls between two samples is read."""

    NEAREST_RANK = "nearest rank"
    """The smallest sample that at least so many percent of the samples do not exceed."""
    LINEAR = "linear"
    """On the line between the two samples around it."""


class Trimming(Enum):
    """What becomes of a sample that a percentage of the samples cuts through."""

    WHOLE = "whole samples"
    """It stays."""
    FRACTION = "fractions of samples"
    """Its part inside the range counts."""


class Deviation(Enum):
    """What STDDEV divides by."""

    POPULATION = "population"
    """The number of points."""
    SAMPLE = "sample"
    """The number of points less one; of one point there is none."""


class DynamoDb(Enum):
    """How alarms on AWS/DynamoDB treat missing data."""

    AS_CONFIGURED = "as configured"
    ALWAYS_IGNORE = "always ignore"


class LowSampleSpan(Enum):
    """Over which time the samples of a percentile are counted."""

    WINDOW = "window"
    """All evaluation periods together."""
    PERIOD = "period"
    """The newest period."""


class AtExpiry(Enum):
    """What comes first where alarms change at the very moment a suppressor's period is over."""

    CHANGE = "change"
    EXPIRY = "expiry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is chosen where AWS documents nothing, or contradicts itself."""

    extra_points: int = 2
    """Periods beyond `EvaluationPeriods` whose data an alarm retrieves. AWS says "a higher number",
    which depends on period and resolution; its example retrieves 5 for 3 (CloudWatch User Guide,
    "Configuring how CloudWatch alarms treat missing data"). Both figures it gives fit 2."""

    few_breaching: State | None = None
    """The state under `missing` when every data point breaches, they are fewer than M, and none is
    old enough. The same page says only that it is not ALARM "immediately". None keeps the state."""

    missing_operand: MissingOperand = MissingOperand.ZERO
    """A point that one operand of an arithmetic operation lacks. The User Guide ("Using math
    expressions with CloudWatch metrics", "Basic arithmetic functions") says missing values are
    treated as 0; people report that there is no data instead."""

    missing_in_aggregate: MissingOperand = MissingOperand.NO_DATA
    """A point that one series of an array lacks, in MIN, MAX and STDDEV of the array. The same page
    says it counts as 0 in AVG, and nothing of these."""

    percentile: Percentile = Percentile.NEAREST_RANK
    """The User Guide ("CloudWatch statistics definitions") says no more than that p99 is the maximum
    of what remains without the highest 1 %, which is the nearest rank."""

    trimming: Trimming = Trimming.WHOLE
    """A trimmed count is "the number of data points" (same page), so samples stay whole."""

    deviation: Deviation = Deviation.POPULATION
    """The User Guide says "standard deviation"."""

    dynamodb: DynamoDb = DynamoDb.AS_CONFIGURED
    """The current User Guide says that alarms on AWS/DynamoDB ignore missing data by default and can
    say otherwise; the API reference (PutMetricAlarm) says that they always ignore it."""

    low_sample_span: LowSampleSpan = LowSampleSpan.WINDOW
    """The User Guide ("Percentile-based alarms and low data samples") counts samples "in the
    evaluation period"."""

    at_expiry: AtExpiry = AtExpiry.CHANGE
    """The wait is "the maximum time" for the suppressor to go into ALARM (PutCompositeAlarm), so its
    last moment is in time."""
