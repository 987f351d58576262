"""A canary of CloudWatch Synthetics: a script in the environment's own region that looks into JSON.

It works in every region, and reaches services inside a VPC. Each run is paid for.

Example:
    HealthChecks:
      deep:
        Probe: canary
        Domain: api.example.com
        Path: /health
        Expect: {status: UP, checks.database: UP}
        Interval: 5 minutes
"""

import re
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Annotated, ClassVar

from pydantic import Field

from eventflow_monitoring.model.health_check import DEFAULT_PORTS, MAX_BODY, Canary, Vpc
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.expectation import NoJsonError, differences, read_json
from eventflow_monitoring.specs.health_check_spec import (
    HealthCheckSpec,
    bad,
    check_request,
    check_search_string,
    example_text,
)
from eventflow_monitoring.specs.quantity import QuantityError
from eventflow_monitoring.specs.scalars import Duration, reader, within
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec

NEWEST_RUNTIME = "syn-nodejs-5.4"
"""CloudWatch User Guide, "Runtime versions using Node.js": the family without a browser."""

_RUNTIME = re.compile(r"syn-nodejs-(\d{1,3})\.(\d{1,3})")
_FIRST_RUNTIME = (3, 1)
"""The first whose library is called `@aws/synthetics-core` (the same page)."""

# CreateCanary in botocore 1.44.5: CanaryName, CanaryScheduleInput, CanaryRunConfigInput,
# SuccessRetentionPeriodInDays, VpcConfigInput.
_NAME = re.compile(r"[0-9a-z_-]{1,255}")
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_MAX_RETENTION_DAYS = 455
_MAX_SUBNETS, _MAX_SECURITY_GROUPS = 16, 5
START_UP = 15
"""Seconds that a run needs before its script begins (CloudWatch User Guide, "Runtime versions using
Node.js and Puppeteer": a timeout is no shorter, for cold starts)."""
_MAX_TIMEOUT = 840 - START_UP


def _id_of(thing: str, prefix: str) -> Callable[[str], str]:
    pattern = re.compile(rf"{prefix}-[0-9a-f]{{8,17}}")

    def read(text: str) -> str:
        if not pattern.fullmatch(text):
            help = f"such as `{prefix}-0a1b2c3d4e5f67890`"
            raise QuantityError("bad-health-check", f"`{text}` is no id of a {thing}", help)
        return text

    return read


def _runtime(text: str) -> str:
    match = _RUNTIME.fullmatch(text)
    if match is None:
        help = f"the script runs without a browser: `{NEWEST_RUNTIME}`"
        raise QuantityError("bad-health-check", f"`{text}` is no runtime of the script", help)
    if (int(match[1]), int(match[2])) < _FIRST_RUNTIME:
        raise QuantityError(
            "bad-health-check",
            f"the script needs `syn-nodejs-{_FIRST_RUNTIME[0]}.{_FIRST_RUNTIME[1]}` or later",
            f"the newest that is known here is `{NEWEST_RUNTIME}`",
        )
    return text


class Protocol(Enum):
    """The protocol of a request."""

    HTTPS = "HTTPS"
    HTTP = "HTTP"


class VpcSpec(Spec):
    """Where in a VPC a canary runs; from there it needs a way to S3 and to CloudWatch."""

    subnet_ids: list[Annotated[str, reader(_id_of("subnet", "subnet"))]]
    """The ids of the subnets, 1 to 16."""
    security_group_ids: list[Annotated[str, reader(_id_of("security group", "sg"))]]
    """The ids of the security groups, 1 to 5."""


class CanarySpec(HealthCheckSpec):
    """A canary of CloudWatch Synthetics.

    A run passes where the response comes in time, with the right status, and says what is expected.
    """

    INSTEAD: ClassVar[Mapping[str, str]] = {
        "FailureThreshold": "how many failures count is said by the alarm: `for 2 minutes`",
    }

    protocol: Protocol = Protocol.HTTPS
    """`HTTPS`, or `HTTP` for a service inside a VPC."""
    status: Annotated[int, reader(within(100, 599))] = 200
    """The status of a healthy response. Redirects are not followed."""
    expect: dict[str, str] = Field(default_factory=dict)
    """What the JSON of a healthy response says: dotted paths, each with its value, such as
    `checks.database: UP`. Numbers of arrays count from 0: `nodes.0.status`."""
    interval: Duration = 60
    """The time from run to run: whole minutes, up to 1 hour. Each run is paid for."""
    timeout: Duration = 10
    """How long the whole response may take; at least 15 seconds less than the interval."""
    retention: Duration | None = None
    """How long the results of runs are kept; by default the environment's `LogRetention`, at most
    455 days."""
    runtime: Annotated[str, reader(_runtime)] = NEWEST_RUNTIME
    """The runtime, one without a browser."""
    vpc_config: VpcSpec | None = None
    """Where in a VPC it runs, for a service that is not reached from outside."""


