"""`LogGroups:` where the service writes its logs.

`Record` names a JSON Schema of what is written to a group. `type`, `enum`, `const`, `properties`,
`additionalProperties`, `$ref` within the file, `allOf`, `anyOf` and `oneOf` are read; a field that no
`properties` names is unknown, unless `additionalProperties` says that there are more. Patterns, queries
and indexes that name an unknown field are errors. A `Key` is one of an account: environments that have
an account each have a key each, by their own `Environments`.

Example:
    LogGroups:
      /example/frontend:
      /example/audit:
        Retention: 365 days
        Key: 1234abcd-12ab-34cd-56ef-1234567890ab
        DeletionProtection: true
      /example/checkout:
        FieldIndexes: [request_id, org_id]
        DataProtection:
          Mask: [EmailAddress, CreditCardNumber]
          AuditTo: /example/audit
      /aws/lambda/resize-images:
        Existing: true
"""

import re
from typing import Annotated

from pydantic import Field

from eventflow_monitoring.model.log_group import DataProtection, LogGroup, LogGroupClass
from eventflow_monitoring.model.log_record import LogRecord
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.data_identifiers import DATA_IDENTIFIERS
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.log_record import read_log_record
from eventflow_monitoring.specs.quantity import QuantityError
from eventflow_monitoring.specs.scalars import Flag, Retention, reader
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.spec import Spec
from eventflow_monitoring.specs.usage import Data
from eventflow_monitoring.suggestion import did_you_mean

_KEY_ID = re.compile(r"(?:mrk-)?[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}")
_KEY_ARN = re.compile(r"arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[0-9a-zA-Z-]+")


def _key(text: str) -> str:
    if _KEY_ID.fullmatch(text) or _KEY_ARN.fullmatch(text):
        return text
    help = "such as `arn:aws:kms:us-east-1:111111111111:key/1234abcd-…`; Logs takes no alias"
    raise QuantityError("bad-kms-key", f"`{text}` is neither the id nor the ARN of a KMS key", help)


class DataProtectionSpec(Spec):
    """What is masked for whoever has no permission (`logs:Unmask`) to see it."""

    mask: list[str]
    """CloudWatch's managed data identifiers, such as `EmailAddress`, `CreditCardNumber`."""
    audit_to: str | None = None
    """The log group, of `LogGroups:`, that tells what was found; never what it was."""


class LogGroupSpec(Spec):
    """A log group."""

    retention: Retention | None = None
    """How long it keeps what is written to it; by default the environment's `LogRetention`."""
    existing: Flag = False
    """It was made elsewhere: it may be named, and is not provisioned."""
    log_class: LogGroupClass = Field(default=LogGroupClass.STANDARD, alias="Class")
    """What it costs, and what can be done with it; it never changes once the group is made."""
    key: Annotated[str, reader(_key)] | None = None
    """The KMS key it is encrypted with, by id or ARN; its policy must let CloudWatch Logs use it. By
    default CloudWatch's own."""
    field_indexes: list[str] = Field(default_factory=list)
    """Fields that queries find without reading everything; at most 20."""
    data_protection: DataProtectionSpec | None = None
    """What is masked in it."""
    deletion_protection: Flag | None = None
    """Whether its deletion is refused; by default where the environment is `Protected`."""
    record: str | None = None
    """A file beside this one with the JSON Schema of what is written to it: patterns and queries that
    name other fields are errors then."""
    expected_ingestion: Data | None = None
    """How much is expected to be written to it in a month, for the estimate of `cost`."""


def expand(spec: LogGroupSpec, entry: Entry, context: Context) -> LogGroup:
    """Return the log group of an entry, with what is right of it: others are held against that."""
    environment = context.environment
    record = _record(spec, entry, context)
    protection = _data_protection(spec, entry, context)
    if spec.existing:
        _refuse_settings(entry, context)
    protected = spec.deletion_protection
    return LogGroup(
        name=entry.name,
        physical_name=environment.physical_name(entry.name),
        retention_days=spec.retention or environment.log_retention_days,
        existing=spec.existing,
        log_class=spec.log_class,
        key=_key_arn(spec, entry, context),
        field_indexes=tuple(spec.field_indexes),
        data_protection=protection,
        protected=environment.protected if protected is None else protected,
        record=record,
        expected_ingestion=spec.expected_ingestion,
        origin=entry.origin(on_key=True),
    )


def _key_arn(spec: LogGroupSpec, entry: Entry, context: Context) -> str | None:
    """Return the ARN of the KMS key of a log group, which is of the group's own region."""
    environment, key = context.environment, spec.key
    if key is None:
        return None
    if not key.startswith("arn:"):
        return (
            f"arn:{environment.partition}:kms:{environment.region}:{environment.account}:key/{key}"
        )
    region = key.split(":")[3]
    if region != environment.region:
        context.report(
            Problem("bad-kms-key",
                    f"`{environment.name}` is in {environment.region}, and its key in {region}",
                    entry.origin("Key"),
                    help="a log group and its key are of one region: `${Region}` in the ARN is "
                    "that of each environment")
        )  # fmt: skip
    return key


def _record(spec: LogGroupSpec, entry: Entry, context: Context) -> LogRecord | None:
    if spec.record is None:
        return None
    record = read_log_record(spec.record, entry, context)
    if record is None:
        return None
    for index, path in enumerate(spec.field_indexes):
        if not path.startswith("@") and not record.knows(tuple(path.split("."))):
            context.report(
                Problem("unknown-field", f"a record of `{entry.name}` has no field `{path}`",
                        entry.origin("FieldIndexes", index),
                        help=did_you_mean(path, record.fields))
            )  # fmt: skip
    return record


def _data_protection(spec: LogGroupSpec, entry: Entry, context: Context) -> DataProtection | None:
    written = spec.data_protection
    if written is None:
        return None
    for index, name in enumerate(written.mask):
        if name not in DATA_IDENTIFIERS:
            context.report(
                Problem("unknown-data-identifier",
                        f"CloudWatch Logs has no data identifier `{name}`",
                        entry.origin("DataProtection", "Mask", index),
                        help=did_you_mean(name, DATA_IDENTIFIERS))
            )  # fmt: skip
    if not written.mask:
        origin = entry.origin("DataProtection", "Mask")
        context.report(Problem("bad-value", "`Mask` names a kind of data or more", origin))
    audit_to = written.audit_to
    origin = entry.origin("DataProtection", "AuditTo")
    if audit_to == entry.name:
        context.report(Problem("bad-value", "a log group is not its own audit log", origin))
    if audit_to is not None and not context.knows("LogGroups", audit_to, origin):
        return None
    physical = None if audit_to is None else context.environment.physical_name(audit_to)
    return DataProtection(tuple(written.mask), physical)


def _refuse_settings(entry: Entry, context: Context) -> None:
    """Report what is said of a group that is not provisioned here."""
    keys = (
        *("Retention", "Class", "Key", "FieldIndexes", "DataProtection", "DeletionProtection"),
        "ExpectedIngestion",
    )
    for key in keys:
        if key in entry.data:
            context.report(
                Problem("existing-log-group",
                        f"`{entry.name}` was made elsewhere, where its `{key}` stands",
                        entry.origin(key, on_key=True))
            )  # fmt: skip


SECTION = Section("LogGroups", (Kind("LogGroup", LogGroupSpec, expand),))
