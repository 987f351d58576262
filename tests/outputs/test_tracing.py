"""Sampling rules and trace groups as CloudFormation documents them, and as EventFlow has them."""

from typing import Any

import pytest

from eventflow_monitoring.outputs.cloudformation.plan import plan
from tests.compiler.compiling import compile_texts
from tests.eventflow import eventflow_plan
from tests.outputs.conftest import Templates

ENVIRONMENT = """\
Environments:
  production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days,
               NamePattern: 'prod-${Name}', TraceSampling: 10%}
"""


def resources_of(specs: str) -> dict[str, Any]:
    """Return the properties of what the stack of tracing has, by logical id."""
    found = compile_texts({"base.yaml": ENVIRONMENT, "specs.yaml": specs})
    assert found.shown == ""
    (monitoring,) = found.monitorings
    planned, problems = plan(monitoring)
    assert problems == []
    (stack,) = planned.stacks
    assert (stack.name, stack.depends_on) == ("tracing", ())
    assert stack.description == "Sampling rules and trace groups of eventflow (production)"
    return {id: dict(resource.properties) for id, resource in stack.resources.items()}


def test_rule_that_says_little() -> None:
    """X-Ray needs every field, so what is not written matches everything."""
    assert resources_of("SamplingRules: {all of it: {Priority: 9}}") == {
        "SamplingRuleAllOfIt": {
            "SamplingRule": {
                "RuleName": "prod-all of it",
                "Version": 1,
                "Priority": 9,
                "FixedRate": 0.1,
                "ReservoirSize": 0,
                "Host": "*",
                "ServiceName": "*",
                "ServiceType": "*",
                "HTTPMethod": "*",
                "URLPath": "*",
                "ResourceARN": "*",
            }
        }
    }


def test_rule_that_says_everything() -> None:
    """Each key stands where X-Ray looks for it."""
    keys = (
        "Priority: 1, Rate: 100%, Reservoir: 2, Host: h, Service: s, ServiceType: t, Method: GET, "
        "Path: /p, ResourceArn: 'arn:x', Attributes: {a: b}, Tags: {Team: x}"
    )
    (found,) = resources_of(f"SamplingRules: {{own: {{{keys}}}}}").values()
    assert found["SamplingRule"] == {
        "RuleName": "prod-own",
        "Version": 1,
        "Priority": 1,
        "FixedRate": 1,
        "ReservoirSize": 2,
        "Host": "h",
        "ServiceName": "s",
        "ServiceType": "t",
        "HTTPMethod": "GET",
        "URLPath": "/p",
        "ResourceARN": "arn:x",
        "Attributes": {"a": "b"},
    }
    assert found["Tags"] == [{"Key": "Team", "Value": "x"}]


def test_boost_is_in_shares_and_minutes() -> None:
    """X-Ray takes a rate from 0 to 1, and minutes."""
    keys = "Priority: 1, Boost: {MaximumRate: 25%, Cooldown: 1 hour}"
    (found,) = resources_of(f"SamplingRules: {{own: {{{keys}}}}}").values()
    boost = found["SamplingRule"]["SamplingRateBoost"]
    assert boost == {"MaxRate": 0.25, "CooldownWindowMinutes": 60}


@pytest.mark.parametrize(
    ("keys", "insights", "notifications"),
    [("", False, False), (", Insights: yes", True, False),
     (", Insights: yes, Notifications: yes", True, True)],
)  # fmt: skip
def test_group_says_whether_it_has_insights(
    keys: str, *, insights: bool, notifications: bool
) -> None:
    """Both are said either way, so that a setting made by hand is put back."""
    found = resources_of(f"TraceGroups: {{slow: {{Filter: duration > 1, Tags: {{a: b}}{keys}}}}}")
    assert found == {
        "TraceGroupSlow": {
            "GroupName": "prod-slow",
            "FilterExpression": "duration > 1",
            "InsightsConfiguration": {
                "InsightsEnabled": insights,
                "NotificationsEnabled": notifications,
            },
            "Tags": [{"Key": "a", "Value": "b"}],
        }
    }


@pytest.mark.parametrize(
    ("environment", "rate"), [("production", 0.1), ("staging", 1), ("development", 1)]
)
def test_eventflow_samples_as_designed(templates: Templates, environment: str, rate: float) -> None:
    """Sections 4.2 and 13.3: a tenth in production, everything elsewhere, health checks nowhere."""
    assert eventflow_plan(environment).environment.trace_sampling == rate
    found = templates[f"eventflow-{environment}-tracing"]["Resources"]
    rates = {
        name: one["Properties"]["SamplingRule"]["FixedRate"]
        for name, one in found.items()
        if one["Type"] == "AWS::XRay::SamplingRule"
    }
    assert rates == {
        "SamplingRuleHealthChecks": 0,
        "SamplingRuleEventIngestion": rate,
        "SamplingRuleEventflow": rate,
    }
    boosted = "SamplingRateBoost" in str(found)
    assert boosted is (environment == "production")


def test_every_traced_operation_has_a_group(templates: Templates) -> None:
    """Section 4.1, and what one looks for in an incident: errors, and what is slow."""
    found = templates["eventflow-production-tracing"]["Resources"]
    groups = {
        one["Properties"]["GroupName"]
        for one in found.values()
        if one["Type"] == "AWS::XRay::Group"
    }
    assert groups == {
        "errors", "slow", "http-incoming", "http-outgoing", "database", "redis", "event-processing",
    }  # fmt: skip