def expand(spec: CanarySpec, entry: Entry, context: Context) -> Canary | None:
    """Return the canary of an entry."""
    found = len(context.problems)
    environment = context.environment
    domain = check_request(spec, entry, context)
    physical_name = environment.physical_name(f"{environment.service}-{entry.name}")
    if not _NAME.fullmatch(physical_name):
        context.report(
            Problem("bad-health-check", f"`{physical_name}` cannot name a canary", entry.origin(on_key=True),
                    help="1 to 255 small letters, digits, `_` and `-`")
        )  # fmt: skip
    _check_times(spec, entry, context)
    _check_paths(spec, entry, context)
    vpc = _vpc(spec, entry, context)
    _check_example(spec, entry, context)
    if domain is None or len(context.problems) > found:
        return None
    protocol = spec.protocol.value.lower()
    kept = environment.log_retention_days if spec.retention is None else spec.retention // _DAY
    return Canary(
        name=entry.name,
        physical_name=physical_name,
        domain=domain,
        path=spec.path,
        port=spec.port or DEFAULT_PORTS[protocol],
        search_string=spec.search_string,
        interval=spec.interval,
        protocol=protocol,
        status=spec.status,
        expected=tuple(spec.expect.items()),
        timeout=spec.timeout,
        retention_days=min(kept, _MAX_RETENTION_DAYS),
        runtime=spec.runtime,
        vpc=vpc,
        origin=entry.origin(on_key=True),
    )


def _check_times(spec: CanarySpec, entry: Entry, context: Context) -> None:
    interval, timeout = spec.interval, spec.timeout
    if interval % _MINUTE or interval > _HOUR:
        message = "a canary runs every whole number of minutes, up to 1 hour"
        help = (
            "Route 53 asks every 10 or 30 seconds: `Probe: route53`" if interval < _HOUR else None
        )
        bad(message, "Interval", entry, context, help)
    elif timeout > min(interval - START_UP, _MAX_TIMEOUT):
        longest = min(interval - START_UP, _MAX_TIMEOUT)
        message = f"a response may take {longest} seconds at most here"
        help = f"{START_UP} seconds of the interval are left for the start of a run"
        bad(message, "Timeout" if "Timeout" in entry.data else "Interval", entry, context, help)
    kept = spec.retention
    if kept is not None and (kept % _DAY or kept > _MAX_RETENTION_DAYS * _DAY):
        message = f"results are kept for whole days, at most {_MAX_RETENTION_DAYS}"
        bad(message, "Retention", entry, context)


def _check_paths(spec: CanarySpec, entry: Entry, context: Context) -> None:
    for path in spec.expect:
        if not all(path.split(".")):
            context.report(
                Problem("bad-health-check", f"`{path}` is no path", entry.origin("Expect", path, on_key=True),
                        help="names of objects and numbers of arrays, with dots between them")
            )  # fmt: skip


def _vpc(spec: CanarySpec, entry: Entry, context: Context) -> Vpc | None:
    written = spec.vpc_config
    if written is None:
        return None
    lists = (
        ("SubnetIds", written.subnet_ids, _MAX_SUBNETS),
        ("SecurityGroupIds", written.security_group_ids, _MAX_SECURITY_GROUPS),
    )
    for key, ids, most in lists:
        if not 1 <= len(ids) <= most:
            origin = entry.origin("VpcConfig", key)
            message = f"`{key}` takes 1 to {most} ids"
            context.report(Problem("bad-health-check", message, origin))
    return Vpc(tuple(written.subnet_ids), tuple(written.security_group_ids))


def _check_example(spec: CanarySpec, entry: Entry, context: Context) -> None:
    """Hold the example of a response against everything that a run looks for."""
    text = example_text(spec, entry, context)
    if text is None:
        return
    check_search_string(spec, text, MAX_BODY, entry, context)
    if not spec.expect:
        return
    try:
        document = read_json(text)
    except NoJsonError as error:
        message = f"`{spec.example_response}` is no JSON: {error}"
        bad(message, "ExampleResponse", entry, context)
        return
    for path, found in differences(spec.expect, document).items():
        context.report(
            Problem("expectation-not-met",
                    f"`{path}` is {found} in `{spec.example_response}`, not `{spec.expect[path]}`",
                    entry.origin("Expect", path),
                    help="the example is what the service answers when it is well")
        )  # fmt: skip


KIND = Kind("canary", CanarySpec, expand)
