"""Which topics an alarm watches for deliveries that fail."""

from collections.abc import Iterable

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.notification import Topic
from eventflow_monitoring.model.trigger import metrics_read

NAMESPACE = "AWS/SNS"

METRIC = "NumberOfNotificationsFailed"
"""What SNS counts of a topic when it cannot deliver (SNS Developer Guide, "Amazon SNS metrics")."""

DIMENSION = "TopicName"


def watched_topics(alarm: Alarm, topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """Return those of the topics whose failed deliveries an alarm counts."""
    watched = {
        value
        for metric in metrics_read(alarm.trigger)
        if metric.namespace == NAMESPACE and metric.metric_name == METRIC
        for name, value in metric.dimensions
        if name == DIMENSION
    }
    return tuple(topic for topic in topics if topic.physical_name in watched) if watched else ()
