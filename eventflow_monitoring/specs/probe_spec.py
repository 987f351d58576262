"""What the kinds of probe share: where their parameters stand, and the path of a request."""

import re

from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.quantity import QuantityError

# PutParameter in botocore 1.44.5 (Name): letters, digits and `_.-` between slashes, at most 15
# levels, none that begins with `aws` or `ssm`; 1,011 characters with the ARN before them.
_PARAMETER_PATH = re.compile(r"(?!/(?i:aws|ssm))(?:/[A-Za-z0-9_.-]+){1,14}")
_MAX_PARAMETER_PATH = 900

# RFC 3986, section 3.3, and a query after it; no sign of it means anything in quotes of a shell.
_PATH = re.compile(r"/[A-Za-z0-9/._~!$&()*+,;=:@%?-]*")
_MAX_PATH = 1_024  # CreateTargetGroup in botocore 1.44.5


def bad(message: str, key: str, entry: Entry, context: Context, help: str | None = None) -> None:
    """Report a setting of a probe that cannot be."""
    context.report(Problem("bad-probe", message, entry.origin(key), help=help))


def check_between(
    value: int, least: int, most: int, key: str, entry: Entry, context: Context, unit: str = ""
) -> None:
    """Report a setting that is not from `least` to `most`."""
    if not least <= value <= most:
        bad(f"`{key}` is {least} to {most}{unit} here", key, entry, context)


def parameter_path(entry: Entry, context: Context) -> str:
    """Return what the names of a probe's parameters begin with; reports a name that cannot be."""
    environment = context.environment
    service = environment.physical_name(environment.service).strip("/")
    path = f"/{service}/probes/{entry.name}"
    if not _PARAMETER_PATH.fullmatch(path) or len(path) > _MAX_PARAMETER_PATH:
        context.report(
            Problem("bad-probe", f"`{path}` cannot name parameters of Systems Manager",
                    entry.origin(on_key=True),
                    help="letters, digits and `_ . -`, and it does not begin with `aws` or `ssm`")
        )  # fmt: skip
    return path


def request_path(text: str) -> str:
    """Read the path of a request. Raises QuantityError."""
    if not text.startswith("/"):
        raise QuantityError("bad-probe", f"the path `{text}` does not begin with `/`")
    if not _PATH.fullmatch(text) or len(text) > _MAX_PATH:
        help = f"at most {_MAX_PATH:,} characters; others than letters and digits are written `%20`"
        raise QuantityError("bad-probe", f"`{text[:60]}` is no path of a URL", help)
    return text
