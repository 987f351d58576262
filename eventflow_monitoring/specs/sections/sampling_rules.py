"""`SamplingRules:` which requests X-Ray records, where a service asks it.

A rule matches a request when each of its fields does; text may hold `*` (any characters) and `?` (one
of any). Services try the rules by ascending `Priority`, and the first that matches decides: of the
requests of a second `Reservoir` are recorded, and of the others the share `Rate`. What no rule matches
falls to X-Ray's own rule, `Default`.

A decision is made when a request comes in, so no rule can pick the requests that will fail, and only
what asks X-Ray follows a rule: [tracing](../tracing.md) says who does, and what keeps every error.

Example:
    SamplingRules:
      health-checks:
        Priority: 100
        Path: /health*
        Rate: 0%
      orders:
        Priority: 200
        Service: checkout
        Method: POST
        Path: /orders*
        Reservoir: 5
        Boost: {MaximumRate: 50%, Cooldown: 10 minutes}
      everything-else:
        Priority: 9000
        Reservoir: 1
"""

from collections.abc import Callable
from typing import Annotated

from pydantic import Field

from eventflow_monitoring.model.tracing import ANY, SamplingBoost, SamplingRule
from eventflow_monitoring.model.wording import number_in_words
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.quantity import QuantityError
from eventflow_monitoring.specs.scalars import Minutes, Share, reader, within
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.spec import Spec
from eventflow_monitoring.suggestion import nearest

# SamplingRule of the X-Ray API, as of botocore 1.44.5: Priority, Host, ServiceName, ServiceType,
# HTTPMethod, URLPath, ResourceARN, AttributeMap, AttributeKey and AttributeValue.
_MAX_PRIORITY = 9_999
_MAX_HOST = 64
_MAX_SERVICE = 64
_MAX_METHOD = 10
_MAX_PATH = 128
_MAX_ARN = 500
_MAX_ATTRIBUTES = 5
_MAX_ATTRIBUTE = 32

_WILD = ("*", "?")
# RFC 9110, "Methods", and RFC 5789 for PATCH.
_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH")


def _bad(message: str, help: str | None = None) -> QuantityError:
    return QuantityError("bad-sampling-rule", message, help)


def _text(most: int, what: str, check: Callable[[str], None] | None = None) -> Callable[[str], str]:
    """Return a function that reads text of so many characters at most."""

    def read(text: str) -> str:
        if len(text) > most:
            raise _bad(f"{what} has {len(text)} characters, more than {most}",
                       "`*` stands for any of them")  # fmt: skip
        if check is not None:
            check(text)
        return text

    return read


def _host(text: str) -> None:
    if "/" in text:
        host = text.partition("://")[2] or text
        raise _bad(f"`{text}` is no host", f"write `{host.split('/')[0] or ANY}`, without the rest")


def _method(text: str) -> None:
    if any(sign in text for sign in _WILD) or text.upper() in _METHODS:
        return
    match = nearest(text, _METHODS)
    if match is not None:
        raise _bad(f"HTTP has no method `{text}`", f"did you mean `{match}`?")


def _path(text: str) -> None:
    if "://" in text:
        raise _bad(f"`{text}` is no path", "without the host, which stands under `Host`")
    if not text.startswith(("/", *_WILD)):
        raise _bad(f"the path `{text}` does not begin with `/`", f"write `/{text}`")


def _arn(text: str) -> None:
    if not text.startswith(("arn:", *_WILD)):
        raise _bad(f"`{text}` is no ARN", "such as `arn:aws:apigateway:*`, or `*`")


class BoostSpec(Spec):
    """How far X-Ray may raise the rate for up to a minute when requests fail.

    Only services that run the ADOT SDK for Java or Python, where the request comes in, can tell X-Ray
    of failures.
    """

    maximum_rate: Share
    """The rate it may be raised to; more than `Rate`. Where the environment's `TraceSampling` is as
    high already, the rule has no boost."""
    cooldown: Minutes
    """How long there is no other boost after one."""


