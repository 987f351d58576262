"""A CloudWatch Logs log group and how long it keeps what is written to it."""

from dataclasses import dataclass, field

from eventflow_monitoring.position import Origin

# LogGroup.RetentionInDays of the CloudWatch Logs API, as of botocore 1.44.5.
RETENTION_DAYS = (
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LogGroup:
    """A log group. `existing` ones were made elsewhere: they are named, never provisioned."""

    name: str
    physical_name: str
    retention_days: int
    existing: bool
    origin: Origin = field(compare=False)
