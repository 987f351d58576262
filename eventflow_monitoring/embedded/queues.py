"""Queues and their policies, made by SQS's own calls."""

import json
from typing import Any

from moto.core.common_models import CloudFormationModel

from eventflow_monitoring.embedded.held import Held
from eventflow_monitoring.live.connection import Connection


class Queue(Held, CloudFormationModel):
    """AWS::SQS::Queue; moto's own takes properties past what CreateQueue checks."""

    TYPE = "AWS::SQS::Queue"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Create the queue by CreateQueue, and return its URL."""
        attributes = {
            name: str(value) for name, value in properties.items() if name not in _NO_ATTRIBUTES
        }
        answer = connection.client("sqs").create_queue(
            QueueName=properties["QueueName"],
            Attributes=attributes,
            tags={tag["Key"]: tag["Value"] for tag in properties.get("Tags", [])},
        )
        return str(answer["QueueUrl"])

    def delete(self, account_id: str, region_name: str) -> None:
        """Delete the queue."""
        client = Held.connection(region_name).client("sqs")
        client.delete_queue(QueueUrl=self.physical_resource_id)


_NO_ATTRIBUTES = ("QueueName", "Tags")


class QueuePolicy(Held, CloudFormationModel):
    """AWS::SQS::QueuePolicy, which moto's CloudFormation ignores."""

    TYPE = "AWS::SQS::QueuePolicy"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Set the policy of each queue."""
        for url in properties["Queues"]:
            connection.client("sqs").set_queue_attributes(
                QueueUrl=url, Attributes={"Policy": json.dumps(properties["PolicyDocument"])}
            )
        return f"{logical_id}-{account}"
