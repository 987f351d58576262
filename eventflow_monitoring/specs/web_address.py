"""Addresses in specs: what a browser, or whoever clicks on one in a message, is led to."""

import re
from urllib.parse import SplitResult, urlsplit

from eventflow_monitoring.problem import HIDDEN_RULE
from eventflow_monitoring.specs.quantity import QuantityError

# Read by hand, for what the library cannot split may hold a secret too.
PARTS = re.compile(
    r"(?P<scheme>[^/?#]*//)?(?P<authority>[^/?#]*)[^?#]*\??(?P<query>[^#]*)#?(?P<fragment>.*)",
    re.DOTALL,
)


def user_part(text: str) -> str | None:
    """Return in words who is named before the host of a URL, with a password or not."""
    parts = PARTS.match(text)
    assert parts is not None  # it matches any text
    user, at, _ = parts["authority"].rpartition("@")
    if at and ":" in user:
        return "a user and password"
    return "a user" if at and parts["scheme"] else None


def read_https(text: str) -> str:
    """Read an https:// address. Raises QuantityError."""
    _check_signs(text, "no https:// address")
    parts = _split(text)
    if parts is None or parts.scheme != "https" or not parts.hostname or " " in text:
        help = "such as `https://wiki.example/eventflow/`"
        raise QuantityError("bad-url", f"`{text}` is no https:// address", help)
    return text


def is_whole(text: str) -> bool:
    """Tell whether where to find a page is a whole address, not a path below some other.

    Raises QuantityError where it is neither.
    """
    help = "an address such as `https://wiki.example/queue-full`, or a path below `RunbookBaseUrl`"
    _check_signs(text, "no address", help)
    parts = _split(text)
    if parts is None:
        raise QuantityError("bad-url", f"`{text}` is no address", help)
    if not parts.scheme and not parts.netloc:
        return False
    if parts.scheme not in ("http", "https"):
        message = f"`{text}` is no http:// or https:// address"
        raise QuantityError("bad-url", message, help)
    if not parts.hostname:
        raise QuantityError("bad-url", f"`{text}` names no host", help)
    return True


def _check_signs(text: str, what: str, help: str | None = None) -> None:
    """Refuse what no address holds, or what nobody may read."""
    user = user_part(text) if "//" in text else None  # in `mailto:` it is whom to write to
    if user is not None:
        raise QuantityError(HIDDEN_RULE, f"an address with {user} does not belong in a spec file")
    if not text.isprintable():
        hidden = next(one for one in text if not one.isprintable())
        message = f"`{text}` is {what}: it holds the character U+{ord(hidden):04X}"
        raise QuantityError("bad-url", message, help)


def _split(text: str) -> SplitResult | None:
    """Return the parts of an address; None where it cannot be taken apart."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        return None
    return None if port == 0 else parts
