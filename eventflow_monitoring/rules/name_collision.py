"""Two environments give two things the same name in the same account and region.

The second deployment fails, or takes over what the first made. A name pattern keeps them apart.

Fails (production is in this account and region too):

    Environments:
      staging:
        Account: 111111111111
        Region: us-east-1
        LogRetention: 14 days
        Channels:
          team:
            StandIn: on-call

Passes:

    Environments:
      staging:
        Account: 111111111111
        Region: us-east-1
        LogRetention: 14 days
        Channels:
          team:
            StandIn: on-call
        NamePattern: ${Name}-staging
"""

from collections.abc import Iterator, Sequence

from eventflow_monitoring.model.dead_letter_queue import dead_letter_queues
from eventflow_monitoring.model.health_check import Canary
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.rules.rule import RuleAcross

NAME = "name-collision"


def check(monitorings: Sequence[Monitoring]) -> Iterator[Problem]:
    """Find environments that share an account, a region and a name."""
    seen: dict[tuple[str, str, str, str], Monitoring] = {}
    reported: set[tuple[str, str]] = set()
    for monitoring in monitorings:
        environment = monitoring.environment
        for thing, name, origin in _names(monitoring):
            key = (environment.account, environment.region, thing, name)
            first = seen.setdefault(key, monitoring)
            pair = (first.environment.name, environment.name)
            if first is monitoring or pair in reported:
                continue
            reported.add(pair)
            yield Problem(
                NAME,
                f"{pair[0]} and {pair[1]} share account {environment.account}, and both have "
                f"the {thing} `{name}`",
                environment.origin,
                help=f"give each a pattern: `NamePattern: ${{Name}}-{environment.name}`",
                related=(Related(f"the {thing}", origin),),
            )


def _names(monitoring: Monitoring) -> Iterator[tuple[str, str, Origin]]:
    for alarm in monitoring.alarms:
        yield "alarm", alarm.physical_name, alarm.origin
    for topic in monitoring.topics:
        yield "topic", topic.physical_name, topic.origin
    for topic, _, name in dead_letter_queues(monitoring.environment, monitoring.topics):
        yield "dead-letter queue", name, topic.origin
    for group in monitoring.log_groups:
        if not group.existing:
            yield "log group", group.physical_name, group.origin
    for check in monitoring.health_checks:
        if isinstance(check, Canary):
            yield "canary", check.physical_name, check.origin
    for probe in monitoring.probes:
        yield "parameters", probe.parameter_path, probe.origin
    for board in monitoring.dashboards:
        yield "dashboard", board.physical_name, board.origin
    for rule in monitoring.sampling_rules:
        yield "sampling rule", rule.physical_name, rule.written.name
    for traces in monitoring.trace_groups:
        yield "trace group", traces.physical_name, traces.written.name


RULE = RuleAcross(NAME, check)
