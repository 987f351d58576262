"""Buckets, through S3: a call for each part of their settings."""

from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader

_UNSET = frozenset(
    {
        "NoSuchLifecycleConfiguration",
        "NoSuchPublicAccessBlockConfiguration",
        "OwnershipControlsNotFoundError",
        "ServerSideEncryptionConfigurationNotFoundError",
    }
)
"""What S3 answers where a part is not set (S3 API, "List of error codes")."""


def read(connection: Connection, names: Expected) -> dict[str, Properties]:
    """Return the properties of buckets by name."""
    client = connection.client("s3")
    found: dict[str, Properties] = {}
    for name in names:
        try:
            client.head_bucket(Bucket=name)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("404", "NoSuchBucket"):
                continue
            raise
        parts = {part: _part(get, name) for part, get in _parts(client).items()}
        found[name] = {part: value for part, value in parts.items() if value is not None}
    return found


def _parts(client: Any) -> dict[str, Callable[[str], Any]]:
    return {
        "BucketEncryption": lambda name: _encryption(client.get_bucket_encryption(Bucket=name)),
        "LifecycleConfiguration": lambda name: {
            "Rules": [
                _rule(rule)
                for rule in client.get_bucket_lifecycle_configuration(Bucket=name)["Rules"]
            ]
        },
        "OwnershipControls": lambda name: client.get_bucket_ownership_controls(Bucket=name)[
            "OwnershipControls"
        ],
        "PublicAccessBlockConfiguration": lambda name: client.get_public_access_block(Bucket=name)[
            "PublicAccessBlockConfiguration"
        ],
    }


def _part(get: Callable[[str], Any], name: str) -> Any:
    """Return a part of a bucket's settings; None where it is not set."""
    try:
        return get(name)
    except ClientError as error:
        if error.response["Error"]["Code"] in _UNSET:
            return None
        raise


def _encryption(answer: dict[str, Any]) -> Properties:
    rules = answer["ServerSideEncryptionConfiguration"]["Rules"]
    # Whether keys are cached for a bucket, which means nothing without a key.
    return {
        "ServerSideEncryptionConfiguration": [
            {"ServerSideEncryptionByDefault": rule["ApplyServerSideEncryptionByDefault"]}
            for rule in rules
        ]
    }


def _rule(rule: dict[str, Any]) -> Properties:
    """Return a rule as CloudFormation writes it."""
    told: dict[str, Any] = {"Id": rule["ID"], "Status": rule["Status"]}
    prefix = rule.get("Filter", {}).get("Prefix", rule.get("Prefix"))
    if prefix:
        told["Prefix"] = prefix
    if "Days" in rule.get("Expiration", {}):
        told["ExpirationInDays"] = rule["Expiration"]["Days"]
    if "AbortIncompleteMultipartUpload" in rule:
        told["AbortIncompleteMultipartUpload"] = rule["AbortIncompleteMultipartUpload"]
    return told


READER = Reader("AWS::S3::Bucket", read)
