"""Topics, through SNS's GetTopicAttributes."""

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader, tag_list


def read(connection: Connection, arns: Expected) -> dict[str, Properties]:
    """Return the properties of topics by ARN."""
    client = connection.client("sns")
    found: dict[str, Properties] = {}
    for arn in arns:
        try:
            attributes = client.get_topic_attributes(TopicArn=arn)["Attributes"]
        except client.exceptions.NotFoundException:
            continue
        tags = client.list_tags_for_resource(ResourceArn=arn)["Tags"]
        found[arn] = {
            "TopicName": arn.rpartition(":")[2],
            "DisplayName": attributes.get("DisplayName", ""),
            "KmsMasterKeyId": attributes.get("KmsMasterKeyId", ""),
            "Tags": tag_list({tag["Key"]: tag["Value"] for tag in tags}),
        }
    return found


READER = Reader("AWS::SNS::Topic", read, defaults={"DisplayName": "", "Tags": []})
