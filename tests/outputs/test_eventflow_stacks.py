"""Topics, log groups, health checks and the dashboard, as CDK writes them for EventFlow."""

import json
from typing import Any

import pytest

from eventflow_monitoring.model.tier import Tier
from tests.eventflow import SPECS, eventflow_plan
from tests.outputs.conftest import Templates


def of_type(template: dict[str, Any], type_: str) -> dict[str, dict[str, Any]]:
    """Return the resources of a type by logical id."""
    return {k: r for k, r in template["Resources"].items() if r["Type"] == type_}


@pytest.mark.parametrize(
    ("environment", "days", "policy"),
    [
        ("production", 30, "RetainExceptOnCreate"),
        ("staging", 14, "Delete"),
        ("development", 7, "Delete"),
    ],
)
def test_log_groups_keep_as_long_as_designed(
    templates: Templates, environment: str, days: int, policy: str
) -> None:
    """All log groups, the design's four among them, have the environment's retention; production's outlive their stack."""
    groups = of_type(templates[f"eventflow-{environment}-logs"], "AWS::Logs::LogGroup")
    assert {group["Properties"]["LogGroupName"] for group in groups.values()} == {
        "/eventflow/backend/application",
        "/eventflow/backend/access",
        "/eventflow/backend/errors",
        "/eventflow/frontend/application",
        "/aws/events/eventflow-alarms",
        "/eventflow/collector/metrics",
        "/eventflow/database/queries",
    }
    for group in groups.values():
        assert group["Properties"]["RetentionInDays"] == days
        assert group["Properties"]["DeletionProtectionEnabled"] is (environment == "production")
        assert group["DeletionPolicy"] == policy
        assert group["UpdateReplacePolicy"] == policy.removesuffix("ExceptOnCreate")


def test_slow_queries_are_logged_and_alerted(templates: Templates) -> None:
    """Section 5.3: the alarm's changes of state are written to a log group, which lets them be."""
    resources = templates["eventflow-production-logs"]["Resources"]
    rule = resources["StateChangeDatabaseSlowQueries"]["Properties"]
    assert rule["EventPattern"] == {
        "source": ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        "resources": ["arn:aws:cloudwatch:us-east-1:111111111111:alarm:DatabaseSlowQueries"],
    }
    (target,) = rule["Targets"]
    group = "arn:aws:logs:us-east-1:111111111111:log-group:/aws/events/eventflow-alarms"
    assert target["Arn"] == group
    policy = json.loads(resources["StateChangePolicy"]["Properties"]["PolicyDocument"])
    (statement,) = policy["Statement"]
    assert statement["Resource"] == [f"{group}:*"]
    assert statement["Action"] == ["logs:CreateLogStream", "logs:PutLogEvents"]


