"""Subscriptions, through SNS's GetSubscriptionAttributes."""

import json
from typing import Any

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader


def read(connection: Connection, arns: Expected) -> dict[str, Properties]:
    """Return the properties of subscriptions by ARN."""
    client = connection.client("sns")
    found: dict[str, Properties] = {}
    for arn in arns:
        try:
            attributes = client.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]
        except client.exceptions.NotFoundException:
            continue
        properties: dict[str, Any] = {
            name: attributes[name] for name in ("TopicArn", "Protocol", "Endpoint")
        }
        if "FilterPolicy" in attributes:
            properties["FilterPolicy"] = attributes["FilterPolicy"]
            properties["FilterPolicyScope"] = attributes.get(
                "FilterPolicyScope", "MessageAttributes"
            )
        if "RedrivePolicy" in attributes:
            properties["RedrivePolicy"] = json.loads(attributes["RedrivePolicy"])
        properties["RawMessageDelivery"] = attributes.get("RawMessageDelivery") == "true"
        found[arn] = properties
    return found


def is_pending(connection: Connection, arn: str) -> bool:
    """Tell whether a person has still to confirm a subscription."""
    client = connection.client("sns")
    attributes = client.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]
    return bool(attributes.get("PendingConfirmation") == "true")


READER = Reader("AWS::SNS::Subscription", read, defaults={"RawMessageDelivery": False})
