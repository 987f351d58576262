"""Queues, through SQS's GetQueueAttributes and ListQueueTags."""

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader, tag_list

_ATTRIBUTES = ["KmsMasterKeyId", "MessageRetentionPeriod", "QueueArn"]


def read(connection: Connection, urls: Expected) -> dict[str, Properties]:
    """Return the properties of queues by URL."""
    client = connection.client("sqs")
    found: dict[str, Properties] = {}
    for url in urls:
        try:
            answer = client.get_queue_attributes(QueueUrl=url, AttributeNames=_ATTRIBUTES)
        except client.exceptions.QueueDoesNotExist:
            continue
        attributes = answer["Attributes"]
        found[url] = {
            "QueueName": attributes["QueueArn"].rpartition(":")[2],
            "KmsMasterKeyId": attributes.get("KmsMasterKeyId", ""),
            "MessageRetentionPeriod": int(attributes["MessageRetentionPeriod"]),
            "Tags": tag_list(client.list_queue_tags(QueueUrl=url).get("Tags", {})),
        }
    return found


READER = Reader("AWS::SQS::Queue", read, defaults={"Tags": []})
