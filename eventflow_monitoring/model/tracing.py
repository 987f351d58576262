"""What X-Ray records of requests, and the sets of traces that are looked at together."""

from dataclasses import dataclass, field

from eventflow_monitoring.position import Written

ANY = "*"
"""What matches everything, in a field of a sampling rule."""


@dataclass(frozen=True, slots=True)
class SamplingBoost:
    """How far X-Ray may raise a rate when requests fail.

    `maximum_rate` is a share, from 0 to 1; after one boost there is none for `cooldown` minutes.
    """

    maximum_rate: float
    cooldown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingRule:
    """Which requests are recorded: those that match every field, by the first rule that matches.

    Rules are tried by ascending `priority`. Of the requests of a second `reservoir` are recorded, and
    of the others `rate`, a share from 0 to 1. Text may hold `*` (any characters) and `?` (one).
    """

    name: str
    physical_name: str
    priority: int
    rate: float
    reservoir: int
    host: str = ANY
    service: str = ANY
    service_type: str = ANY
    method: str = ANY
    path: str = ANY
    resource_arn: str = ANY
    attributes: tuple[tuple[str, str], ...] = ()
    boost: SamplingBoost | None = None
    tags: tuple[tuple[str, str], ...] = ()
    written: Written = field(compare=False)

    @property
    def patterns(self) -> tuple[str, ...]:
        """What a request must match, but for attributes."""
        return (
            self.host, self.service, self.service_type, self.method, self.path, self.resource_arn,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceGroup:
    """A group of X-Ray: the traces that a filter expression finds, with a map and metrics of its own.

    With `insights` X-Ray looks for anomalies in it; with `notifications` EventBridge is told of them.
    """

    name: str
    physical_name: str
    filter: str
    insights: bool = False
    notifications: bool = False
    tags: tuple[tuple[str, str], ...] = ()
    written: Written = field(compare=False)
