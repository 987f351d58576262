"""What dashboards, notifications and everything else costs."""

from decimal import Decimal

import pytest

from eventflow_monitoring.cost.charges import (
    buckets,
    canaries,
    keys,
    mute_rules,
    parameters,
    queues,
    traces,
)
from tests.cost.costing import amounts_of, lines_of_resources, resource


def test_dashboard_costs_the_same_whatever_stands_on_it() -> None:
    """Three USD each."""
    row = "[[{Title: A, Metrics: [Lag, Seen]}]]"
    specs = f"Dashboards: {{a: {{Rows: {row}}}, b: {{Rows: [[{{Kind: Text, Markdown: x}}]]}}}}"
    assert amounts_of("Dashboards", specs) == {("a", ""): Decimal(3), ("b", ""): Decimal(3)}


_CHANNELS = """\
Channels:
  pager: {Kind: PagerDuty, IntegrationKey: {SecretsManager: pager}}
  hook: {Kind: Webhook, Url: {SecretsManager: hook}}
  open-hook: {Kind: Webhook, Url: "https://a.example/"}
  queue: {Kind: SQS, Queue: q}
  function: {Kind: Lambda, Function: f}
  item: {Kind: OpsItem, Severity: 2}
Topics:
  all: {Tier: high, Channels: [team, mail, pager, hook, open-hook, queue, function, item]}
  others: {Tier: low, Channels: [pager]}
"""


def test_messages_and_deliveries_are_charged_by_channel() -> None:
    """A million messages: 0.50 to publish, 20 by e-mail, 0.60 by HTTP."""
    found = amounts_of("Notifications", _CHANNELS, "Notifications: 1 million")
    assert {part: cost for (name, part), cost in found.items() if name == "all"} == {
        "messages": Decimal("0.50"),
        "deliveries to team": "price-unknown",
        "deliveries to mail": Decimal(20),
        "deliveries to pager": Decimal("0.60"),
        "deliveries to hook": Decimal("0.60"),
        "deliveries to open-hook": Decimal("0.60"),
        "deliveries to queue": "price-unverified",
        "deliveries to function": "price-unverified",
        "deliveries to item": "price-unknown",
    }


def test_messages_that_nobody_stated_are_named() -> None:
    """Each topic says so."""
    found = amounts_of("Notifications", _CHANNELS)
    assert found["others", "messages"] == "usage-not-stated"
    assert found["others", "deliveries to pager"] == "usage-not-stated"


def test_key_and_secrets_are_named() -> None:
    """A secret once, however many topics reach its channel."""
    assert amounts_of("Keys and secrets", _CHANNELS) == {
        ("NotificationKey", "key"): "price-unknown",
        ("pager", "secret"): "price-unknown",
        ("hook", "secret"): "price-unknown",
    }


def test_health_check_is_named() -> None:
    """Its price depends on more than is known."""
    specs = "HealthChecks: {api: {Path: /health, Domain: a.example}}"
    assert amounts_of("Health checks", specs) == {("api", ""): "price-unknown"}


def test_mute_rule_is_named() -> None:
    """By the name it has in AWS."""
    found = lines_of_resources(
        mute_rules.CHARGE, {"MuteA": resource("AWS::CloudWatch::AlarmMuteRule", Name="a")}
    )
    assert found == [("a", "", Decimal(1), "price-unknown")]


def test_key_is_named_by_its_logical_id() -> None:
    """It has no other name."""
    found = lines_of_resources(keys.CHARGE, {"Own": resource("AWS::KMS::Key")})
    assert found == [("Own", "key", Decimal(1), "price-unknown")]


def test_traces_are_charged_by_the_million() -> None:
    """Two million are ten USD, whether or not a sampling rule stands here."""
    rule = {"Rule": resource("AWS::XRay::SamplingRule")}
    for resources in (rule, {}):
        assert lines_of_resources(traces.CHARGE, resources, "Traces: 2 million") == [
            ("X-Ray", "traces recorded", Decimal(2_000_000), Decimal(10))
        ]
        assert lines_of_resources(traces.CHARGE, resources) == [
            ("X-Ray", "traces recorded", None, "usage-not-stated")
        ]


@pytest.mark.parametrize(
    ("expression", "runs", "cost"),
    [
        ("rate(5 minutes)", 8760, "10.512"),  # 730 hours × 12
        ("rate(1 minute)", 43_800, "52.56"),
        ("rate(1 hour)", 730, "0.876"),
        ("rate(0 minute)", 1, "0.0012"),  # once
    ],
)
def test_canary_is_charged_by_its_runs(expression: str, runs: int, cost: str) -> None:
    """As many as its schedule makes in a month; what a run uses is charged elsewhere."""
    canary = resource("AWS::Synthetics::Canary", Name="api", Schedule={"Expression": expression})
    runs_line, used = lines_of_resources(canaries.CHARGE, {"Canary": canary})
    assert runs_line[:2] == ("api", "runs")
    assert round(Decimal(str(runs_line[2])), 6) == runs
    assert round(Decimal(str(runs_line[3])), 6) == Decimal(cost)
    assert (used[1], used[3]) == ("what runs use", "price-unknown")


def test_canary_with_another_schedule_depends_on_it() -> None:
    """How often a cron expression runs is not worked out."""
    schedule = {"Expression": "cron(0 8 * * ? *)"}
    canary = resource("AWS::Synthetics::Canary", Name="api", Schedule=schedule)
    found = lines_of_resources(canaries.CHARGE, {"Canary": canary})
    assert found[0] == ("api", "runs", None, "usage-not-stated")


def test_parameters_of_the_standard_tier_cost_nothing() -> None:
    """The others are named."""
    parameter = "AWS::SSM::Parameter"
    resources = {
        "A": resource(parameter, Name="/a"),
        "B": resource(parameter, Name="/b", Tier="Standard"),
        "C": resource(parameter, Name="/c", Tier="Advanced"),
        "D": resource(parameter, Tier="Intelligent-Tiering"),
    }
    assert lines_of_resources(parameters.CHARGE, resources) == [
        ("/c", "tier Advanced", Decimal(1), "price-unknown"),
        ("D", "tier Intelligent-Tiering", Decimal(1), "price-unknown"),
    ]


def test_queues_and_buckets_are_named() -> None:
    """By the names they have in AWS, or by their logical ids where AWS gives them one."""
    resources = {
        "Letters": resource("AWS::SQS::Queue", QueueName="dead-letters"),
        "Artifacts": resource("AWS::S3::Bucket", BucketName={"Fn::Sub": "a-${AWS::AccountId}"}),
    }
    assert lines_of_resources(queues.CHARGE, resources) == [
        ("dead-letters", "requests", None, "price-unknown")
    ]
    assert lines_of_resources(buckets.CHARGE, resources) == [
        ("Artifacts", "storage and requests", None, "price-unknown")
    ]
