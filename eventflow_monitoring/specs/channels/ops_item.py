"""An OpsItem in Systems Manager OpsCenter.

Example:
    Channels:
      ops-center:
        Kind: OpsItem
        Severity: 2
        Category: Availability
"""

from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticKnownError

from eventflow_monitoring.model.notification import OpsItemCategory, OpsItemChannel
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Flag, spec_error
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec

# Systems Manager User Guide, "Configure CloudWatch alarms to create OpsItems"; the words are those
# of the CDK's OpsItemSeverity.
_SEVERITIES = {"1": "critical", "2": "high", "3": "medium", "4": "low"}


def _severity(value: object) -> int:
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    if value.strip() not in _SEVERITIES:
        raise spec_error(
            "bad-severity",
            f"`{value}` is no severity of an OpsItem",
            "known: " + ", ".join(f"`{number}` ({word})" for number, word in _SEVERITIES.items()),
        )
    return int(value)


class OpsItemSpec(Spec):
    """An OpsItem in Systems Manager OpsCenter for each time an alarm goes off.

    CloudWatch opens it by itself, without the topic; somebody resolves it by hand.
    """

    severity: Annotated[int, BeforeValidator(_severity)]
    """From 1, critical, to 4, low."""
    category: OpsItemCategory | None = None
    """What it is about: Availability, Cost, Performance, Recovery or Security."""
    recovery: Flag = False
    """Always false: CloudWatch opens an OpsItem when an alarm goes off, and at no other time."""


def expand(spec: OpsItemSpec, entry: Entry, context: Context) -> OpsItemChannel | None:
    """Return the channel of an entry."""
    if spec.recovery:
        context.report(
            Problem(
                "recovery-of-ops-item",
                "an OpsItem cannot tell when an alarm returns to OK",
                entry.origin("Recovery"),
                help="leave `Recovery` out: CloudWatch opens OpsItems, and never resolves them",
            )
        )
        return None
    return OpsItemChannel(
        name=entry.name,
        recovery=False,
        severity=spec.severity,
        category=spec.category,
        origin=entry.origin(on_key=True),
    )


KIND = Kind("OpsItem", OpsItemSpec, expand)
