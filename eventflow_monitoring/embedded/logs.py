"""What moto's CloudFormation lacks of CloudWatch Logs, created through the service's API.

`logs_service` adds to moto's service what that lacks itself. Streams that a filter sends to stand in
AWS already; here one that does nothing stands in for each.
"""

import json
from typing import Any

from moto.core.common_models import CloudFormationModel
from moto.logs.models import logs_backends

from eventflow_monitoring.embedded import logs_service  # noqa: F401 (what moto's service lacks)
from eventflow_monitoring.embedded.functions import stand_in
from eventflow_monitoring.embedded.held import Held
from eventflow_monitoring.live.connection import Connection


class LogGroup(Held, CloudFormationModel):
    """AWS::Logs::LogGroup; moto's own forgets all but the retention."""

    TYPE = "AWS::Logs::LogGroup"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Create the log group by CreateLogGroup, and give it its retention and policies."""
        client = connection.client("logs")
        name = str(properties["LogGroupName"])
        settings = {
            theirs: properties[ours] for ours, theirs in _SETTINGS.items() if ours in properties
        }
        client.create_log_group(logGroupName=name, **settings)
        if "RetentionInDays" in properties:
            days = int(properties["RetentionInDays"])
            client.put_retention_policy(logGroupName=name, retentionInDays=days)
        for policy in properties.get("FieldIndexPolicies", []):
            client.put_index_policy(logGroupIdentifier=name, policyDocument=json.dumps(policy))
        if "DataProtectionPolicy" in properties:
            document = json.dumps(properties["DataProtectionPolicy"])
            client.put_data_protection_policy(logGroupIdentifier=name, policyDocument=document)
        return name

    def delete(self, account_id: str, region_name: str) -> None:
        """Delete the log group."""
        client = Held.connection(region_name).client("logs")
        client.delete_log_group(logGroupName=self.physical_resource_id)


_SETTINGS = {
    "DeletionProtectionEnabled": "deletionProtectionEnabled",
    "KmsKeyId": "kmsKeyId",
    "LogGroupClass": "logGroupClass",
}


class MetricFilter(Held, CloudFormationModel):
    """AWS::Logs::MetricFilter, which moto's CloudFormation ignores."""

    TYPE = "AWS::Logs::MetricFilter"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Create the filter by PutMetricFilter."""
        (written,) = properties["MetricTransformations"]
        made = {f"{key[0].lower()}{key[1:]}": value for key, value in written.items()}
        if "dimensions" in made:
            made["dimensions"] = {one["Key"]: one["Value"] for one in made["dimensions"]}
        connection.client("logs").put_metric_filter(
            filterName=properties["FilterName"],
            logGroupName=properties["LogGroupName"],
            filterPattern=properties["FilterPattern"],
            metricTransformations=[made],
        )
        return str(properties["FilterName"])


class SubscriptionFilter(Held, CloudFormationModel):
    """AWS::Logs::SubscriptionFilter, which moto's CloudFormation ignores."""

    TYPE = "AWS::Logs::SubscriptionFilter"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Create the filter by PutSubscriptionFilter."""
        destination = properties["DestinationArn"]
        name = properties["FilterName"]
        pattern = properties["FilterPattern"]
        if ":destination:" in destination:
            # moto takes a destination for a log group; its backend takes it as it is.
            group = logs_backends[account][connection.region].groups[properties["LogGroupName"]]
            role_arn: Any = properties.get("RoleArn")
            group.put_subscription_filter(name, pattern, destination, role_arn)
            return str(name)
        _stand_in(connection, destination, account)
        more = {
            theirs: properties[ours]
            for ours, theirs in (("RoleArn", "roleArn"), ("Distribution", "distribution"))
            if ours in properties
        }
        connection.client("logs").put_subscription_filter(
            filterName=name,
            logGroupName=properties["LogGroupName"],
            filterPattern=pattern,
            destinationArn=destination,
            **more,
        )
        return str(name)


def _stand_in(connection: Connection, destination: str, account: str) -> None:
    """Make sure that what a filter sends to stands: moto keeps no order among resources."""
    service, name = destination.split(":")[2], destination.rpartition("/")[2]
    if service == "lambda":
        stand_in(connection, destination, account)
    elif service == "kinesis":
        client = connection.client("kinesis")
        if name not in client.list_streams()["StreamNames"]:
            client.create_stream(StreamName=name, ShardCount=1)
    elif service == "firehose":
        client = connection.client("firehose")
        if name not in client.list_delivery_streams()["DeliveryStreamNames"]:
            client.create_delivery_stream(
                DeliveryStreamName=name,
                ExtendedS3DestinationConfiguration={
                    "RoleARN": f"arn:aws:iam::{account}:role/stands-in",
                    "BucketARN": "arn:aws:s3:::stands-in",
                },
            )


class QueryDefinition(Held, CloudFormationModel):
    """AWS::Logs::QueryDefinition."""

    TYPE = "AWS::Logs::QueryDefinition"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Create the query by PutQueryDefinition."""
        answer = connection.client("logs").put_query_definition(
            name=properties["Name"],
            queryString=properties["QueryString"],
            logGroupNames=properties["LogGroupNames"],
        )
        return str(answer["queryDefinitionId"])

    def delete(self, account_id: str, region_name: str) -> None:
        """Delete the query."""
        client = Held.connection(region_name).client("logs")
        client.delete_query_definition(queryDefinitionId=self.physical_resource_id)
