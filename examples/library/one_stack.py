"""The other way: what the specs ask for inside stacks of one's own, and only a part of it."""

from aws_cdk import App, Environment, Stack, Tags
from constructs import Construct

from eventflow_monitoring.library import (
    MonitoringResources,
    MonitoringStack,
    Plan,
    load_monitoring,
    planned_stack,
)


class OrdersStack(Stack):
    """A stack of the service's that holds the alarms on it."""

    def __init__(self, scope: Construct, id: str, plan: Plan) -> None:
        account, region = plan.environment.account, plan.environment.region
        super().__init__(scope, id, env=Environment(account=account, region=region))
        monitoring = MonitoringResources(self, "Monitoring", planned_stack(plan, "alarms"))
        # Each is a construct of CDK's: tags and aspects reach it, and it can be changed.
        alarm = monitoring.find("AlarmOrdersWait")
        alarm.add_metadata("Service", "orders")
        Tags.of(self).add("Team", "orders")


app = App()
plan = load_monitoring("specs", "production")["production"]
topics = MonitoringStack(app, plan, planned_stack(plan, "notifications"))
orders = OrdersStack(app, "orders", plan)
orders.add_stack_dependency(topics)
app.synth()
