"""What moto's CloudFormation lacks: types of ours, created through moto's own service APIs.

Importing this module registers them. A resource is created by the same API call that CloudFormation
makes in AWS, sent to the server itself, so what stands afterwards is what the service understood.
moto finds only direct subclasses of CloudFormationModel, which is why the shared half is a mixin.
"""

import json
from functools import cache
from typing import Any, ClassVar

from moto.cloudformation import parsing  # imports moto's own types, which ours must come after
from moto.core.common_models import CloudFormationModel
from moto.iam import models as iam_models
from moto.sns.models import sns_backends

from eventflow_monitoring.live.connection import Connection, connect_to_endpoint

_CONFIRMED_BY_A_PERSON = ("email", "email-json")


class Held:
    """The half that all types share: made by `create`, known by its physical id."""

    endpoint: ClassVar[str] = ""
    """The server's own address, set once when it starts."""

    TYPE: ClassVar[str]

    def __init__(self, physical_resource_id: str) -> None:
        self.physical_resource_id = physical_resource_id

    @staticmethod
    @cache
    def connection(region: str) -> Connection:
        """Return the connection to the server's own services."""
        return connect_to_endpoint(Held.endpoint, region)

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Create the resource and return its physical id."""
        raise NotImplementedError

    @classmethod
    def cloudformation_type(cls) -> str:
        """Return the type this class stands for."""
        return cls.TYPE

    @staticmethod
    def cloudformation_name_type() -> str:
        """Return the property that holds the name: none, names are given in full."""
        return ""

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        """Tell whether Fn::GetAtt knows an attribute."""
        return False

    @classmethod
    def create_from_cloudformation_json(
        cls,
        resource_name: str,
        cloudformation_json: dict[str, Any],
        account_id: str,
        region_name: str,
        **kwargs: Any,
    ) -> "Held":
        """Create the resource of a template."""
        connection = Held.connection(region_name)
        properties = cloudformation_json.get("Properties", {})
        return cls(cls.create(connection, kwargs["LogicalId"], properties, account_id))

    def is_created(self) -> bool:
        """Tell whether it exists: creation has no second step."""
        return True

    def delete(self, account_id: str, region_name: str) -> None:
        """Forget the resource; moto deletes a stack by calling this, and it must not fail."""


class Alarm(Held, CloudFormationModel):
    """AWS::CloudWatch::Alarm, which moto's CloudFormation ignores."""

    TYPE = "AWS::CloudWatch::Alarm"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Create the alarm by PutMetricAlarm."""
        connection.client("cloudwatch").put_metric_alarm(**properties)
        return str(properties["AlarmName"])

    def delete(self, account_id: str, region_name: str) -> None:
        """Delete the alarm."""
        client = Held.connection(region_name).client("cloudwatch")
        client.delete_alarms(AlarmNames=[self.physical_resource_id])


class Subscription(Held, CloudFormationModel):
    """AWS::SNS::Subscription, which moto's CloudFormation ignores."""

    TYPE = "AWS::SNS::Subscription"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Create the subscription by Subscribe; one to an e-mail address waits for a person."""
        attributes = {}
        if "FilterPolicy" in properties:
            attributes["FilterPolicy"] = json.dumps(properties["FilterPolicy"])
            attributes["FilterPolicyScope"] = properties.get(
                "FilterPolicyScope", "MessageAttributes"
            )
        answer = connection.client("sns").subscribe(
            TopicArn=properties["TopicArn"],
            Protocol=properties["Protocol"],
            Endpoint=properties["Endpoint"],
            Attributes=attributes,
            ReturnSubscriptionArn=True,
        )
        arn = str(answer["SubscriptionArn"])
        if properties["Protocol"] in _CONFIRMED_BY_A_PERSON:
            # moto confirms everything at once and has no call that says otherwise.
            held = sns_backends[account][connection.region].subscriptions[arn]
            held.attributes["PendingConfirmation"] = "true"
        return arn

    def delete(self, account_id: str, region_name: str) -> None:
        """End the subscription."""
        client = Held.connection(region_name).client("sns")
        client.unsubscribe(SubscriptionArn=self.physical_resource_id)


class TopicPolicy(Held, CloudFormationModel):
    """AWS::SNS::TopicPolicy, which moto's CloudFormation ignores."""

    TYPE = "AWS::SNS::TopicPolicy"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Set the policy of each topic."""
        for arn in properties["Topics"]:
            connection.client("sns").set_topic_attributes(
                TopicArn=arn,
                AttributeName="Policy",
                AttributeValue=json.dumps(properties["PolicyDocument"]),
            )
        return f"{logical_id}-{account}"


class HealthCheck(Held, CloudFormationModel):
    """AWS::Route53::HealthCheck; moto's own drops EnableSNI and the tags."""

    TYPE = "AWS::Route53::HealthCheck"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Create the health check by CreateHealthCheck, and tag it."""
        client = connection.client("route53")
        config = properties["HealthCheckConfig"]
        answer = client.create_health_check(
            CallerReference=f"{logical_id}-{account}", HealthCheckConfig=config
        )
        check_id = str(answer["HealthCheck"]["Id"])
        client.change_tags_for_resource(
            ResourceType="healthcheck",
            ResourceId=check_id,
            AddTags=properties.get("HealthCheckTags", []),
        )
        return check_id

    def delete(self, account_id: str, region_name: str) -> None:
        """Delete the health check."""
        client = Held.connection(region_name).client("route53")
        client.delete_health_check(HealthCheckId=self.physical_resource_id)


class Key(Held, CloudFormationModel):
    """AWS::KMS::Key; moto's own keeps the policy in a form that its KMS cannot read, and no tags."""

    TYPE = "AWS::KMS::Key"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Create the key by CreateKey, and let it rotate."""
        client = connection.client("kms")
        key = client.create_key(
            Description=properties.get("Description", ""),
            Policy=json.dumps(properties["KeyPolicy"]),
        )
        key_id = str(key["KeyMetadata"]["KeyId"])
        if properties.get("EnableKeyRotation"):
            client.enable_key_rotation(KeyId=key_id)
        return key_id

    def delete(self, account_id: str, region_name: str) -> None:
        """Schedule the key's deletion."""
        client = Held.connection(region_name).client("kms")
        client.schedule_key_deletion(KeyId=self.physical_resource_id)


