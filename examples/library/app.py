"""A service's own CDK app: its stack, and beside it the monitoring that `specs/` asks for."""

from aws_cdk import App, RemovalPolicy, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as event_sources
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from eventflow_monitoring.library import (
    MonitoringStage,
    Plan,
    load_monitoring,
    log_group_name,
    topic_arn,
)


class OrdersStack(Stack):
    """The service: a queue, and a worker that writes to the log group of the specs."""

    def __init__(self, scope: Construct, id: str, plan: Plan) -> None:
        super().__init__(scope, id)
        lost = sqs.Queue(self, "LostOrders", queue_name="orders-lost", enforce_ssl=True)
        orders = sqs.Queue(
            self,
            "Orders",
            queue_name="orders",  # the alarm OrdersWait watches it by this name
            enforce_ssl=True,
            dead_letter_queue=sqs.DeadLetterQueue(queue=lost, max_receive_count=3),
            removal_policy=RemovalPolicy.RETAIN,
        )
        worker = lambda_.Function(
            self,
            "Worker",
            runtime=lambda_.Runtime.PYTHON_3_13,
            handler="index.handle",
            code=lambda_.Code.from_inline("def handle(event, context):\n    print(event)\n"),
            log_group=logs.LogGroup.from_log_group_name(
                self, "Log", log_group_name(plan, "/orders/worker")
            ),
        )
        worker.add_event_source(event_sources.SqsEventSource(orders))

        # An alarm that the service writes itself tells whoever the topic of the specs tells.
        alarm = cloudwatch.Alarm(
            self,
            "OrdersLost",
            alarm_description="An order was given up.",
            metric=lost.metric_approximate_number_of_messages_visible(statistic="Maximum"),
            threshold=0,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
            evaluation_periods=1,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        topic = sns.Topic.from_topic_arn(self, "Alerts", topic_arn(plan, "alerts"))
        alarm.add_alarm_action(actions.SnsAction(topic))


app = App()
for plan in load_monitoring("specs").values():
    monitoring = MonitoringStage(app, plan)
    service = OrdersStack(monitoring, "orders", plan)
    # The topic and the log group are named, not referred to: CDK cannot know that they come first.
    for needed in ("notifications", "logs"):
        service.add_stack_dependency(monitoring.stacks[needed])
app.synth()
