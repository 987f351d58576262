"""The health check of an ECS container.

Example:
    Probes:
      live:
        Kind: Container
        Path: /health/live
        Port: 3000
      worker:
        Kind: Container
        Command: test -e /tmp/alive
"""

from typing import Annotated, ClassVar

from eventflow_monitoring.model.probe import ContainerProbe
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.health_check_spec import MAX_PORT
from eventflow_monitoring.specs.probe_spec import (
    bad,
    check_between,
    parameter_path,
    request_path,
)
from eventflow_monitoring.specs.scalars import Duration, WholeNumber, reader, within
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec

# HealthCheck of the ECS API, as of botocore 1.44.5.
_INTERVAL, _TIMEOUT, _RETRIES, _START_PERIOD = (5, 300), (2, 60), (1, 10), (0, 300)
_MAX_COMMAND = 4_096  # characters of a standard parameter (PutParameter.Value)


class ContainerSpec(Spec):
    """The health check of an ECS container: whether its task is replaced.

    The command is run by the shell of the container (CMD-SHELL).
    """

    ONE_OF: ClassVar[tuple[tuple[str, ...], ...]] = (("Path", "Command"),)

    path: Annotated[str, reader(request_path)] | None = None
    """What is requested from the container itself, by its `curl`, from the `/` on."""
    port: Annotated[int, reader(within(1, MAX_PORT))] | None = None
    """The port of the request."""
    command: str | None = None
    """The command, for images without `curl`: it exits with 0 where all is well."""
    interval: Duration = 30
    """The time between two runs: 5 seconds to 5 minutes."""
    timeout: Duration = 5
    """How long a run may take: 2 seconds to 1 minute."""
    retries: WholeNumber = 3
    """How many failures in a row make the container unhealthy: 1 to 10."""
    start_period: Duration | None = None
    """The time after the start in which failures do not count: up to 5 minutes; by default none."""


def expand(spec: ContainerSpec, entry: Entry, context: Context) -> ContainerProbe | None:
    """Return the probe of an entry."""
    found = len(context.problems)
    path = parameter_path(entry, context)
    start_period = spec.start_period or 0
    check_between(spec.interval, *_INTERVAL, "Interval", entry, context, " seconds")
    check_between(spec.timeout, *_TIMEOUT, "Timeout", entry, context, " seconds")
    check_between(spec.retries, *_RETRIES, "Retries", entry, context)
    check_between(start_period, *_START_PERIOD, "StartPeriod", entry, context, " seconds")
    command = _command(spec, entry, context)
    if command is None or len(context.problems) > found:
        return None
    return ContainerProbe(
        name=entry.name,
        parameter_path=path,
        interval=spec.interval,
        timeout=spec.timeout,
        command=command,
        retries=spec.retries,
        start_period=start_period,
        origin=entry.origin(on_key=True),
    )


def _command(spec: ContainerSpec, entry: Entry, context: Context) -> str | None:
    """Return what the shell runs; None after reporting what is missing, or too much."""
    if spec.command is not None:
        for key in ("Path", "Port"):
            if key in entry.data:
                message = f"the `Command` says what is requested: `{key}` does nothing"
                context.report(Problem("bad-probe", message, entry.origin(key, on_key=True)))
        if len(spec.command) > _MAX_COMMAND:
            bad(f"a command has at most {_MAX_COMMAND:,} characters", "Command", entry, context)
        return spec.command
    if spec.port is None:
        context.report(
            Problem("missing-key", "`Port` is missing", entry.origin(on_key=True),
                    help="the port that the container listens on")
        )  # fmt: skip
        return None
    # --fail: exits with 22 for a status of 400 and above (curl's manual).
    return f"curl --fail --silent 'http://localhost:{spec.port}{spec.path}' || exit 1"


KIND = Kind("Container", ContainerSpec, expand)
