"""Canaries with what they need, as EventFlow's templates have them."""

from typing import Any

import pytest

from eventflow_monitoring.outputs.cloudformation.plan import Plan
from tests.eventflow import eventflow_plan, plans_of
from tests.outputs.conftest import Templates
from tests.outputs.test_cfn_lint import EVERY_KIND


def resources_of(plan: Plan) -> dict[str, dict[str, Any]]:
    """Return the resources of the stack of canaries and probes, by logical id."""
    (stack,) = [stack for stack in plan.stacks if stack.name == "health"]
    resources: dict[str, dict[str, Any]] = stack.template()["Resources"]
    return resources


def properties(logical_id: str, plan: Plan | None = None) -> dict[str, Any]:
    """Return the properties of a resource, of production's unless another plan is given."""
    found: dict[str, Any] = resources_of(plan or eventflow_plan())[logical_id]["Properties"]
    return found


@pytest.mark.parametrize(
    ("environment", "days"), [("production", 30), ("staging", 14), ("development", 7)]
)
def test_every_environment_has_the_deep_check(
    templates: Templates, environment: str, days: int
) -> None:
    """It starts with its stack, and its results are kept as long as logs."""
    resources = templates[f"eventflow-{environment}-health"]["Resources"]
    canary = dict(resources["CanaryDeep"]["Properties"])
    assert canary.pop("Code")["Handler"] == "index.handler"
    account = eventflow_plan(environment).environment.account
    assert canary == {
        "Name": "eventflow-deep",
        "RuntimeVersion": "syn-nodejs-5.4",
        "ArtifactS3Location": {"Fn::Sub": "s3://${CanaryResults}/eventflow-deep"},
        "ExecutionRoleArn": {"Fn::Sub": f"arn:aws:iam::{account}:role/${{CanaryRoleDeep}}"},
        "Schedule": {"Expression": "rate(5 minutes)"},
        "RunConfig": {"MemoryInMB": 960, "TimeoutInSeconds": 40},
        "SuccessRetentionPeriod": days,
        "FailureRetentionPeriod": days,
        "StartCanaryAfterCreation": True,
        "ProvisionedResourceCleanup": "AUTOMATIC",
    }
    first, last = resources["CanaryResults"]["Properties"]["LifecycleConfiguration"]["Rules"]
    assert first == {
        "Id": "eventflow-deep", "Status": "Enabled", "Prefix": "eventflow-deep/",
        "ExpirationInDays": days,
    }  # fmt: skip
    assert last["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}


def test_results_are_private_encrypted_and_reached_by_tls_only() -> None:
    """And stay when their stack goes: a bucket with something in it cannot be deleted."""
    bucket = resources_of(eventflow_plan())["CanaryResults"]
    assert (bucket["DeletionPolicy"], bucket["UpdateReplacePolicy"]) == (
        "RetainExceptOnCreate", "Retain",
    )  # fmt: skip
    settings = bucket["Properties"]
    assert "BucketName" not in settings
    assert set(settings["PublicAccessBlockConfiguration"].values()) == {True}
    assert len(settings["PublicAccessBlockConfiguration"]) == 4
    (rule,) = settings["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule == {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
    assert settings["OwnershipControls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    policy = properties("CanaryResultsPolicy")
    assert policy["Bucket"] == {"Ref": "CanaryResults"}
    (statement,) = policy["PolicyDocument"]["Statement"]
    assert statement == {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [
            {"Fn::Sub": "arn:aws:s3:::${CanaryResults}"},
            {"Fn::Sub": "arn:aws:s3:::${CanaryResults}/*"},
        ],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def test_a_canary_may_do_what_is_documented_and_nothing_else() -> None:
    """Its own results and log, and metrics of one namespace."""
    role = properties("CanaryRoleDeep")
    assert role["ManagedPolicyArns"] == [{"Ref": "CanaryPolicyDeep"}]
    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Principal"] == {"Service": "lambda.amazonaws.com"}
    statements = properties("CanaryPolicyDeep")["PolicyDocument"]["Statement"]
    allowed = {action: one["Resource"] for one in statements for action in one["Action"]}
    results = [{"Fn::Sub": "arn:aws:s3:::${CanaryResults}/eventflow-deep/*"}]
    log = ["arn:aws:logs:us-east-1:111111111111:log-group:/aws/lambda/cwsyn-eventflow-deep-*"]
    assert allowed == {
        "s3:GetObject": results,
        "s3:PutObject": results,
        "s3:GetBucketLocation": [{"Fn::Sub": "arn:aws:s3:::${CanaryResults}"}],
        "s3:ListAllMyBuckets": ["*"],
        "logs:CreateLogGroup": log,
        "logs:CreateLogStream": log,
        "logs:PutLogEvents": log,
        "cloudwatch:PutMetricData": ["*"],
    }
    (metrics,) = [one for one in statements if one["Action"] == ["cloudwatch:PutMetricData"]]
    assert metrics["Condition"] == {
        "StringEquals": {"cloudwatch:namespace": "CloudWatchSynthetics"}
    }
    assert all(one["Effect"] == "Allow" for one in statements)


def test_a_canary_in_a_vpc_may_make_its_interface() -> None:
    """The name of its log group begins with the first 21 characters of its own."""
    (plan,) = plans_of(EVERY_KIND)
    canary = properties("CanaryInsideTheVpcOfTheService", plan)
    assert canary["VPCConfig"] == {
        "SubnetIds": ["subnet-0a1b2c3d4e5f67890", "subnet-0a1b2c3d4e5f67891"],
        "SecurityGroupIds": ["sg-0a1b2c3d4e5f67890"],
    }
    statements = properties("CanaryPolicyInsideTheVpcOfTheService", plan)["PolicyDocument"][
        "Statement"
    ]
    allowed = {action: one["Resource"] for one in statements for action in one["Action"]}
    assert {action for action in allowed if action.startswith("ec2:")} == {
        "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces",
    }  # fmt: skip
    (log,) = allowed["logs:PutLogEvents"]
    assert log.endswith(":log-group:/aws/lambda/cwsyn-every-kind-inside-the*")
    assert "VPCConfig" not in properties("CanaryJson", plan)


@pytest.mark.parametrize(
    ("logical_id", "schedule", "seconds"),
    [("CanaryJson", "rate(1 hour)", 810), ("CanaryInsideTheVpcOfTheService", "rate(1 minute)", 40)],
)
def test_a_run_has_the_time_of_its_request_and_more(
    logical_id: str, schedule: str, seconds: int
) -> None:
    """30 seconds more, but never longer than from run to run."""
    canary = properties(logical_id, plans_of(EVERY_KIND)[0])
    assert canary["Schedule"] == {"Expression": schedule}
    assert canary["RunConfig"]["TimeoutInSeconds"] == seconds


def test_alarms_come_after_the_canaries_that_they_watch() -> None:
    """Else they would take the time before the first run for illness."""
    stacks = {stack.name: stack for stack in eventflow_plan().stacks}
    assert "health" in stacks["alarms"].depends_on
    assert [*stacks].index("health") < [*stacks].index("alarms")
