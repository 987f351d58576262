"""Policies of queues, through SQS's GetQueueAttributes of each queue they are for."""

import json

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader


def read(connection: Connection, expected: Expected) -> dict[str, Properties]:
    """Return the properties of queue policies; where its queues differ, the first that does."""
    client = connection.client("sqs")
    found: dict[str, Properties] = {}
    for physical_id, wanted in expected.items():
        policies: list[object] = []
        for url in wanted["Queues"]:
            try:
                answer = client.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])
            except client.exceptions.QueueDoesNotExist:
                continue
            # A queue without a policy has no such attribute.
            policies.append(json.loads(answer.get("Attributes", {}).get("Policy", "{}")))
        other = [policy for policy in policies if policy != wanted["PolicyDocument"]]
        if policies:
            found[physical_id] = {
                "Queues": wanted["Queues"],
                "PolicyDocument": (other or policies)[0],
            }
    return found


READER = Reader("AWS::SQS::QueuePolicy", read)
