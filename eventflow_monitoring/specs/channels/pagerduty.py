"""A PagerDuty service.

Example:
    Channels:
      database-on-call:
        Kind: PagerDuty
        IntegrationKey:
          SecretsManager: pagerduty-database
          Field: integration_key
"""

from typing import Annotated

from eventflow_monitoring.model.notification import PagerDutyChannel
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Flag
from eventflow_monitoring.specs.secret import SecretSpec, never_a_value
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec


class PagerDutySpec(Spec):
    """A PagerDuty service, reached through its Amazon CloudWatch integration."""

    integration_key: Annotated[
        SecretSpec, never_a_value("IntegrationKey: {SecretsManager: eventflow/pagerduty}")
    ]
    """Where the integration key is kept."""
    recovery: Flag = True
    """Tell when an alarm returns to OK, which resolves the incident."""


def expand(spec: PagerDutySpec, entry: Entry, context: Context) -> PagerDutyChannel:
    """Return the channel of an entry."""
    return PagerDutyChannel(
        name=entry.name,
        recovery=spec.recovery,
        integration_key=spec.integration_key.reference,
        origin=entry.origin(on_key=True),
    )


KIND = Kind("PagerDuty", PagerDutySpec, expand)
