"""What moto's CloudFormation lacks of canaries and of the bucket they leave their results in.

`synthetics_service` adds to moto's service what that lacks itself.
"""

import io
import json
import re
import zipfile
from typing import Any

from moto.core.common_models import CloudFormationModel
from moto.s3 import models as s3_models

from eventflow_monitoring.embedded import synthetics_service  # noqa: F401 (what moto lacks)
from eventflow_monitoring.embedded.held import Held
from eventflow_monitoring.live.connection import Connection


class Canary(Held, CloudFormationModel):
    """AWS::Synthetics::Canary, which moto's CloudFormation ignores."""

    TYPE = "AWS::Synthetics::Canary"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Create the canary by CreateCanary, with the script as the file that its handler names."""
        name = str(properties["Name"])
        code = properties["Code"]
        settings = {
            theirs: properties[ours] for ours, theirs in _SETTINGS.items() if ours in properties
        }
        client = connection.client("synthetics")
        client.create_canary(
            **settings,
            Name=name,
            Code={"Handler": code["Handler"], "ZipFile": _zipped(code)},
        )
        if properties.get("StartCanaryAfterCreation"):
            client.start_canary(Name=name)
        return name

    def delete(self, account_id: str, region_name: str) -> None:
        """Delete the canary."""
        client = Held.connection(region_name).client("synthetics")
        client.delete_canary(Name=self.physical_resource_id)


_SETTINGS = {
    "ArtifactS3Location": "ArtifactS3Location",
    "ExecutionRoleArn": "ExecutionRoleArn",
    "FailureRetentionPeriod": "FailureRetentionPeriodInDays",
    "ProvisionedResourceCleanup": "ProvisionedResourceCleanup",
    "RunConfig": "RunConfig",
    "RuntimeVersion": "RuntimeVersion",
    "Schedule": "Schedule",
    "SuccessRetentionPeriod": "SuccessRetentionPeriodInDays",
    "VPCConfig": "VpcConfig",
}
"""What CloudFormation calls the settings of a canary, and what its API does."""


def _zipped(code: dict[str, Any]) -> bytes:
    """Return a script as the API takes it (CreateCanary, CanaryCodeInput)."""
    file = code["Handler"].rpartition(".")[0]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"nodejs/node_modules/{file}.js", code["Script"])
    return packed.getvalue()


class Bucket(Held, CloudFormationModel):
    """AWS::S3::Bucket; moto's own keeps nothing but the encryption and the tags."""

    TYPE = "AWS::S3::Bucket"

    @staticmethod
    def cloudformation_name_type() -> str:
        """Return the property that holds the name, which may be left to CloudFormation."""
        return "BucketName"

    @classmethod
    def create_from_cloudformation_json(
        cls,
        resource_name: str,
        cloudformation_json: dict[str, Any],
        account_id: str,
        region_name: str,
        **kwargs: Any,
    ) -> Any:
        """Let moto create the bucket, and give it the rest by S3's API."""
        bucket = s3_models.FakeBucket.create_from_cloudformation_json(
            resource_name, cloudformation_json, account_id, region_name, **kwargs
        )
        properties = cloudformation_json.get("Properties", {})
        client = Held.connection(region_name).client("s3")
        if "PublicAccessBlockConfiguration" in properties:
            client.put_public_access_block(
                Bucket=bucket.name,
                PublicAccessBlockConfiguration=properties["PublicAccessBlockConfiguration"],
            )
        if "OwnershipControls" in properties:
            client.put_bucket_ownership_controls(
                Bucket=bucket.name, OwnershipControls=properties["OwnershipControls"]
            )
        if "LifecycleConfiguration" in properties:
            rules = [lifecycle_rule(rule) for rule in properties["LifecycleConfiguration"]["Rules"]]
            client.put_bucket_lifecycle_configuration(
                Bucket=bucket.name, LifecycleConfiguration={"Rules": rules}
            )
        return bucket


def lifecycle_rule(rule: dict[str, Any]) -> dict[str, Any]:
    """Return a rule of CloudFormation's as S3's API takes it."""
    kept = ("Status", "AbortIncompleteMultipartUpload")
    made: dict[str, Any] = {key: rule[key] for key in kept if key in rule}
    if "Id" in rule:
        made["ID"] = rule["Id"]
    if "ExpirationInDays" in rule:
        made["Expiration"] = {"Days": int(rule["ExpirationInDays"])}
    return {**made, "Filter": {"Prefix": rule.get("Prefix", "")}}


_STAGING = re.compile(r"cdk-[a-z0-9]+-assets-")
"""How `cdk bootstrap` names the bucket that assets are staged in."""


class BucketPolicy(Held, CloudFormationModel):
    """AWS::S3::BucketPolicy, which moto's CloudFormation ignores."""

    TYPE = "AWS::S3::BucketPolicy"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Set the policy of the bucket, unless it is the one that assets are staged in.

        That refuses requests without TLS, which this server has not.
        """
        bucket = str(properties["Bucket"])
        if _STAGING.match(bucket):
            return bucket
        connection.client("s3").put_bucket_policy(
            Bucket=bucket, Policy=json.dumps(properties["PolicyDocument"])
        )
        return bucket
