"""Canaries, through Synthetics' DescribeCanaries.

The API tells nothing of the script: only the accepted template vouches for it.
"""

from typing import Any

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader

_RUNNING = ("STARTING", "RUNNING", "UPDATING")  # CanaryState in botocore 1.44.5


def read(connection: Connection, names: Expected) -> dict[str, Properties]:
    """Return the properties of canaries by name."""
    client = connection.client("synthetics")
    found: dict[str, Properties] = {}
    request: dict[str, Any] = {}
    while True:
        page = client.describe_canaries(**request)
        for canary in page["Canaries"]:
            if canary["Name"] in names:
                found[canary["Name"]] = _properties(canary)
        if not page.get("NextToken"):
            return found
        request = {"NextToken": page["NextToken"]}


def _properties(canary: dict[str, Any]) -> Properties:
    run, vpc = canary.get("RunConfig", {}), canary.get("VpcConfig") or {}
    told = {
        "Name": canary["Name"],
        "ArtifactS3Location": _location(canary["ArtifactS3Location"]),
        "ExecutionRoleArn": canary["ExecutionRoleArn"],
        "FailureRetentionPeriod": canary["FailureRetentionPeriodInDays"],
        "ProvisionedResourceCleanup": canary.get("ProvisionedResourceCleanup"),
        "RunConfig": {key: run[key] for key in ("MemoryInMB", "TimeoutInSeconds") if key in run},
        "RuntimeVersion": canary["RuntimeVersion"],
        "Schedule": {"Expression": canary["Schedule"]["Expression"]},
        "StartCanaryAfterCreation": canary["Status"]["State"] in _RUNNING,
        "SuccessRetentionPeriod": canary["SuccessRetentionPeriodInDays"],
    }
    if vpc.get("SubnetIds"):
        told["VPCConfig"] = {
            key: vpc[key] for key in ("SecurityGroupIds", "SubnetIds") if key in vpc
        }
    return told


def _location(location: str) -> str:
    """Return a location as a template writes it: some answers leave out the scheme."""
    return location if location.startswith("s3://") else f"s3://{location}"


READER = Reader("AWS::Synthetics::Canary", read, untold=frozenset({"Code"}))
