"""Values that are kept in AWS Secrets Manager: how a spec names one, and that it never holds one."""

import re
from typing import Annotated

from pydantic import BeforeValidator

from eventflow_monitoring.model.notification import SecretReference
from eventflow_monitoring.problem import HIDDEN_RULE
from eventflow_monitoring.specs.quantity import QuantityError
from eventflow_monitoring.specs.scalars import reader, spec_error
from eventflow_monitoring.specs.spec import Spec

# Secrets Manager API, CreateSecret.Name: letters, digits and `/_+=.@-`, at most 512; an ARN has colons.
_NAME = re.compile(
    r"(?:arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:)?[A-Za-z0-9/_+=.@-]{1,512}"
)
# In the reference that CloudFormation resolves a colon ends the field, and braces end everything.
_FIELD = re.compile(r"[^:{}\x00-\x1f\x7f]{1,512}")


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        help = "letters, digits and `/ _ + = . @ -`, or the ARN"
        raise QuantityError("bad-secret", "no secret of Secrets Manager has such a name", help)
    return text


def _field(text: str) -> str:
    if not _FIELD.fullmatch(text):
        help = "CloudFormation finds no field with `:`, `{` or `}` in its name"
        raise QuantityError("bad-secret", "this cannot name the field of a secret", help)
    return text


class SecretSpec(Spec):
    """A value kept in AWS Secrets Manager."""

    secrets_manager: Annotated[str, reader(_name)]
    """The name of the secret."""
    field: Annotated[str, reader(_field)] | None = None
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
