"""`LogGroups:` where the service writes its logs.

Example:
    LogGroups:
      /example/frontend:
      /example/audit:
        Retention: 365 days
      /aws/lambda/resize-images:
        Existing: true
"""

from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Flag, Retention
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.spec import Spec


class LogGroupSpec(Spec):
    """A log group."""

    retention: Retention | None = None
    """How long it keeps what is written to it; by default the environment's `LogRetention`."""
    existing: Flag = False
    """It was made elsewhere: it may be named, and is not provisioned."""


def expand(spec: LogGroupSpec, entry: Entry, context: Context) -> LogGroup:
    """Return the log group of an entry."""
    environment = context.environment
    return LogGroup(
        name=entry.name,
        physical_name=environment.physical_name(entry.name),
        retention_days=spec.retention or environment.log_retention_days,
        existing=spec.existing,
        origin=entry.origin(on_key=True),
    )


SECTION = Section("LogGroups", (Kind("LogGroup", LogGroupSpec, expand),))