def test_topics_are_encrypted_with_a_key_cloudwatch_may_use(templates: Templates) -> None:
    """Every topic has the customer key, whose policy lets CloudWatch of this account use it."""
    template = templates["eventflow-production-notifications"]
    topics = of_type(template, "AWS::SNS::Topic")
    assert {t["Properties"]["TopicName"] for t in topics.values()} == {
        "pages-critical", "alerts-critical", "alerts-high",
        "notices-high", "notices-medium", "notices-low",
    }  # fmt: skip
    assert all(
        t["Properties"]["KmsMasterKeyId"] == {"Ref": "NotificationKey"} for t in topics.values()
    )
    key = template["Resources"]["NotificationKey"]["Properties"]
    grant = key["KeyPolicy"]["Statement"][1]
    assert grant["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
    assert grant["Action"] == ["kms:Decrypt", "kms:GenerateDataKey*"]
    assert grant["Condition"] == {"StringEquals": {"aws:SourceAccount": "111111111111"}}
    assert key["EnableKeyRotation"] is True


def test_topics_refuse_what_is_not_encrypted_on_the_way(templates: Templates) -> None:
    """Every topic has a policy that denies publishing without TLS, to everybody."""
    template = templates["eventflow-production-notifications"]
    policies = of_type(template, "AWS::SNS::TopicPolicy")
    covered = [p["Properties"]["Topics"][0]["Ref"] for p in policies.values()]
    assert sorted(covered) == sorted(of_type(template, "AWS::SNS::Topic"))
    for policy in policies.values():
        denied = policy["Properties"]["PolicyDocument"]["Statement"][1]
        assert denied["Effect"] == "Deny"
        assert denied["Principal"] == "*"
        assert denied["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_pagerduty_is_reached_without_a_key_in_the_template(templates: Templates) -> None:
    """The template holds a reference to the secret in the place of the integration key."""
    template = templates["eventflow-production-notifications"]
    pages = template["Resources"]["SubscriptionPagesCriticalOnCall"]["Properties"]
    assert pages["Protocol"] == "https"
    assert pages["Endpoint"] == (
        "https://events.pagerduty.com/integration/"
        "{{resolve:secretsmanager:eventflow/pagerduty:SecretString:integration_key}}/enqueue"
    )


def test_email_never_hears_of_a_recovery(templates: Templates) -> None:
    """The subscription of an e-mail address filters out messages that say OK."""
    template = templates["eventflow-production-notifications"]
    mail = template["Resources"]["SubscriptionNoticesMediumTeamEmail"]["Properties"]
    assert mail["Protocol"] == "email"
    assert mail["FilterPolicyScope"] == "MessageBody"
    assert mail["FilterPolicy"] == {"NewStateValue": [{"anything-but": ["OK"]}]}


def test_slack_has_guardrails_and_the_topics_of_its_channel(templates: Templates) -> None:
    """Amazon Q Developer may only read alarms; in staging Slack stands in for PagerDuty."""
    staging = templates["eventflow-staging-notifications"]["Resources"]
    slack = staging["SlackTeam"]["Properties"]
    assert [arn.rpartition(":")[2] for arn in slack["SnsTopicArns"]] == [
        "alerts-critical", "alerts-high", "pages-critical",
    ]  # fmt: skip
    assert slack["GuardrailPolicies"] == [{"Ref": "SlackPolicy"}]
    assert staging["SlackRole"]["Properties"]["ManagedPolicyArns"] == [{"Ref": "SlackPolicy"}]
    statements = staging["SlackPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    verbs = {action.partition(":")[2] for one in statements for action in one["Action"]}
    assert all(verb.startswith(("Describe", "Get", "List")) for verb in verbs)


def test_the_health_check_looks_for_what_the_design_answers(templates: Templates) -> None:
    """The search string stands, to the letter, in the response of section 6.1 of the design."""
    resources = templates["eventflow-staging-alarms"]["Resources"]
    config = resources["HealthCheckApi"]["Properties"]["HealthCheckConfig"]
    response = (SPECS / "health-response.json").read_text()
    assert config == {
        "Type": "HTTPS_STR_MATCH",
        "FullyQualifiedDomainName": "staging.eventflow.example",
        "Port": 443,
        "ResourcePath": "/api/v1/health",
        "RequestInterval": 30,
        "FailureThreshold": 3,
        "EnableSNI": True,
        "SearchString": '"status": "UP"',
    }
    assert config["SearchString"] in response
    # Section 6.1 lists the memory among the checks, and leaves it out of its example.
    checks = {"database": "UP", "redis": "UP", "disk": "UP", "memory": "UP"}
    assert json.loads(response)["checks"] == checks


def test_the_operations_dashboard_shows_the_state_of_every_alarm(templates: Templates) -> None:
    """Of those of its own environment, the critical ones first, above what is measured."""
    for environment, account in (("production", "111111111111"), ("staging", "222222222222")):
        board = templates[f"eventflow-{environment}-dashboards"]["Resources"]
        body = json.loads(board["DashboardEventflowOperations"]["Properties"]["DashboardBody"])
        arns = body["widgets"][0]["properties"]["alarms"]
        alarms = eventflow_plan(environment).monitoring.alarms
        prefix = f"arn:aws:cloudwatch:us-east-1:{account}:alarm:"
        assert sorted(arns) == sorted(prefix + alarm.name for alarm in alarms)
        critical = [prefix + alarm.name for alarm in alarms if alarm.tier is Tier.CRITICAL]
        assert sorted(arns[: len(critical)]) == sorted(critical)
        assert {widget["x"] + widget["width"] for widget in body["widgets"]} == {12, 24}


def test_one_can_look_at_the_other_environments_from_production(templates: Templates) -> None:
    """Its account stands in every graph and alarm, so that another one can be put in its place."""
    board = templates["eventflow-production-dashboards"]["Resources"]
    body = json.loads(board["DashboardEventflowOperations"]["Properties"]["DashboardBody"])
    (variable,) = body["variables"]
    assert (variable["type"], variable["pattern"]) == ("pattern", "111111111111")
    choices = {one["label"]: one["value"] for one in variable["values"]}
    assert choices == {
        environment: eventflow_plan(environment).environment.account
        for environment in ("production", "staging", "development")
    }
    assert variable["defaultValue"] == "111111111111"
    for widget in body["widgets"]:
        assert "111111111111" in json.dumps(widget["properties"])
    others = templates["eventflow-staging-dashboards"]["Resources"]
    assert "variables" not in others["DashboardEventflowOperations"]["Properties"]["DashboardBody"]


def test_cdk_changes_nothing_that_was_planned(templates: Templates) -> None:
    """What CDK writes is the plan, resource by resource."""
    for environment in ("production", "staging", "development"):
        plan = eventflow_plan(environment)
        for stack in plan.stacks:
            written = templates[plan.stack_name(stack)]
            assert written["Resources"] == stack.template()["Resources"]
            assert written["Description"] == stack.description


def test_stacks_share_nothing_but_names(templates: Templates) -> None:
    """No stack exports or imports a value, which would lock the two together."""
    for template in templates.values():
        assert "Outputs" not in template
        assert "Fn::ImportValue" not in json.dumps(template)
