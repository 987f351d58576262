"""X-Ray's rules and groups in the embedded AWS: kept whole, told again, and gone when deleted."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from eventflow_monitoring.embedded.cloud import running_cloud
from eventflow_monitoring.live.connection import Connection

RULE: dict[str, Any] = {
    "RuleName": "own", "Priority": 1, "FixedRate": 0.5, "ReservoirSize": 0, "Host": "*",
    "ServiceName": "*", "ServiceType": "*", "HTTPMethod": "*", "URLPath": "*", "ResourceARN": "*",
    "Version": 1,
}  # fmt: skip
TAGS = [{"Key": "Team", "Value": "shop"}]


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    """A connection to an empty AWS."""
    with running_cloud("444444444444") as cloud:
        yield cloud.connection("us-east-1")


def refusal(call: Any, **parameters: Any) -> str:
    """Return the code with which a call is refused."""
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    return str(caught.value.response["Error"]["Code"])


def test_rule_is_kept_whole_until_it_is_deleted(connection: Connection) -> None:
    """Created, listed with its tags, changed by its name, and deleted by its ARN."""
    client = connection.client("xray")
    made = client.create_sampling_rule(SamplingRule=RULE, Tags=TAGS)["SamplingRuleRecord"]
    arn = made["SamplingRule"]["RuleARN"]
    assert arn == "arn:aws:xray:us-east-1:444444444444:sampling-rule/own"
    assert refusal(client.create_sampling_rule, SamplingRule=RULE) == "InvalidRequestException"
    client.update_sampling_rule(SamplingRuleUpdate={"RuleName": "own", "Host": "a"})
    (record,) = client.get_sampling_rules()["SamplingRuleRecords"]
    assert record["SamplingRule"] == {**RULE, "Host": "a", "RuleARN": arn, "Attributes": {}}
    assert client.list_tags_for_resource(ResourceARN=arn)["Tags"] == TAGS
    client.tag_resource(ResourceARN=arn, Tags=[{"Key": "Team", "Value": "x"}])
    assert client.list_tags_for_resource(ResourceARN=arn)["Tags"][0]["Value"] == "x"
    client.delete_sampling_rule(RuleARN=arn)
    assert client.get_sampling_rules()["SamplingRuleRecords"] == []
    assert client.list_tags_for_resource(ResourceARN=arn)["Tags"] == []
    for call, parameters in (
        (client.delete_sampling_rule, {"RuleARN": arn}),
        (client.update_sampling_rule, {"SamplingRuleUpdate": {"RuleName": "own"}}),
    ):
        assert refusal(call, **parameters) == "InvalidRequestException"


def test_group_is_kept_whole_until_it_is_deleted(connection: Connection) -> None:
    """Created, got by name and by ARN, changed in one thing alone, and deleted."""
    client = connection.client("xray")
    insights = {"InsightsEnabled": True, "NotificationsEnabled": False}
    made = client.create_group(
        GroupName="slow", FilterExpression="duration > 1", InsightsConfiguration=insights
    )["Group"]
    assert refusal(client.create_group, GroupName="slow") == "InvalidRequestException"
    client.update_group(GroupName="slow", FilterExpression="duration > 2")
    expected = {**made, "FilterExpression": "duration > 2"}
    assert client.get_group(GroupName="slow")["Group"] == expected
    assert client.get_group(GroupARN=made["GroupARN"])["Group"] == expected
    assert client.get_groups()["Groups"] == [expected]
    client.delete_group(GroupName="slow")
    assert client.get_groups()["Groups"] == []
    for call in (client.get_group, client.delete_group, client.update_group):
        assert refusal(call, GroupName="slow") == "InvalidRequestException"


def test_stack_takes_its_rules_and_groups_with_it(connection: Connection) -> None:
    """CloudFormation makes them by X-Ray's API, knows them by ARN, and deletes them."""
    group = {
        "GroupName": "g", "FilterExpression": "fault", "Tags": TAGS,
        "InsightsConfiguration": {"InsightsEnabled": False, "NotificationsEnabled": False},
    }  # fmt: skip
    template = {
        "Resources": {
            "R": {"Type": "AWS::XRay::SamplingRule", "Properties": {"SamplingRule": RULE}},
            "G": {"Type": "AWS::XRay::Group", "Properties": group},
        }
    }
    formation, client = connection.client("cloudformation"), connection.client("xray")
    formation.create_stack(StackName="own", TemplateBody=json.dumps(template))
    listed = formation.list_stack_resources(StackName="own")["StackResourceSummaries"]
    known = {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in listed}
    (rule,), (made,) = (
        client.get_sampling_rules()["SamplingRuleRecords"],
        client.get_groups()["Groups"],
    )
    assert known == {"R": rule["SamplingRule"]["RuleARN"], "G": made["GroupARN"]}
    assert client.list_tags_for_resource(ResourceARN=made["GroupARN"])["Tags"] == TAGS
    formation.delete_stack(StackName="own")
    assert client.get_sampling_rules()["SamplingRuleRecords"] == []
    assert client.get_groups()["Groups"] == []
