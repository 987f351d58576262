"""Canaries of CloudWatch Synthetics, their roles, and the bucket they leave their results in.

Sources: CloudWatch User Guide, "Required roles and permissions for canaries"; CloudFormation,
AWS::Synthetics::Canary; botocore 1.44.5, CreateCanary.
"""

from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.health_check import Canary, Vpc
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.wording import duration_in_words
from eventflow_monitoring.outputs.cloudformation.canary_script import HANDLER, canary_script
from eventflow_monitoring.outputs.cloudformation.resource import (
    Resource,
    arn,
    logical_id,
    reference,
    substituted,
)

BUCKET = logical_id("CanaryResults")
_BUCKET_POLICY = logical_id("CanaryResultsPolicy")
_POLICY = "CanaryPolicy"

_MEMORY = (
    960  # MiB, the least there is (CanaryRunConfigInput.MemoryInMB); the script needs far less
)
_BEFORE_AND_AFTER = 30  # seconds that a run may take besides the request: a cold start, an upload
_MAX_RUN = 840  # seconds (CanaryRunConfigInput.TimeoutInSeconds)
_IN_FUNCTION_NAME = 21  # characters of a canary's name in that of its log group (DeleteCanary)


def canary_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield the canaries of an environment and what they need."""
    canaries = [check for check in monitoring.health_checks if isinstance(check, Canary)]
    if not canaries:
        return
    environment = monitoring.environment
    yield BUCKET, _bucket(canaries)
    yield _BUCKET_POLICY, _bucket_policy(environment)
    for canary in canaries:
        yield logical_id(_POLICY, canary.name), _policy(canary, environment)
        yield logical_id("CanaryRole", canary.name), _role(canary)
        yield logical_id("Canary", canary.name), _canary(canary, environment)


def _canary(canary: Canary, environment: Environment) -> Resource:
    role = f"${{{logical_id('CanaryRole', canary.name)}}}"
    properties: dict[str, Any] = {
        "Name": canary.physical_name,
        "RuntimeVersion": canary.runtime,
        "Code": {"Handler": HANDLER, "Script": canary_script(canary)},
        "ArtifactS3Location": substituted(f"s3://${{{BUCKET}}}/{canary.physical_name}"),
        "ExecutionRoleArn": substituted(arn(environment, "iam", f"role/{role}", regional=False)),
        "Schedule": {"Expression": f"rate({duration_in_words(canary.interval)})"},
        "RunConfig": {
            "MemoryInMB": _MEMORY,
            "TimeoutInSeconds": min(canary.timeout + _BEFORE_AND_AFTER, canary.interval, _MAX_RUN),
        },
        "SuccessRetentionPeriod": canary.retention_days,
        "FailureRetentionPeriod": canary.retention_days,
        "StartCanaryAfterCreation": True,
        # Without it the function and its layers outlive the canary.
        "ProvisionedResourceCleanup": "AUTOMATIC",
    }
    if canary.vpc is not None:
        properties["VPCConfig"] = {
            "SubnetIds": list(canary.vpc.subnets),
            "SecurityGroupIds": list(canary.vpc.security_groups),
        }
    return Resource("AWS::Synthetics::Canary", properties, origin=canary.origin)


def _bucket(canaries: list[Canary]) -> Resource:
    """Return the bucket, private and encrypted, in which results expire.

    CloudFormation names it. It outlives its stack, for a bucket with something in it cannot be
    deleted: it empties itself, and the next stack makes another.
    """
    expiry = [
        {
            "Id": canary.physical_name,
            "Status": "Enabled",
            "Prefix": f"{canary.physical_name}/",
            "ExpirationInDays": canary.retention_days,
        }
        for canary in canaries
    ]
    unfinished = {
        "Id": "unfinished-uploads",
        "Status": "Enabled",
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
    }
    return Resource(
        "AWS::S3::Bucket",
        {
            "BucketEncryption": {
                "ServerSideEncryptionConfiguration": [
                    {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
                ]
            },
            "LifecycleConfiguration": {"Rules": [*expiry, unfinished]},
            "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            "PublicAccessBlockConfiguration": {
                "BlockPublicAcls": True,
                "BlockPublicPolicy": True,
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": True,
            },
        },
        {"DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"},
    )


def _bucket_arn(environment: Environment, of: str = "") -> dict[str, str]:
    return substituted(f"arn:{environment.partition}:s3:::${{{BUCKET}}}{of}")


def _bucket_policy(environment: Environment) -> Resource:
    return Resource(
        "AWS::S3::BucketPolicy",
        {
            "Bucket": reference(BUCKET),
            "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Sid": "TlsOnly",
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "s3:*",
                        "Resource": [_bucket_arn(environment), _bucket_arn(environment, "/*")],
                        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                    }
                ],
            },
        },
    )


def _role(canary: Canary) -> Resource:
    return Resource(
        "AWS::IAM::Role",
        {
            "Description": f"Runs the canary {canary.physical_name}"[:1_000],
            "AssumeRolePolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": "lambda.amazonaws.com"},
                        "Action": "sts:AssumeRole",
                    }
                ],
            },
            "ManagedPolicyArns": [reference(logical_id(_POLICY, canary.name))],
        },
    )


def _policy(canary: Canary, environment: Environment) -> Resource:
    """Return what a canary may do: leave its results, its log and its metrics."""
    name = canary.physical_name
    # What follows the name is `-` and an id; what follows a part of a long one is not documented.
    group = f"/aws/lambda/cwsyn-{name[:_IN_FUNCTION_NAME]}{'-' if len(name) <= _IN_FUNCTION_NAME else ''}*"
    statements = [
        _allow(
            ["s3:GetObject", "s3:PutObject"],
            _bucket_arn(environment, f"/{name}/*"),
        ),
        _allow(["s3:GetBucketLocation"], _bucket_arn(environment)),
        _allow(["s3:ListAllMyBuckets"], "*"),
        _allow(
            ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            arn(environment, "logs", f"log-group:{group}"),
        ),
        {
            **_allow(["cloudwatch:PutMetricData"], "*"),
            "Condition": {"StringEquals": {"cloudwatch:namespace": "CloudWatchSynthetics"}},
        },
        *_network(canary.vpc),
    ]
    return Resource(
        "AWS::IAM::ManagedPolicy",
        {
            "Description": f"What the canary {canary.physical_name} may do"[:1_000],
            "PolicyDocument": {"Version": "2012-10-17", "Statement": statements},
        },
    )


def is_canary_policy(name: str, resource: Resource) -> bool:
    """Tell whether a resource, by its logical id, is the policy of a canary's role."""
    return resource.type == "AWS::IAM::ManagedPolicy" and name.startswith(_POLICY)


def resources_of_policy(policy: Resource) -> Iterator[str]:
    """Yield what the statements of a canary's policy are about, each once, `${}` where it is a text."""
    statements = policy.properties["PolicyDocument"]["Statement"]
    named = [resource for statement in statements for resource in statement["Resource"]]
    yield from dict.fromkeys(one["Fn::Sub"] if isinstance(one, dict) else one for one in named)


def _network(vpc: Vpc | None) -> list[dict[str, Any]]:
    """Return what a function needs to stand in a VPC."""
    interfaces = ["CreateNetworkInterface", "DeleteNetworkInterface", "DescribeNetworkInterfaces"]
    return [] if vpc is None else [_allow([f"ec2:{action}" for action in interfaces], "*")]


def _allow(actions: list[str], resource: str | dict[str, str]) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": actions, "Resource": [resource]}
