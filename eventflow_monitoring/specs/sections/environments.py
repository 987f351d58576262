"""`Environments:` the accounts and regions the service runs in, and what differs there.

Each is deployed on its own, and gets everything the other sections say. What differs stands with the
thing that differs, under its own [`Environments`](layers.md).

Example:
    Environments:
      staging:
        Account: 222222222222
        Region: us-east-1
        Domain: staging.example.com
        LogRetention: 14 days
        TraceSampling: 10%
        RunbookBaseUrl: https://wiki.example/runbooks/
        Channels:
          on-call: {StandIn: team}
        Usage: {LogIngestion: 50 GB, LogCompression: 15%, Traces: 2 million}
"""

import re

from pydantic import Field

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.regions import unknown_region
from eventflow_monitoring.specs.scalars import (
    Account,
    DomainName,
    Flag,
    HttpsUrl,
    Region,
    Retention,
    Share,
    WholeNumber,
)
from eventflow_monitoring.specs.section import Section
from eventflow_monitoring.specs.spec import Spec
from eventflow_monitoring.specs.usage import UsageSpec, usage_of

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")

_MAX_STACKS = 2_000
"""Stacks of an account and region (CloudFormation User Guide, "CloudFormation quotas")."""


class EnvironmentChannelSpec(Spec):
    """How a channel differs in one environment."""

    stand_in: str
    """The channel that is told instead of this one."""


class EnvironmentSpec(Spec):
    """One environment."""

    account: Account
    """The AWS account, its 12 digits."""
    region: Region
    """The AWS region, such as `us-east-1`."""
    domain: DomainName | None = None
    """The domain name under which the service is reached from outside."""
    log_retention: Retention
    """How long log groups keep what is written to them, unless they say otherwise."""
    name_pattern: str = "${Name}"
    """The physical name of everything; environments that share an account need one each."""
    protected: Flag = False
    """Keep log groups when their stack is deleted, and protect them against deletion."""
    alarm_stacks: WholeNumber = 1
    """How many stacks the alarms are spread over; a stack holds at most 500 resources."""
    runbook_base_url: HttpsUrl | None = None
    """Where the paths of runbooks begin, such as `https://wiki.example/eventflow/`."""
    trace_sampling: Share = 1.0
    """The share of traces that are kept, such as `10%`; by default all of them."""
    channels: dict[str, EnvironmentChannelSpec] = Field(default_factory=dict)
    """Channels that are not live here, and which stands in for each."""
    usage: UsageSpec | None = None
    """What is expected of a month, for the estimate of `cost`."""


def environment_of(
    spec: EnvironmentSpec, entry: Entry, service: str
) -> tuple[Environment | None, list[Problem]]:
    """Return the environment an entry describes, or what is wrong with it."""
    problems: list[Problem] = []
    if not _NAME.fullmatch(entry.name):
        problems.append(
            _problem(f"`{entry.name}` cannot name an environment", entry.origin(on_key=True),
                     "letters, digits and hyphens, a letter first: it becomes a part of stack names")
        )  # fmt: skip
    unknown = spec.name_pattern.replace("${Name}", "")
    if "${Name}" not in spec.name_pattern or "$" in unknown:
        problems.append(
            _problem("a name pattern holds `${Name}` and no other variable",
                     entry.origin("NamePattern"), f"such as `${{Name}}-{entry.name}`")
        )  # fmt: skip
    if spec.alarm_stacks > _MAX_STACKS:
        problems.append(
            _problem(f"an account holds at most {_MAX_STACKS:,} stacks", entry.origin("AlarmStacks"),
                     "one for every 400 alarms is enough")
        )  # fmt: skip
    if problems:
        return None, problems
    problems += unknown_region(spec.region, entry.origin("Region"))
    return (
        Environment(
            service=service,
            name=entry.name,
            account=spec.account,
            region=spec.region,
            domain=spec.domain,
            log_retention_days=spec.log_retention,
            name_pattern=spec.name_pattern,
            protected=spec.protected,
            alarm_stacks=spec.alarm_stacks,
            runbook_base_url=spec.runbook_base_url,
            usage=usage_of(spec.usage),
            trace_sampling=spec.trace_sampling,
            origin=entry.origin(on_key=True),
        ),
        problems,
    )


def _problem(message: str, origin: Origin, help: str) -> Problem:
    return Problem("bad-environment", message, origin, help=help)


# No kinds: a pass of its own reads it first, for everything else depends on the environment.
SECTION = Section("Environments", ())
