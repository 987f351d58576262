"""What moto's CloudFormation lacks: types of ours, created through moto's own service APIs.

Importing this module registers them. A resource is created by the same API call that CloudFormation
makes in AWS, sent to the server itself, so what stands afterwards is what the service understood.
moto finds only direct subclasses of CloudFormationModel, which is why the shared half is a mixin.
"""

import json
from typing import Any

from moto.cloudformation import parsing  # imports moto's own types, which ours must come after
from moto.cloudwatch.models import cloudwatch_backends
from moto.core.common_models import CloudFormationModel
from moto.iam import models as iam_models
from moto.sns.models import sns_backends

from eventflow_monitoring.embedded import (  # noqa: F401 (more types)
    accepted,
    functions,
    health,
    logs,
    queues,
    tracing,
)
from eventflow_monitoring.embedded.held import Held
from eventflow_monitoring.live.connection import Connection


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


class CompositeAlarm(Held, CloudFormationModel):
    """AWS::CloudWatch::CompositeAlarm, which moto's CloudFormation ignores.

    moto has no PutCompositeAlarm either, but DescribeAlarms tells of composites that its backend
    holds.
    """

    TYPE = "AWS::CloudWatch::CompositeAlarm"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Put the alarm into moto's backend."""
        nothing: dict[str, Any] = {**dict.fromkeys(_OF_METRIC_ALARMS), "dimensions": []}
        alarm = cloudwatch_backends[account][connection.region].put_metric_alarm(
            **nothing,
            name=properties["AlarmName"],
            rule=properties["AlarmRule"],
            description=properties.get("AlarmDescription", ""),
            actions_enabled=properties.get("ActionsEnabled", True),
            alarm_actions=properties.get("AlarmActions", []),
            ok_actions=properties.get("OKActions", []),
            insufficient_data_actions=properties.get("InsufficientDataActions", []),
            tags=properties.get("Tags", []),
        )
        # DescribeAlarms tells of whatever attribute has the name of one of its members.
        for attribute, name in _OF_COMPOSITES.items():
            setattr(alarm, attribute, properties.get(name))
        return str(properties["AlarmName"])

    def delete(self, account_id: str, region_name: str) -> None:
        """Delete the alarm."""
        client = Held.connection(region_name).client("cloudwatch")
        client.delete_alarms(AlarmNames=[self.physical_resource_id])


_OF_METRIC_ALARMS = (
    "namespace", "metric_name", "metric_data_queries", "comparison_operator", "evaluation_periods",
    "datapoints_to_alarm", "period", "threshold", "statistic", "extended_statistic",
    "unit", "treat_missing_data", "evaluate_low_sample_count_percentile", "threshold_metric_id",
)  # fmt: skip
"""What moto's one kind of alarm has that a composite has not."""

_OF_COMPOSITES = {
    "actions_suppressor": "ActionsSuppressor",
    "actions_suppressor_wait_period": "ActionsSuppressorWaitPeriod",
    "actions_suppressor_extension_period": "ActionsSuppressorExtensionPeriod",
}
"""What a composite has that moto's one kind of alarm has not."""


class Subscription(Held, CloudFormationModel):
    """AWS::SNS::Subscription, which moto's CloudFormation ignores."""

    TYPE = "AWS::SNS::Subscription"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Create the subscription by Subscribe; some wait until they are confirmed."""
        attributes = {}
        if "FilterPolicy" in properties:
            attributes["FilterPolicy"] = json.dumps(properties["FilterPolicy"])
            attributes["FilterPolicyScope"] = properties.get(
                "FilterPolicyScope", "MessageAttributes"
            )
        if "RedrivePolicy" in properties:
            attributes["RedrivePolicy"] = json.dumps(properties["RedrivePolicy"])
        answer = connection.client("sns").subscribe(
            TopicArn=properties["TopicArn"],
            Protocol=properties["Protocol"],
            Endpoint=properties["Endpoint"],
            Attributes=attributes,
            ReturnSubscriptionArn=True,
        )
        arn = str(answer["SubscriptionArn"])
        if _waits(properties["Protocol"], properties["Endpoint"], account):
            # moto confirms everything at once and has no call that says otherwise.
            held = sns_backends[account][connection.region].subscriptions[arn]
            held.attributes["PendingConfirmation"] = "true"
        return arn

    def delete(self, account_id: str, region_name: str) -> None:
        """End the subscription."""
        client = Held.connection(region_name).client("sns")
        client.unsubscribe(SubscriptionArn=self.physical_resource_id)


def _waits(protocol: str, endpoint: str, account: str) -> bool:
    """Tell whether somebody has to confirm a subscription: an e-mail's reader, another account."""
    if protocol in ("email", "email-json"):
        return True
    return protocol in ("sqs", "lambda") and f":{account}:" not in endpoint


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


def register(endpoint: str) -> None:
    """Take the address of the server, and make sure that moto uses our types rather than its own."""
    Held.endpoint = endpoint
    known = parsing.get_model_map()
    for model in Held.__subclasses__():
        if known[model.TYPE].__name__ != model.__name__ or not issubclass(known[model.TYPE], Held):
            raise RuntimeError(f"moto does not use our {model.TYPE}")
