"""A CloudWatch Logs log group: how long it keeps what is written to it, and what is done with that."""

from dataclasses import dataclass, field
from enum import Enum

from eventflow_monitoring.model.log_record import LogRecord
from eventflow_monitoring.position import Origin

# LogGroup.RetentionInDays of the CloudWatch Logs API, as of botocore 1.44.5.
RETENTION_DAYS = (
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
)  # fmt: skip


class LogGroupClass(Enum):
    """CloudWatch Logs' class of a log group: what it costs, and what can be done with it."""

    STANDARD = "STANDARD"
    INFREQUENT_ACCESS = "INFREQUENT_ACCESS"
    DELIVERY = "DELIVERY"


@dataclass(frozen=True, slots=True)
class DataProtection:
    """What is masked for whoever has no permission to see it.

    `identifiers` are CloudWatch's names of kinds of data; what is found is counted and, where
    `audit_to` (a physical name) is given, logged there.
    """

    identifiers: tuple[str, ...]
    audit_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogGroup:
    """A log group. `existing` ones were made elsewhere: they are named, never provisioned.

    `key` is the ARN of the KMS key it is encrypted with (None: CloudWatch's own). `protected` refuses
    its deletion. `record` describes the JSON that is written to it, where somebody has. `expected_ingestion` are
    the bytes that are written to it in a month, where somebody has stated them.
    """

    name: str
    physical_name: str
    retention_days: int
    existing: bool
    log_class: LogGroupClass = LogGroupClass.STANDARD
    key: str | None = None
    field_indexes: tuple[str, ...] = ()
    data_protection: DataProtection | None = None
    protected: bool = False
    record: LogRecord | None = field(default=None, compare=False)
    expected_ingestion: int | None = None
    origin: Origin = field(compare=False)