class Topic(Held, CloudFormationModel):
    """AWS::SNS::Topic; moto's own drops the tags."""

    TYPE = "AWS::SNS::Topic"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Create the topic by CreateTopic."""
        kept = ("DisplayName", "KmsMasterKeyId")
        answer = connection.client("sns").create_topic(
            Name=properties["TopicName"],
            Attributes={name: properties[name] for name in kept if name in properties},
            Tags=properties.get("Tags", []),
        )
        return str(answer["TopicArn"])

    def delete(self, account_id: str, region_name: str) -> None:
        """Delete the topic."""
        client = Held.connection(region_name).client("sns")
        client.delete_topic(TopicArn=self.physical_resource_id)


class Role(Held, CloudFormationModel):
    """AWS::IAM::Role; moto's own attaches no managed policies."""

    TYPE = "AWS::IAM::Role"

    @classmethod
    def create_from_cloudformation_json(
        cls,
        resource_name: str,
        cloudformation_json: dict[str, Any],
        account_id: str,
        region_name: str,
        **kwargs: Any,
    ) -> Any:
        """Let moto create the role, and give it its managed policies."""
        role = iam_models.Role.create_from_cloudformation_json(
            resource_name, cloudformation_json, account_id, region_name, **kwargs
        )
        client = Held.connection(region_name).client("iam")
        for arn in cloudformation_json["Properties"].get("ManagedPolicyArns", []):
            if f"::{account_id}:" in arn:  # moto does not know AWS's own policies
                client.attach_role_policy(RoleName=role.name, PolicyArn=arn)
        return role


class SlackChannelConfiguration(Held, CloudFormationModel):
    """AWS::Chatbot::SlackChannelConfiguration: no service of moto's holds it, it is only listed."""

    TYPE = "AWS::Chatbot::SlackChannelConfiguration"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Return the ARN it has in AWS."""
        return f"arn:aws:chatbot::{account}:chat-configuration/slack-channel/{logical_id}"


def register(endpoint: str) -> None:
    """Take the address of the server, and make sure that moto uses our types rather than its own."""
    Held.endpoint = endpoint
    known = parsing.get_model_map()
    for model in Held.__subclasses__():
        if known[model.TYPE].__name__ != model.__name__ or not issubclass(known[model.TYPE], Held):
            raise RuntimeError(f"moto does not use our {model.TYPE}")
