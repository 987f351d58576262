"""Everything that watches one environment."""

from collections.abc import Iterable
from dataclasses import dataclass

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.collector import Collector
from eventflow_monitoring.model.dashboard import Dashboard
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.health_check import HealthCheck
from eventflow_monitoring.model.log_filter import MetricFilter, SubscriptionFilter
from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.model.metric import AnyMetric
from eventflow_monitoring.model.mute import Mute
from eventflow_monitoring.model.notification import Channel, Topic
from eventflow_monitoring.model.probe import Probe
from eventflow_monitoring.model.saved_query import SavedQuery
from eventflow_monitoring.model.tracing import SamplingRule, TraceGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """The monitoring of one environment, each part in the order it was written.

    `complete` is False where something is missing because of a mistake in it: what is not there is
    then no proof of anything.
    """

    environment: Environment
    metrics: tuple[AnyMetric, ...] = ()
    channels: tuple[Channel, ...] = ()
    topics: tuple[Topic, ...] = ()
    health_checks: tuple[HealthCheck, ...] = ()
    probes: tuple[Probe, ...] = ()
    log_groups: tuple[LogGroup, ...] = ()
    metric_filters: tuple[MetricFilter, ...] = ()
    subscription_filters: tuple[SubscriptionFilter, ...] = ()
    queries: tuple[SavedQuery, ...] = ()
    collectors: tuple[Collector, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    mutes: tuple[Mute, ...] = ()
    dashboards: tuple[Dashboard, ...] = ()
    sampling_rules: tuple[SamplingRule, ...] = ()
    trace_groups: tuple[TraceGroup, ...] = ()
    complete: bool = True


def by_account_and_region(monitorings: Iterable[Monitoring]) -> list[list[Monitoring]]:
    """Return environments in groups that share an account and a region, in the order given."""
    found: dict[tuple[str, str], list[Monitoring]] = {}
    for monitoring in monitorings:
        environment = monitoring.environment
        found.setdefault((environment.account, environment.region), []).append(monitoring)
    return list(found.values())
