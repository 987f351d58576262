"""Values that are kept in AWS Secrets Manager: how a spec names one, and that it never holds one."""

from pydantic import BeforeValidator

from eventflow_monitoring.model.notification import SecretReference
from eventflow_monitoring.problem import HIDDEN_RULE
from eventflow_monitoring.specs.scalars import spec_error
from eventflow_monitoring.specs.spec import Spec


class SecretSpec(Spec):
    """A value kept in AWS Secrets Manager."""

    secrets_manager: str
    """The name of the secret."""
    field: str | None = None
    """The field of a JSON secret; without it the secret is the value."""

    @property
    def reference(self) -> SecretReference:
        """What the model holds of it."""
        return SecretReference(self.secrets_manager, self.field)


def never_a_value(example: str) -> BeforeValidator:
    """Return a validator that refuses the secret itself; `example` shows how to write the key."""

    def validate(value: object) -> object:
        if isinstance(value, str):
            raise spec_error(
                HIDDEN_RULE,
                "a secret does not belong in a spec file",
                f"name where it is kept: `{example}`",
            )
        return value

    return BeforeValidator(validate)
