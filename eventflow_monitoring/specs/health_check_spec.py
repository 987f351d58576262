"""What every health check says, whatever sends its requests."""

from collections.abc import Mapping
from typing import ClassVar

from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context, UnreadableFile
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import DomainName, WholeNumber
from eventflow_monitoring.specs.spec import Spec

MAX_PORT = 65_535
"""The highest port there is (RFC 9293, section 3.1: 16 bits)."""


class HealthCheckSpec(Spec):
    """What every health check says."""

    PLACEHOLDERS: ClassVar[Mapping[str, str]] = {"Path": "/"}

    path: str
    """What is requested, from the `/` on."""
    domain: DomainName | None = None
    """The domain name; by default the environment's `Domain`."""
    port: WholeNumber | None = None
    """The port; by default that of the protocol, 443 for HTTPS."""
    search_string: str | None = None
    """What the response must hold, to the letter."""
    example_response: str | None = None
    """A file with a healthy response, beside this one: what is looked for must stand in it."""


def bad(message: str, key: str, entry: Entry, context: Context, help: str | None = None) -> None:
    """Report a setting of a health check that cannot be."""
    context.report(Problem("bad-health-check", message, entry.origin(key), help=help))


def check_request(spec: HealthCheckSpec, entry: Entry, context: Context) -> str | None:
    """Return the domain that is asked; reports what is wrong with the request."""
    domain = spec.domain or context.environment.domain
    if domain is None:
        context.report(
            Problem("bad-health-check", f"the environment `{context.environment.name}` has no `Domain`",
                    entry.origin(on_key=True), help="give it one, or the health check its own")
        )  # fmt: skip
    if not spec.path.startswith("/"):
        bad(f"the path `{spec.path}` does not begin with `/`", "Path", entry, context)
    if spec.port is not None and spec.port > MAX_PORT:
        bad(f"{spec.port} is no port", "Port", entry, context)
    return domain


def example_text(spec: HealthCheckSpec, entry: Entry, context: Context) -> str | None:
    """Return the text of `ExampleResponse`; None where there is none, after reporting why."""
    if spec.example_response is None:
        return None
    text = context.read_beside(entry.file, spec.example_response)
    origin = entry.origin("ExampleResponse")
    if text is None:
        context.report(
            Problem("missing-file", f"there is no file `{spec.example_response}`", origin,
                    help="the path is taken from the directory of this file")
        )  # fmt: skip
        return None
    if isinstance(text, UnreadableFile):
        message = f"`{spec.example_response}` {text.reason}"
        context.report(Problem("unreadable-file", message, origin))
        return None
    return text


def check_search_string(
    spec: HealthCheckSpec, text: str, searched_bytes: int, entry: Entry, context: Context
) -> None:
    """Report a search string that is not in the first `searched_bytes` of an example."""
    searched = text.encode()[:searched_bytes]
    if spec.search_string is None or spec.search_string.encode() in searched:
        return
    within = "" if len(searched) < searched_bytes else f"the first {searched_bytes:,} bytes of "
    context.report(
        Problem("search-string-not-found",
                f"the search string does not stand in {within}`{spec.example_response}`",
                entry.origin("SearchString"),
                help="it is compared to the letter, spaces included")
    )  # fmt: skip
