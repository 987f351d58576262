"""The benchmark's alarms as somebody would write them by hand, with CDK's L2 constructs.

`python l2.py N`; `synthesis.py` runs it with benchmarks/ on PYTHONPATH. What can be shared is: each
period and each action is made once, so that hand-written code is measured at its best.
"""

import sys
from collections.abc import Sequence

from aws_cdk import App, Duration, Environment, Stack, Stage
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct
from workload import (
    ACCOUNT,
    ADDRESS,
    ENVIRONMENT,
    NAMESPACE,
    REGION,
    SERVICE,
    TOPICS,
    Alarm,
    StoredMetric,
    alarm_stacks,
    alarms,
)

COMPARISONS = {
    "GreaterThanThreshold": cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    "LessThanThreshold": cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
}
MISSING_DATA = {
    "breaching": cloudwatch.TreatMissingData.BREACHING,
    "ignore": cloudwatch.TreatMissingData.IGNORE,
    "missing": cloudwatch.TreatMissingData.MISSING,
    "notBreaching": cloudwatch.TreatMissingData.NOT_BREACHING,
}


class NotificationStack(Stack):
    """The topics with their key, all reaching one e-mail address."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id, stack_name=f"{SERVICE}-{ENVIRONMENT}-{id}")
        cloudwatch_service = iam.ServicePrincipal("cloudwatch.amazonaws.com")
        from_this_account = {"StringEquals": {"aws:SourceAccount": ACCOUNT}}
        key = kms.Key(self, "Key", enable_key_rotation=True, alias=f"{SERVICE}-notifications")
        key.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[cloudwatch_service],
                actions=["kms:Decrypt", "kms:GenerateDataKey*"],
                resources=["*"],
                conditions=from_this_account,
            )
        )
        unrecovered = sns.FilterOrPolicy.filter(
            sns.SubscriptionFilter.string_filter(denylist=["OK"])
        )
        for name in TOPICS:
            topic = sns.Topic(self, name, topic_name=name, master_key=key, enforce_ssl=True)
            topic.add_to_resource_policy(
                iam.PolicyStatement(
                    principals=[cloudwatch_service],
                    actions=["sns:Publish"],
                    resources=[topic.topic_arn],
                    conditions=from_this_account,
                )
            )
            topic.add_subscription(
                subscriptions.EmailSubscription(
                    ADDRESS, filter_policy_with_message_body={"NewStateValue": unrecovered}
                )
            )


class AlarmStack(Stack):
    """Some of the alarms."""

    def __init__(self, scope: Construct, id: str, members: Sequence[Alarm]) -> None:
        super().__init__(scope, id, stack_name=f"{SERVICE}-{ENVIRONMENT}-{id}")
        self._periods = {
            minutes: Duration.minutes(minutes)
            for minutes in {member.shape.minutes for member in members}
        }
        self._actions = {
            name: actions.SnsAction(
                sns.Topic.from_topic_arn(self, name, f"arn:aws:sns:{REGION}:{ACCOUNT}:{name}")
            )
            for name in TOPICS
        }
        for member in members:
            self._add(member)

    def _add(self, member: Alarm) -> None:
        shape = member.shape
        alarm = cloudwatch.Alarm(
            self,
            member.name,
            alarm_name=member.name,
            alarm_description=shape.description,
            metric=self._metric(member),
            comparison_operator=COMPARISONS[shape.comparison],
            threshold=shape.value,
            evaluation_periods=shape.evaluation_periods,
            datapoints_to_alarm=shape.evaluation_periods,
            treat_missing_data=MISSING_DATA[shape.metric.treat_missing_data],
        )
        alarm.add_alarm_action(*(self._actions[topic] for topic in shape.topics))

    def _metric(self, member: Alarm) -> cloudwatch.IMetric:
        metric = member.shape.metric
        if isinstance(metric, StoredMetric):
            return self._stored(member, metric)
        ids = {
            operand.name: operand.name[0].lower() + operand.name[1:] for operand in metric.operands
        }
        return cloudwatch.MathExpression(
            expression=metric.expression.format_map(ids),
            label=f"{member.prefix}{metric.name}",
            period=self._periods[member.shape.minutes],
            using_metrics={
                ids[operand.name]: self._stored(member, operand) for operand in metric.operands
            },
        )

    def _stored(self, member: Alarm, metric: StoredMetric) -> cloudwatch.Metric:
        name, value = member.dimension
        return cloudwatch.Metric(
            namespace=NAMESPACE,
            metric_name=metric.name,
            dimensions_map={name: value},
            statistic=metric.statistic,
            period=self._periods[member.shape.minutes],
        )


def main() -> None:
    """Synthesise as many alarms as the first argument says."""
    count = int(sys.argv[1])
    app = App(analytics_reporting=False)
    stage = Stage(app, ENVIRONMENT, env=Environment(account=ACCOUNT, region=REGION))
    notifications = NotificationStack(stage, "notifications")
    members = list(alarms(count))
    stacks = alarm_stacks(count)
    for number in range(stacks):
        stack = AlarmStack(stage, f"alarms-{number + 1}", members[number::stacks])
        stack.add_stack_dependency(notifications)
    app.synth()


if __name__ == "__main__":
    main()