class SamplingRuleSpec(Spec):
    """Which of some requests are recorded."""

    priority: Annotated[int, reader(within(1, _MAX_PRIORITY))]
    """When it is tried: those with a small number come first; from 1 to 9,999."""
    rate: Share | None = None
    """The share of the requests beyond the reservoir that is recorded; by default the environment's
    `TraceSampling`."""
    reservoir: Annotated[int, reader(within(0))] = 0
    """How many requests of each second are recorded whatever the rate, by all services together."""
    host: Annotated[str, reader(_text(_MAX_HOST, "a host", _host))] = ANY
    """The host that the request names; at most 64 characters."""
    service: Annotated[str, reader(_text(_MAX_SERVICE, "the name of a service"))] = ANY
    """The name the service gives itself: OpenTelemetry's `service.name`; at most 64 characters."""
    service_type: Annotated[str, reader(_text(_MAX_SERVICE, "the type of a service"))] = ANY
    """What it runs on, such as `AWS::ECS::Container`; at most 64 characters."""
    method: Annotated[str, reader(_text(_MAX_METHOD, "a method", _method))] = ANY
    """The HTTP method."""
    path: Annotated[str, reader(_text(_MAX_PATH, "a path", _path))] = ANY
    """The path of the URL, from the `/` on; at most 128 characters."""
    resource_arn: Annotated[str, reader(_text(_MAX_ARN, "an ARN", _arn))] = ANY
    """The ARN of what it runs on. The X-Ray SDKs use only rules that say `*` here."""
    attributes: dict[str, str] = Field(default_factory=dict)
    """Attributes of the request that are known when it comes in, at most 5. The X-Ray SDKs ignore rules
    that have any."""
    boost: BoostSpec | None = None
    """How far the rate may be raised when requests fail."""
    tags: dict[str, str] = Field(default_factory=dict)
    """Tags of the rule, at most 50."""


def expand(spec: SamplingRuleSpec, entry: Entry, context: Context) -> SamplingRule | None:
    """Return the sampling rule of an entry."""
    found = len(context.problems)
    _check_attributes(spec, entry, context)
    environment = context.environment
    rate = environment.trace_sampling if spec.rate is None else spec.rate
    boost = _boost(spec, rate, entry, context)
    if len(context.problems) > found:
        return None
    return SamplingRule(
        name=entry.name,
        physical_name=environment.physical_name(entry.name),
        priority=spec.priority,
        rate=rate,
        reservoir=spec.reservoir,
        host=spec.host,
        service=spec.service,
        service_type=spec.service_type,
        method=spec.method,
        path=spec.path,
        resource_arn=spec.resource_arn,
        attributes=tuple(sorted(spec.attributes.items())),
        boost=boost,
        tags=tuple(sorted(spec.tags.items())),
        written=entry.written,
    )


def _boost(
    spec: SamplingRuleSpec, rate: float, entry: Entry, context: Context
) -> SamplingBoost | None:
    """Return the boost of a rule; none where the environment's rate is as high as it can become."""
    boost = spec.boost
    if boost is None:
        return None
    if boost.maximum_rate > rate:
        return SamplingBoost(boost.maximum_rate, boost.cooldown // 60)
    if spec.rate is not None or boost.maximum_rate == 0:
        highest = number_in_words(boost.maximum_rate * 100)
        own = "" if spec.rate is None else f" of {number_in_words(spec.rate * 100)}%"
        context.report(
            Problem("bad-sampling-rule", f"a boost up to {highest}% raises no rate{own}",
                    entry.origin("Boost", "MaximumRate"), help="it is more than the `Rate`")
        )  # fmt: skip
    return None


def _check_attributes(spec: SamplingRuleSpec, entry: Entry, context: Context) -> None:
    if len(spec.attributes) > _MAX_ATTRIBUTES:
        message = f"a rule has at most {_MAX_ATTRIBUTES} attributes, not {len(spec.attributes)}"
        origin = entry.origin("Attributes", on_key=True)
        context.report(Problem("bad-sampling-rule", message, origin))
    for key, value in spec.attributes.items():
        for text, what, on_key in ((key, "key", True), (value, "value", False)):
            if not 1 <= len(text) <= _MAX_ATTRIBUTE:
                message = f"the {what} of an attribute has {len(text)} characters"
                origin = entry.origin("Attributes", key, on_key=on_key)
                help = f"1 to {_MAX_ATTRIBUTE}"
                context.report(Problem("bad-sampling-rule", message, origin, help=help))


SECTION = Section("SamplingRules", (Kind("SamplingRule", SamplingRuleSpec, expand),))
