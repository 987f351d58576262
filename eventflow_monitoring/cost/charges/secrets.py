"""Secrets that channels refer to. They are made elsewhere, for this monitoring alone."""

from collections.abc import Iterator
from decimal import Decimal

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.model.notification import (
    Channel,
    PagerDutyChannel,
    SecretReference,
    WebhookChannel,
)
from eventflow_monitoring.outputs.cloudformation.plan import Plan


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for each secret, however many channels refer to it."""
    channels = (channel for topic in plan.monitoring.topics for channel in topic.channels)
    found = {secret.secret_id for channel in channels for secret in _secrets(channel)}
    for name in sorted(found):
        yield Line(
            section="Keys and secrets",
            name=name,
            part="secret",
            price=prices["secret"],
            quantity=Decimal(1),
        )


def _secrets(channel: Channel) -> Iterator[SecretReference]:
    match channel:
        case (
            PagerDutyChannel(integration_key=secret)
            | WebhookChannel(url=SecretReference() as secret)
        ):
            yield secret


CHARGE = Charge(lines)
