"""A plan as tables for people: in a terminal, in a pipe, in the log of a CI run."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.dead_letter_queue import dead_letter_queue
from eventflow_monitoring.model.mute_wording import mute_in_words
from eventflow_monitoring.model.notification import Channel, Topic
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.model.trigger import evaluation_of
from eventflow_monitoring.model.wording import condition_in_words
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.outputs.cloudformation.resource import logical_id
from eventflow_monitoring.report.collector_table import collector_table
from eventflow_monitoring.report.health_tables import health_tables
from eventflow_monitoring.report.listing import Listing
from eventflow_monitoring.report.log_tables import log_tables
from eventflow_monitoring.report.told import (
    channel_kind,
    reached_without_subscription,
    told_in_words,
)
from eventflow_monitoring.report.tracing_tables import tracing_tables

_TIER_STYLES = {Tier.CRITICAL: "bold red", Tier.HIGH: "red", Tier.MEDIUM: "yellow", Tier.LOW: ""}


def plan_tables(plan: Plan, pending: set[str] | None = None) -> Iterator[RenderableType]:
    """Yield the tables of an environment.

    `pending` are the logical ids of subscriptions that a person has still to confirm; None where
    nothing was deployed.
    """
    environment = plan.environment
    heading = f"{environment.name}: account {environment.account}, {environment.region}"
    yield Text(f"{heading}\n{'=' * len(heading)}\n", "bold")
    yield _alarms(plan)
    if plan.monitoring.mutes:
        yield _mutes(plan)
    yield _topics(plan, pending)
    yield from log_tables(plan.monitoring)
    if plan.monitoring.collectors:
        yield collector_table(plan.monitoring)
    yield from tracing_tables(plan.monitoring)
    yield from health_tables(plan.monitoring)
    if plan.monitoring.dashboards:
        yield _dashboards(plan)


def _alarms(plan: Plan) -> Table:
    alarms = plan.monitoring.alarms
    made = Listing(
        f"Alarms ({len(alarms)})",
        *("Tier", "Alarm", "Condition", "Missing data", "Tells"),
        wrap=("Condition", "Tells"),
        heading="Alarm",
    )
    for tier in Tier:
        for alarm in alarms:
            if alarm.tier is tier:
                made.add_row(
                    Text(tier.value, _TIER_STYLES[tier]),
                    alarm.physical_name,
                    condition_in_words(alarm),
                    _missing_data(alarm),
                    told_in_words(alarm),
                )
    return made


def _missing_data(alarm: Alarm) -> str:
    """Say what missing data counts as, where an alarm looks at data points."""
    evaluation = evaluation_of(alarm.trigger)
    return evaluation.missing_data.value if evaluation is not None else ""


def _mutes(plan: Plan) -> Table:
    mutes = plan.monitoring.mutes
    names = {alarm.name: alarm.physical_name for alarm in plan.monitoring.alarms}
    made = Listing(f"Mutes ({len(mutes)})", "Mute", "When", "Alarms", wrap=("When", "Alarms"))
    for mute in mutes:
        alarms = ", ".join(names[name] for name in mute.alarms)
        made.add_row(mute.physical_name, mute_in_words(mute), alarms or "none that is deployed")
    return made


def _topics(plan: Plan, pending: set[str] | None) -> Table:
    topics = plan.monitoring.topics
    made = Listing(
        f"Topics ({len(topics)})",
        *("Topic", "Reaches", "Recoveries", "Subscription", "Dead-letter queue"),
        wrap=("Reaches", "Subscription", "Dead-letter queue"),
    )
    for topic in topics:
        for channel in topic.channels:
            made.add_row(
                topic.physical_name,
                f"{channel.name} ({channel_kind(channel)})",
                "told" if channel.recovery else "not told",
                _subscription(topic, channel, pending),
                dead_letter_queue(plan.environment, topic, channel) or "none",
            )
        if not topic.channels:
            made.add_row(topic.physical_name, "nobody", "", "", "")
    return made


def _subscription(topic: Topic, channel: Channel, pending: set[str] | None) -> str:
    other = reached_without_subscription(channel)
    if other is not None:
        return other
    if pending is None:
        return "made by the stack"
    waits = logical_id("Subscription", topic.name, channel.name) in pending
    return "waits for a person to confirm it" if waits else "confirmed"


def _dashboards(plan: Plan) -> Table:
    boards = plan.monitoring.dashboards
    made = Listing(f"Dashboards ({len(boards)})", "Dashboard", "Widgets")
    for board in boards:
        made.add_row(board.physical_name, str(len(board.widgets)))
    return made
