"""Topics: charged for each message, and for each that is delivered.

Every message is taken to reach every channel: filters keep recoveries from some, so that it is at
most as much.
"""

from collections.abc import Iterator
from decimal import Decimal

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.model.notification import (
    Channel,
    EmailChannel,
    FunctionChannel,
    OpsItemChannel,
    PagerDutyChannel,
    QueueChannel,
    WebhookChannel,
)
from eventflow_monitoring.outputs.cloudformation.plan import Plan


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for what each topic publishes, and for each channel that it reaches."""
    messages = plan.environment.usage.notifications
    for topic in plan.monitoring.topics:
        charged = [("messages", "sns_requests")]
        charged += [(f"deliveries to {one.name}", _item(one)) for one in topic.channels]
        for part, item in charged:
            yield Line(
                section="Notifications",
                name=topic.physical_name,
                part=part,
                price=prices[item],
                quantity=None if messages is None else Decimal(messages),
                state="`Usage: {Notifications: …}` of the environment"
                if messages is None
                else None,
            )


def _item(channel: Channel) -> str:
    match channel:
        case EmailChannel():
            return "sns_email"
        case PagerDutyChannel() | WebhookChannel():
            return "sns_http"
        case QueueChannel() | FunctionChannel():
            return "sns_queue_or_function"
        case OpsItemChannel():
            return "ops_item"
        case _:  # a chat application, through Amazon Q Developer
            return "sns_chat"


CHARGE = Charge(lines, ("AWS::SNS::Topic",))
