"""A physical name has characters, or a length, that AWS refuses.

An alarm's name has 1 to 255 characters, none a control character or one that turns text round; a
topic's 1 to 256 and a dashboard's 1 to 255 letters, digits, `_` and `-`; a log group's 1 to 512
letters, digits and `. - _ / #`; a metric filter's or subscription filter's 1 to 512 characters
without `:` and `*`, a saved query's 1 to 255; the parameter of a collector has letters, digits and
`. - _`, and does not begin with `aws` or `ssm`. The dead-letter queue of a subscription, which is
named after its topic and its channel, has 1 to 80 letters, digits, `_` and `-`. A
sampling rule's has 1 to 32 characters, a trace group's 1 to 32 letters, digits, `_` and `-`;
`Default` is X-Ray's own. Sources: CloudWatch API (PutMetricAlarm.AlarmName,
PutDashboard.DashboardName), SNS API (CreateTopic.Name), SQS API (CreateQueue.QueueName), CloudWatch
Logs API (LogGroupName, FilterName, QueryDefinitionName), SSM API (PutParameter.Name), X-Ray API
(SamplingRule.RuleName, CreateGroup.GroupName), X-Ray Developer Guide, "Configuring groups".

Fails (SNS takes no dots):

    Topics:
      alerts.database:
        Tier: high
        Channels: [team]

Passes (every sign that SNS does take):

    Topics:
      Alerts_of-database-2:
        Tier: high
        Channels: [team]
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from eventflow_monitoring.model.dead_letter_queue import dead_letter_queues
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import Channel, Topic
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "bad-name"


class _Naming(NamedTuple):
    thing: str
    pattern: re.Pattern[str]
    words: str


_ALARM = _Naming(
    "an alarm",
    re.compile(r"[^\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]{1,255}"),
    "1 to 255 characters, none a control character or one that turns text round",
)
_TOPIC = _Naming(
    "a topic", re.compile(r"[A-Za-z0-9_-]{1,256}"), "1 to 256 letters, digits, `_` and `-`"
)
_DASHBOARD = _Naming(
    "a dashboard", re.compile(r"[A-Za-z0-9_-]{1,255}"), "1 to 255 letters, digits, `_` and `-`"
)
_LOG_GROUP = _Naming(
    "a log group",
    re.compile(r"[.\-_/#A-Za-z0-9]{1,512}"),
    "1 to 512 letters, digits and `. - _ / #`",
)


_FILTER = _Naming(
    "a filter", re.compile(r"[^:*]{1,512}"), "1 to 512 characters, none of them `:` or `*`"
)
_QUEUE = _Naming(
    "a dead-letter queue",
    re.compile(r"[A-Za-z0-9_-]{1,80}"),
    "1 to 80 letters, digits, `_` and `-`; it is made of the topic's name and the channel's",
)
_PARAMETER = _Naming(
    # The ARN counts among the 1,011 characters that a name may have.
    "the parameter of a collector",
    re.compile(r"(?!/(?i:aws|ssm))[A-Za-z0-9_./-]{1,900}"),
    "letters, digits and `. - _`, and neither `aws` nor `ssm` at its beginning",
)
_SAMPLING_RULE = _Naming(
    "a sampling rule",
    re.compile(r"(?!Default$).{1,32}"),
    "1 to 32 characters; `Default` is X-Ray's own",
)
_TRACE_GROUP = _Naming(
    "a trace group",
    # The guide says letters, digits and dashes, and has an example with underscores.
    re.compile(r"(?!Default$)[A-Za-z0-9_-]{1,32}"),
    "1 to 32 letters, digits, `_` and `-`; `Default` is X-Ray's own",
)
_QUERY = _Naming("a query", re.compile(r".{1,255}", re.DOTALL), "1 to 255 characters")


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find names that AWS refuses."""
    named: list[tuple[_Naming, str, Origin]] = [
        *((_ALARM, alarm.physical_name, alarm.origin) for alarm in monitoring.alarms),
        *((_TOPIC, topic.physical_name, topic.origin) for topic in monitoring.topics),
        *((_DASHBOARD, board.physical_name, board.origin) for board in monitoring.dashboards),
        *((_FILTER, one.physical_name, one.written.name) for one in monitoring.metric_filters),
        *(
            (_FILTER, one.physical_name, one.written.name)
            for one in monitoring.subscription_filters
        ),
        *((_QUERY, query.physical_name, query.written.name) for query in monitoring.queries),
        *((_QUEUE, name, channel.origin) for _, channel, name in _queues(monitoring)),
        *((_PARAMETER, one.parameter, one.written.name) for one in monitoring.collectors),
        *(
            (_SAMPLING_RULE, one.physical_name, one.written.name)
            for one in monitoring.sampling_rules
        ),
        *((_TRACE_GROUP, one.physical_name, one.written.name) for one in monitoring.trace_groups),
        *((_LOG_GROUP, group.physical_name, group.origin) for group in monitoring.log_groups),
    ]
    for naming, name, origin in named:
        if not naming.pattern.fullmatch(name):
            shown = name if len(name) <= 60 else f"{name[:57]}..."
            yield Problem(NAME, f"`{shown}` cannot name {naming.thing}", origin, help=naming.words)


def _queues(monitoring: Monitoring) -> Iterator[tuple[Topic, Channel, str]]:
    """Yield the dead-letter queues of topics whose own names are good."""
    for topic, channel, name in dead_letter_queues(monitoring.environment, monitoring.topics):
        if _TOPIC.pattern.fullmatch(topic.physical_name):
            yield topic, channel, name


RULE = Rule(NAME, check)
