"""What may be written for each kind of channel, and what it becomes."""

import pytest

from eventflow_monitoring.model.notification import (
    Channel,
    FunctionChannel,
    MicrosoftTeamsChannel,
    OpsItemCategory,
    OpsItemChannel,
    QueueChannel,
    SecretReference,
    WebhookChannel,
)
from tests.compiler.compiling import ENVIRONMENTS, compile_texts, monitoring_of

TENANT = "0aa1bb22-cc33-44dd-95ee-ff6677889900"
TEAM = "5f2e1d3c-4b5a-6978-8796-a5b4c3d2e1f0"
THREAD = "19%3ab6ef35dc342d56ba5654e6fc6d25a071%40thread.tacv2"


def channel(written: str) -> Channel:
    """Return the only channel of some specs."""
    (found,) = monitoring_of(f"Channels:\n  c: {{{written}}}\n").channels
    return found


def rules_broken(written: str) -> list[str]:
    """Return the rules a channel breaks."""
    specs = f"Channels:\n  c: {{{written}}}\n"
    compiled = compile_texts({"a.yaml": ENVIRONMENTS, "b.yaml": specs})
    return [problem.rule for problem in compiled.problems]


def test_microsoft_teams_keeps_the_ids_as_written() -> None:
    """Tenant, team and channel go to AWS to the letter."""
    found = channel(f"Kind: MicrosoftTeams, Tenant: {TENANT}, Team: {TEAM}, Channel: {THREAD}")
    assert isinstance(found, MicrosoftTeamsChannel)
    assert (found.tenant_id, found.team_id, found.channel_id) == (TENANT, TEAM, THREAD)
    assert found.recovery is True


@pytest.mark.parametrize(
    ("tenant", "team", "thread"),
    [
        (TENANT[:-1], TEAM, THREAD),
        (TENANT, f"{TEAM}0", THREAD),
        (TENANT, TEAM.replace("5", "g", 1), THREAD),
        (TENANT, TEAM, "19%3ab6ef35dc"),
        (TENANT, TEAM, f"{THREAD}!"),
        (TENANT, TEAM, f"{THREAD}{'x' * 204}"),
    ],
)
def test_ids_of_microsoft_teams_follow_the_patterns_of_aws(
    tenant: str, team: str, thread: str
) -> None:
    """UUIDs have 36 characters, and a channel at most 255 of those that AWS lists."""
    written = f"Kind: MicrosoftTeams, Tenant: {tenant}, Team: {team}, Channel: '{thread}'"
    assert rules_broken(written) == ["bad-teams-id"]


def test_id_of_a_microsoft_teams_channel_may_have_255_characters() -> None:
    """The longest id AWS takes is taken."""
    thread = THREAD + "x" * (255 - len(THREAD))
    written = f"Kind: MicrosoftTeams, Tenant: {TENANT}, Team: {TEAM}, Channel: '{thread}'"
    assert rules_broken(written) == []


def test_webhook_has_a_url_or_names_a_secret() -> None:
    """A written URL stays a text, one in Secrets Manager becomes a reference."""
    written = channel(
        "Kind: Webhook, Url: 'https://hooks.eventflow.example:8443/a?b=c', Recovery: no"
    )
    kept = channel("Kind: Webhook, Url: {SecretsManager: s, Field: f}")
    assert isinstance(written, WebhookChannel)
    assert (written.url, written.recovery) == ("https://hooks.eventflow.example:8443/a?b=c", False)
    assert isinstance(kept, WebhookChannel)
    assert (kept.url, kept.recovery) == (SecretReference("s", "f"), True)


