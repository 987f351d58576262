"""Policies of buckets, through S3's GetBucketPolicy."""

import json

from botocore.exceptions import ClientError

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader


def read(connection: Connection, expected: Expected) -> dict[str, Properties]:
    """Return the properties of the policies by physical id, each found by its bucket."""
    client = connection.client("s3")
    found: dict[str, Properties] = {}
    for physical_id, wanted in expected.items():
        bucket = wanted["Bucket"]
        try:
            policy = client.get_bucket_policy(Bucket=bucket)["Policy"]
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchBucket", "NoSuchBucketPolicy"):
                continue
            raise
        found[physical_id] = {"Bucket": bucket, "PolicyDocument": json.loads(policy)}
    return found


READER = Reader("AWS::S3::BucketPolicy", read)
