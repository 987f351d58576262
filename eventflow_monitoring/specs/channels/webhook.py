"""An HTTPS address.

Example:
    Channels:
      status-page:
        Kind: Webhook
        Url: https://hooks.example.com/alarms
      chat:
        Kind: Webhook
        Url: {SecretsManager: chat-webhook}
"""

import re
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from pydantic import PlainValidator

from eventflow_monitoring.model.notification import WebhookChannel
from eventflow_monitoring.problem import HIDDEN_RULE
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Flag, spec_error
from eventflow_monitoring.specs.secret import SecretSpec
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec
from eventflow_monitoring.specs.web_address import PARTS, user_part

_WORD = re.compile(r"[A-Z]*[a-z]+|[A-Z]+")
_SECRET_WORDS = frozenset({"auth", "credential", "key", "pwd", "sas", "sig"})
_SECRET_ENDS = ("apikey", "password", "passwd", "secret", "signature", "token")


def _url(value: object) -> str | SecretSpec:
    """Read a URL, or where one is kept."""
    if not isinstance(value, str):
        return SecretSpec.model_validate(value)
    secret = _secret_part(value)
    if secret is not None:
        raise spec_error(
            HIDDEN_RULE,
            f"a URL with {secret} does not belong in a spec file",
            "keep the whole of it in Secrets Manager: `Url: {SecretsManager: eventflow/webhook}`",
        )
    if _is_https(value):
        return value
    if value.casefold().startswith("http://"):
        help = "write `https://…`: what goes by plain HTTP can be read on the way"
    else:
        help = "such as `https://hooks.eventflow.example/alarms`"
    raise spec_error("bad-url", f"`{value}` is no HTTPS URL", help)


def _is_https(text: str) -> bool:
    try:
        url = urlsplit(text)
        complete = url.scheme == "https" and bool(url.hostname) and url.port != 0
    except ValueError:
        return False
    return complete and text.isascii() and text.isprintable() and " " not in text


def _secret_part(text: str) -> str | None:
    """Return what part of a URL is a secret, in words."""
    user = user_part(text)
    if user is not None:
        return user
    parts = PARTS.match(text)
    assert parts is not None  # it matches any text
    for name, _ in parse_qsl(f"{parts['query']}&{parts['fragment']}"):
        words = {word.casefold() for word in _WORD.findall(name)}
        if words & _SECRET_WORDS or name.casefold().endswith(_SECRET_ENDS):
            return f"the parameter `{name}`"
    return None


class WebhookSpec(Spec):
    """An HTTPS address that SNS posts each message to.

    It answers the first message, which asks it to confirm the subscription.
    """

    url: Annotated[str | SecretSpec, PlainValidator(_url)]
    """The URL, or, if it is a secret, where the whole of it is kept."""
    recovery: Flag = True
    """Tell when an alarm returns to OK."""


def expand(spec: WebhookSpec, entry: Entry, context: Context) -> WebhookChannel:
    """Return the channel of an entry."""
    return WebhookChannel(
        name=entry.name,
        recovery=spec.recovery,
        url=spec.url if isinstance(spec.url, str) else spec.url.reference,
        origin=entry.origin(on_key=True),
    )


KIND = Kind("Webhook", WebhookSpec, expand)