@pytest.mark.parametrize(
    "url",
    [
        "https://robot@hooks.eventflow.example/",
        "https://robot:hunter2@hooks.eventflow.example/",
        "http://robot:hunter2@hooks.eventflow.example/",
        "robot:hunter2@hooks.eventflow.example/",
        "https://robot:hunter2@hooks.eventflow.example:port/",
        "https://robot:hunter2@[::1/",
        "https://hooks.eventflow.example/?token=hunter2",
        "https://hooks.eventflow.example/?a=b&key=hunter2",
        "https://hooks.eventflow.example/?API_KEY=hunter2",
        "https://hooks.eventflow.example/?apiKey=hunter2",
        "https://hooks.eventflow.example/?authtoken=hunter2",
        "https://hooks.eventflow.example/?sig=hunter2",
        "https://hooks.eventflow.example/#token=hunter2",
    ],
)
def test_url_with_a_secret_is_refused_and_not_shown(url: str) -> None:
    """Neither the message, nor the help, nor the line that is shown holds the secret."""
    specs = f"Channels:\n  c: {{Kind: Webhook, Url: '{url}', Recovry: no}}\n"
    compiled = compile_texts({"a.yaml": ENVIRONMENTS, "b.yaml": specs})
    assert [problem.rule for problem in compiled.problems] == ["secret-in-spec", "unknown-key"]
    assert compiled.shown.count("Recovry: no") == 2
    assert "hunter2" not in compiled.shown
    assert "robot" not in compiled.shown


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.eventflow.example/?monkey=banana",
        "https://hooks.eventflow.example/token",
        "https://hooks.eventflow.example/@team",
        "https://hooks.eventflow.example/?token=",
    ],
)
def test_url_without_a_secret_is_taken(url: str) -> None:
    """What only looks like a secret from afar is none."""
    assert rules_broken(f"Kind: Webhook, Url: '{url}'") == []


@pytest.mark.parametrize("url", ["ftp://eventflow.example/", "https:///path", "https://é.example/"])
def test_url_is_one_that_sns_posts_to(url: str) -> None:
    """Another scheme, no host, and signs that are not encoded are refused."""
    assert rules_broken(f"Kind: Webhook, Url: '{url}'") == ["bad-url"]


@pytest.mark.parametrize(
    "queue", ["alarms_1-a", "x" * 80, "arn:aws-cn:sqs:cn-north-1:111111111111:a"]
)
def test_queue_is_a_name_or_an_arn(queue: str) -> None:
    """Both are kept as written."""
    found = channel(f"Kind: SQS, Queue: '{queue}'")
    assert isinstance(found, QueueChannel)
    assert (found.queue, found.recovery) == (queue, True)


@pytest.mark.parametrize(
    ("queue", "rule"),
    [
        ("x" * 81, "bad-queue"),
        ("arn:aws:sqs:us-east-1:111111111111:a.b", "bad-queue"),
        ("a.fifo", "fifo-queue"),
        ("arn:aws:sqs:us-east-1:111111111111:a.fifo", "fifo-queue"),
    ],
)
def test_queue_that_no_topic_can_reach_is_refused(queue: str, rule: str) -> None:
    """Names that SQS does not take, and FIFO queues."""
    assert rules_broken(f"Kind: SQS, Queue: '{queue}'") == [rule]


@pytest.mark.parametrize(
    "function",
    ["page", "page:live", "page:12", "arn:aws:lambda:us-east-1:111111111111:function:page:live"],
)
def test_function_is_a_name_or_an_arn_with_or_without_an_alias(function: str) -> None:
    """All are kept as written."""
    found = channel(f"Kind: Lambda, Function: '{function}', Recovery: no")
    assert isinstance(found, FunctionChannel)
    assert (found.function, found.recovery) == (function, False)


@pytest.mark.parametrize(
    "function", ["x" * 65, "page:", "page:$LATEST", "arn:aws:lambda:us-east-1:function:page"]
)
def test_function_that_lambda_cannot_have_is_refused(function: str) -> None:
    """A name has at most 64 characters, an ARN all its parts."""
    assert rules_broken(f"Kind: Lambda, Function: '{function}'") == ["bad-function"]


def test_ops_item_has_a_severity_and_perhaps_a_category() -> None:
    """It never hears of recoveries, and need not say so."""
    full = channel("Kind: OpsItem, Severity: 2, Category: Security, Recovery: no")
    plain = channel("Kind: OpsItem, Severity: 4")
    assert isinstance(full, OpsItemChannel)
    assert (full.severity, full.category, full.recovery) == (2, OpsItemCategory.SECURITY, False)
    assert isinstance(plain, OpsItemChannel)
    assert (plain.severity, plain.category, plain.recovery) == (4, None, False)


@pytest.mark.parametrize("severity", ["0", "5", "1.5", "-1", "high", "٣"])
def test_severity_is_one_to_four(severity: str) -> None:
    """OpsCenter has four severities."""
    assert rules_broken(f"Kind: OpsItem, Severity: '{severity}'") == ["bad-severity"]


def test_ops_item_that_wants_recoveries_is_refused() -> None:
    """CloudWatch runs the action on ALARM only."""
    assert rules_broken("Kind: OpsItem, Severity: 1, Recovery: yes") == ["recovery-of-ops-item"]
