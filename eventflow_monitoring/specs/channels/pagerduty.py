"""A PagerDuty service."""

from typing import Annotated

from pydantic import BeforeValidator

from eventflow_monitoring.model.notification import PagerDutyChannel, SecretReference
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Flag, spec_error
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec


class SecretSpec(Spec):
    """A value kept in AWS Secrets Manager."""

    secrets_manager: str
    """The name of the secret."""
    field: str | None = None
    """The field of a JSON secret; without it the secret is the value."""


def _never_a_value(value: object) -> object:
    if isinstance(value, str):
        raise spec_error(
            "secret-in-spec",
            "a secret does not belong in a spec file",
            "name where it is kept: `IntegrationKey: {SecretsManager: eventflow/pagerduty}`",
        )
    return value


class PagerDutySpec(Spec):
    """A PagerDuty service, reached through its Amazon CloudWatch integration."""

    integration_key: Annotated[SecretSpec, BeforeValidator(_never_a_value)]
    """Where the integration key is kept."""
    recovery: Flag = True
    """Tell when an alarm returns to OK, which resolves the incident."""


def expand(spec: PagerDutySpec, entry: Entry, context: Context) -> PagerDutyChannel:
    """Return the channel of an entry."""
    return PagerDutyChannel(
        name=entry.name,
        recovery=spec.recovery,
        integration_key=SecretReference(
            spec.integration_key.secrets_manager, spec.integration_key.field
        ),
        origin=entry.origin(on_key=True),
    )


KIND = Kind("PagerDuty", PagerDutySpec, expand)
