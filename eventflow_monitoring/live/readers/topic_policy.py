"""Policies of topics, through SNS's GetTopicAttributes of each topic they are for."""

import json

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader


def read(connection: Connection, expected: Expected) -> dict[str, Properties]:
    """Return the properties of topic policies; where its topics differ, the first that does."""
    client = connection.client("sns")
    found: dict[str, Properties] = {}
    for physical_id, wanted in expected.items():
        policies: list[object] = []
        for arn in wanted["Topics"]:
            try:
                attributes = client.get_topic_attributes(TopicArn=arn)["Attributes"]
            except client.exceptions.NotFoundException:
                continue
            policies.append(json.loads(attributes["Policy"]))
        other = [policy for policy in policies if policy != wanted["PolicyDocument"]]
        if policies:
            found[physical_id] = {
                "Topics": wanted["Topics"],
                "PolicyDocument": (other or policies)[0],
            }
    return found


READER = Reader("AWS::SNS::TopicPolicy", read)
