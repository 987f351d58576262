"""One environment: the account and region it stands in, and what differs there."""

from dataclasses import dataclass, field

from eventflow_monitoring.model.usage import Usage
from eventflow_monitoring.position import Origin

_PARTITIONS = (("cn-", "aws-cn"), ("us-gov-", "aws-us-gov"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Where one deployment of the monitoring stands.

    `name_pattern` turns the name of a thing into its physical name (`${Name}` stands for it).
    `protected` keeps log groups when a stack goes and guards them against deletion.
    `alarm_stacks` is the number of stacks the alarms are spread over. The paths of runbooks are
    taken from `runbook_base_url`. `trace_sampling` is the share of traces that are kept, from 0 to 1.
    `usage` is what it is expected to use in a month.
    """

    service: str
    name: str
    account: str
    region: str
    domain: str | None
    log_retention_days: int
    name_pattern: str
    protected: bool
    alarm_stacks: int
    runbook_base_url: str | None = None
    trace_sampling: float = 1.0
    usage: Usage = field(default_factory=Usage)
    origin: Origin = field(compare=False)

    @property
    def partition(self) -> str:
        """The partition of the region (AWS General Reference, "Amazon Resource Names")."""
        for prefix, partition in _PARTITIONS:
            if self.region.startswith(prefix):
                return partition
        return "aws"

    def physical_name(self, name: str) -> str:
        """Return the name a thing has in AWS."""
        return self.name_pattern.replace("${Name}", name)
