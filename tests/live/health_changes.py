"""Changes made behind CloudFormation's back to canaries, to their bucket and to probes."""

import json

from eventflow_monitoring.embedded.health import lifecycle_rule
from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from tests.eventflow import eventflow_plan
from tests.live.change import Change, planned
from tests.live.changes import OPEN

RULES = planned(eventflow_plan("staging"), "CanaryResults")["LifecycleConfiguration"]["Rules"]


def put_lifecycle(connection: Connection, bucket: str, **other: object) -> None:
    """Let the results of canaries expire as planned, but for some settings of the first rule."""
    first, *rest = RULES
    rules = [lifecycle_rule(rule) for rule in ({**first, **other}, *rest)]
    connection.client("s3").put_bucket_lifecycle_configuration(
        Bucket=bucket, LifecycleConfiguration={"Rules": rules}
    )


def encrypt(connection: Connection, bucket: str, by: dict[str, str]) -> None:
    """Encrypt what comes into a bucket in another way."""
    connection.client("s3").put_bucket_encryption(
        Bucket=bucket,
        ServerSideEncryptionConfiguration={"Rules": [{"ApplyServerSideEncryptionByDefault": by}]},
    )


def put_bucket_policy(connection: Connection, bucket: str, plan: Plan) -> None:
    """Let a bucket have the policy that is planned."""
    policy = json.dumps(planned(plan, "CanaryResultsPolicy")["PolicyDocument"])
    for name in ("arn:aws:s3:::${CanaryResults}/*", "arn:aws:s3:::${CanaryResults}"):
        stands = json.dumps(name.replace("${CanaryResults}", bucket))
        policy = policy.replace(json.dumps({"Fn::Sub": name}), stands)
    connection.client("s3").put_bucket_policy(Bucket=bucket, Policy=policy)


def put_parameter(connection: Connection, name: str, value: str) -> None:
    """Say another path for the load balancer."""
    connection.client("ssm").put_parameter(
        Name=name, Value=value, Type="String", Overwrite=True,
        Description="HealthCheckPath of the probe ready, read by load balancer",
    )  # fmt: skip


HEALTH_CHANGES = [
    Change(
        "AWS::Synthetics::Canary", "CanaryDeep", "Schedule.Expression",
        lambda c, name: c.client("synthetics").update_canary(
            Name=name, Schedule={"Expression": "rate(1 hour)"}
        ),
        lambda c, name, plan: c.client("synthetics").update_canary(
            Name=name, Schedule={"Expression": "rate(5 minutes)"}
        ),
    ),
    Change(
        "AWS::Synthetics::Canary", "CanaryDeep", "StartCanaryAfterCreation",
        lambda c, name: c.client("synthetics").stop_canary(Name=name),
        lambda c, name, plan: c.client("synthetics").start_canary(Name=name),
    ),
    Change(
        "AWS::S3::Bucket", "CanaryResults", "PublicAccessBlockConfiguration",
        lambda c, name: c.client("s3").delete_public_access_block(Bucket=name),
        lambda c, name, plan: c.client("s3").put_public_access_block(
            Bucket=name, PublicAccessBlockConfiguration=planned(plan, "CanaryResults")[
                "PublicAccessBlockConfiguration"
            ],
        ),
    ),
    Change(
        "AWS::S3::Bucket", "CanaryResults", "LifecycleConfiguration.Rules[0].ExpirationInDays",
        lambda c, name: put_lifecycle(c, name, ExpirationInDays=1),
        lambda c, name, plan: put_lifecycle(c, name),
    ),
    Change(
        "AWS::S3::Bucket", "CanaryResults", "OwnershipControls",
        lambda c, name: c.client("s3").delete_bucket_ownership_controls(Bucket=name),
        lambda c, name, plan: c.client("s3").put_bucket_ownership_controls(
            Bucket=name, OwnershipControls=planned(plan, "CanaryResults")["OwnershipControls"]
        ),
    ),
    Change(
        "AWS::S3::Bucket", "CanaryResults", "BucketEncryption",
        lambda c, name: encrypt(c, name, {"SSEAlgorithm": "aws:kms"}),
        lambda c, name, plan: encrypt(c, name, {"SSEAlgorithm": "AES256"}),
    ),
    Change(
        "AWS::S3::BucketPolicy", "CanaryResultsPolicy", "PolicyDocument.Statement[0]",
        lambda c, name: c.client("s3").put_bucket_policy(Bucket=name, Policy=OPEN),
        put_bucket_policy,
    ),
    Change(
        "AWS::SSM::Parameter", "ProbeReadyHealthCheckPath", "Value",
        lambda c, name: put_parameter(c, name, "/elsewhere"),
        lambda c, name, plan: put_parameter(
            c, name, str(planned(plan, "ProbeReadyHealthCheckPath")["Value"])
        ),
    ),
]  # fmt: skip
