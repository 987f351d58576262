"""The names that AWS takes, at each limit and one step past it."""

import pytest

from tests.compiler.compiling import compile_texts, problems_of

_METRIC = "Metrics:\n  M: {Namespace: EventFlow, Unit: Count, Statistic: Sum}\n"
_ALARM = "{Tier: low, Metric: M, ComparisonOperator: LessThanThreshold, Threshold: 1, ActionsEnabled: false}"


def specs_with(section: str, name: str) -> str:
    """Return specs that have one thing of this name."""
    thing = {
        "Alarms": _ALARM,
        "Topics": "{Tier: low, Channels: []}",
        "Dashboards": "{Rows: []}",
        "LogGroups": "{}",
        "SamplingRules": "{Priority: 1}",
        "TraceGroups": "{Filter: fault}",
    }[section]
    return f"{_METRIC}{section}:\n  ? '{name}'\n  : {thing}\n"


@pytest.mark.parametrize(
    ("section", "name"),
    [
        ("Alarms", "a" * 255),
        ("Alarms", "Überlast: 5xx > 5 %, €"),
        ("Topics", "a" * 256),
        ("Topics", "Alerts_high-1"),
        ("Dashboards", "a" * 255),
        ("LogGroups", "a" * 512),
        ("LogGroups", "/aws/lambda/x_y-z.1#2"),
        ("SamplingRules", "a" * 32),
        ("SamplingRules", "DEBUG - history updates"),
        ("SamplingRules", "Defaults"),
        ("TraceGroups", "a" * 32),
        ("TraceGroups", "High_response-time1"),
        ("TraceGroups", "default"),
    ],
)
def test_name_at_the_limit_is_taken(section: str, name: str) -> None:
    """A name of the greatest length, or with every sign that is allowed, is fine."""
    assert problems_of(specs_with(section, name)) == ""


@pytest.mark.parametrize(
    ("section", "name", "thing"),
    [
        ("Alarms", "a" * 256, "an alarm"),
        ("Topics", "a" * 257, "a topic"),
        ("Topics", "alerts.high", "a topic"),
        ("Topics", "alerts-höchste", "a topic"),
        ("Dashboards", "a" * 256, "a dashboard"),
        ("Dashboards", "a b", "a dashboard"),
        ("LogGroups", "a" * 513, "a log group"),
        ("LogGroups", "/a:b", "a log group"),
        ("SamplingRules", "a" * 33, "a sampling rule"),
        ("SamplingRules", "Default", "a sampling rule"),
        ("TraceGroups", "a" * 33, "a trace group"),
        ("TraceGroups", "a.b", "a trace group"),
        ("TraceGroups", "Default", "a trace group"),
    ],
)
def test_name_past_the_limit_is_refused(section: str, name: str, thing: str) -> None:
    """A longer name is refused, its beginning shown."""
    shown = name if len(name) <= 60 else f"{name[:57]}..."
    first_line = problems_of(specs_with(section, name)).partition("\n")[0]
    assert first_line == f"error[bad-name]: `{shown}` cannot name {thing}"


def queue_of(topic: str, channel: str) -> str:
    """Return the first line of what is wrong with a topic and the e-mail address it tells."""
    text = (
        f"Channels:\n  ? '{channel}'\n  : {{Kind: Email, Address: a@b.example}}\n"
        f"Topics:\n  {topic}: {{Tier: low, Channels: ['{channel}']}}\n"
    )
    return problems_of(text).partition("\n")[0]


def test_dead_letter_queue_is_named_after_topic_and_channel() -> None:
    """Together they have 66 characters, those that SQS takes."""
    assert queue_of("t" * 40, "c" * 26) == ""
    long = f"{'t' * 40}-{'c' * 16}..."
    assert queue_of("t" * 40, "c" * 27) == (
        f"error[bad-name]: `{long}` cannot name a dead-letter queue"
    )
    assert queue_of("t", "the team") == (
        "error[bad-name]: `t-the team-dead-letters` cannot name a dead-letter queue"
    )
    # A topic's bad name is told as the topic's.
    assert queue_of("a.b", "c") == "error[bad-name]: `a.b` cannot name a topic"


def test_pattern_counts_to_the_name() -> None:
    """A name that an environment's pattern makes too long is refused there."""
    environments = (
        "Environments:\n  staging: {Account: 222222222222, Region: us-east-1, LogRetention: 14 days, "
        "NamePattern: '${Name} of staging'}\n"
    )
    compiled = compile_texts({"a.yaml": environments, "b.yaml": specs_with("Topics", "alerts")})
    assert compiled.messages == ["bad-name: `alerts of staging` cannot name a topic"]
