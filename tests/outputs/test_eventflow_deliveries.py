"""EventFlow's monitoring watches itself: a delivery that fails is told through another channel."""

import pytest

from eventflow_monitoring.model.failed_deliveries import watched_topics
from eventflow_monitoring.model.notification import EmailChannel, PagerDutyChannel, SlackChannel
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from tests.eventflow import eventflow_plan

TOPICS = {
    "pages-critical", "alerts-critical", "alerts-high",
    "notices-high", "notices-medium", "notices-low",
}  # fmt: skip


@pytest.fixture(scope="module", params=["production", "staging", "development"])
def plan(request: pytest.FixtureRequest) -> Plan:
    """The plan of each environment."""
    return eventflow_plan(request.param)


def test_every_topic_is_watched_by_an_alarm(plan: Plan) -> None:
    """One alarm for each, on what SNS counts of it."""
    topics = plan.monitoring.topics
    watched = [
        topic.name for alarm in plan.monitoring.alarms for topic in watched_topics(alarm, topics)
    ]
    assert sorted(watched) == sorted(TOPICS)
    assert {topic.name for topic in topics} == TOPICS


def test_a_failure_is_told_through_another_channel(plan: Plan) -> None:
    """Whichever channel of the topic it is that fails, in every environment."""
    for alarm in plan.monitoring.alarms:
        told = {type(channel) for topic in alarm.topics for channel in topic.channels}
        for topic in watched_topics(alarm, plan.monitoring.topics):
            for channel in topic.channels:
                assert told - {type(channel)}, (alarm.name, channel.name)


def test_what_fails_is_told_as_the_design_wants_it(plan: Plan) -> None:
    """Slack's failures by e-mail, those of e-mail and PagerDuty in Slack."""
    others = {
        SlackChannel: EmailChannel,
        EmailChannel: SlackChannel,
        PagerDutyChannel: SlackChannel,
    }
    for alarm in plan.monitoring.alarms:
        told = {type(channel) for topic in alarm.topics for channel in topic.channels}
        for topic in watched_topics(alarm, plan.monitoring.topics):
            assert {others[type(channel)] for channel in topic.channels} <= told


def test_channels_that_all_fail_do_not_go_on_telling_each_other(plan: Plan) -> None:
    """An alarm on failures tells once: that it is OK would fail as well, and set off the other."""
    resources = [resource for stack in plan.stacks for resource in stack.resources.values()]
    found = [
        resource.properties
        for resource in resources
        if resource.properties.get("MetricName") == "NumberOfNotificationsFailed"
    ]
    assert len(found) == len(TOPICS)
    for alarm in found:
        assert alarm["OKActions"] == []
        assert alarm.get("InsufficientDataActions", []) == []
        assert alarm["TreatMissingData"] == "notBreaching"
        assert (alarm["Threshold"], alarm["Period"], alarm["Statistic"]) == (0, 300, "Sum")
        assert alarm["EvaluationPeriods"] == alarm["DatapointsToAlarm"] == 1
