"""`SubscriptionFilters:` log records that are sent on as they come in.

What records are sent to stands already, in the account and region of the environment, which `${Account}`
and `${Region}` name in an ARN; only a `Destination` leads into another account.

Example:
    SubscriptionFilters:
      to-the-security-team:
        LogGroup: /example/backend
        Destination: arn:aws:logs:us-east-1:999999999999:destination:security

Example:
    SubscriptionFilters:
      errors-to-search:
        LogGroup: /example/backend
        Pattern: '{ $.level = "ERROR" }'
        Function: index-logs
      everything-to-the-lake:
        LogGroup: /example/backend
        Stream: arn:aws:kinesis:${Region}:${Account}:stream/lake
        Role: logs-to-kinesis
        Distribution: Random
"""

import re
from collections.abc import Mapping
from typing import ClassVar

from eventflow_monitoring.model.log_filter import (
    DestinationKind,
    Distribution,
    SubscriptionFilter,
)
from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.filter_pattern import read_pattern
from eventflow_monitoring.specs.function_name import is_function
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.spec import Spec

_STREAM = re.compile(
    r"arn:aws[a-z-]*:kinesis:[a-z0-9-]+:[0-9]{12}:stream/[\w.-]+|[\w.-]{1,128}", re.ASCII
)
_FIREHOSE = re.compile(
    r"arn:aws[a-z-]*:firehose:[a-z0-9-]+:[0-9]{12}:deliverystream/[\w.-]+|[\w.-]{1,64}", re.ASCII
)
_DESTINATION = re.compile(r"arn:aws[a-z-]*:logs:[a-z0-9-]+:[0-9]{12}:destination:[^:*]+")
_ROLE = re.compile(r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[\w+=,.@/-]+|[\w+=,.@-]{1,64}", re.ASCII)


class SubscriptionFilterSpec(Spec):
    """Every record that matches is sent to something that stands already."""

    ONE_OF: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("Function", "Stream", "Firehose", "Destination"),
    )

    log_group: str
    """The log group, of `LogGroups:`; each has at most 2 of these filters."""
    pattern: str = ""
    """What a record must be like: `{ $.level = "ERROR" }`; by default every record is sent."""
    function: str | None = None
    """A Lambda function, by name or ARN; the permission to call it is made."""
    stream: str | None = None
    """A Kinesis data stream, by name or ARN."""
    firehose: str | None = None
    """A Firehose stream, by name or ARN."""
    destination: str | None = None
    """A destination of CloudWatch Logs in another account, by ARN."""
    role: str | None = None
    """The role, by name or ARN, with which Logs may write to a `Stream` or to `Firehose`."""
    distribution: Distribution | None = None
    """How records are spread over the shards of a `Stream`; by default by log stream."""


def expand(
    spec: SubscriptionFilterSpec, entry: Entry, context: Context
) -> SubscriptionFilter | None:
    """Return the filter of an entry."""
    found = len(context.problems)
    group = context.find("LogGroups", LogGroup, spec.log_group, entry.origin("LogGroup"))
    read_pattern(spec.pattern, group, entry, context)
    target = _target(spec, entry, context)
    if target is not None:
        _check_role(spec, target[0], entry, context)
    if group is None or target is None or len(context.problems) > found:
        return None
    return SubscriptionFilter(
        name=entry.name,
        physical_name=context.environment.physical_name(entry.name),
        log_group=group,
        pattern=spec.pattern,
        kind=target[0],
        destination=target[1],
        role=spec.role,
        distribution=spec.distribution,
        written=entry.written,
    )


_FORMS: Mapping[DestinationKind, tuple[re.Pattern[str], str]] = {
    DestinationKind.STREAM: (_STREAM, "the name or the ARN of a Kinesis data stream"),
    DestinationKind.FIREHOSE: (_FIREHOSE, "the name or the ARN of a Firehose stream"),
    DestinationKind.DESTINATION: (_DESTINATION, "the ARN of a destination of CloudWatch Logs"),
}


def _target(
    spec: SubscriptionFilterSpec, entry: Entry, context: Context
) -> tuple[DestinationKind, str] | None:
    written = [
        (kind, value)
        for kind, value in (
            (DestinationKind.FUNCTION, spec.function),
            (DestinationKind.STREAM, spec.stream),
            (DestinationKind.FIREHOSE, spec.firehose),
            (DestinationKind.DESTINATION, spec.destination),
        )
        if value is not None
    ]
    if not written:
        return None  # one is needed, and was reported as missing
    if len(written) > 1:
        origin = entry.origin(_key(written[1][0]), on_key=True)
        context.report(Problem("bad-destination", "a filter sends to one destination", origin))
        return None
    ((kind, value),) = written
    origin = entry.origin(_key(kind))
    if kind is DestinationKind.FUNCTION:
        well_formed = is_function(value, origin, context)
    else:
        form, words = _FORMS[kind]
        well_formed = form.fullmatch(value) is not None
        if not well_formed:
            context.report(Problem("bad-destination", f"`{value}` is not {words}", origin))
    return (kind, value) if well_formed and _is_here(kind, value, origin, context) else None


def _is_here(kind: DestinationKind, value: str, origin: Origin, context: Context) -> bool:
    """Tell whether a destination is one of the environment's; only `Destination` leads elsewhere."""
    environment = context.environment
    place = value.split(":")[3:5]
    here = [environment.region, environment.account]
    if kind is DestinationKind.DESTINATION or len(place) < 2 or place == here:
        return True
    message = (
        f"it is of account {place[1]} in {place[0]}, and `{environment.name}` of "
        f"{environment.account} in {environment.region}"
    )
    help = (
        "write its name alone, or `${Account}` and `${Region}` in the ARN; another account has a "
        "`Destination` of CloudWatch Logs to send to"
    )
    context.report(Problem("bad-destination", message, origin, help=help))
    return False


def _check_role(
    spec: SubscriptionFilterSpec, kind: DestinationKind, entry: Entry, context: Context
) -> None:
    """Report a role that is missing, or that nobody needs, and shards where there are none."""
    needed = kind in (DestinationKind.STREAM, DestinationKind.FIREHOSE)
    if needed and spec.role is None:
        context.report(
            Problem("missing-key", f"a `{_key(kind)}` needs a `Role`", entry.origin(on_key=True),
                    help="the role with which CloudWatch Logs may write to it")
        )  # fmt: skip
    if spec.role is not None and not needed:
        message = f"a `{_key(kind)}` needs no role"
        context.report(Problem("bad-destination", message, entry.origin("Role", on_key=True)))
    if spec.role is not None and not _ROLE.fullmatch(spec.role):
        message = f"`{spec.role}` is neither the name nor the ARN of a role"
        context.report(Problem("bad-destination", message, entry.origin("Role")))
    if spec.distribution is not None and kind is not DestinationKind.STREAM:
        origin = entry.origin("Distribution", on_key=True)
        context.report(Problem("bad-destination", "only a `Stream` has shards", origin))


def _key(kind: DestinationKind) -> str:
    return kind.value.capitalize()


SECTION = Section(
    "SubscriptionFilters",
    (Kind("SubscriptionFilter", SubscriptionFilterSpec, expand),),
    needs=("LogGroups",),
)
