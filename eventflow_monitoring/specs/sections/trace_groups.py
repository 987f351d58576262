"""`TraceGroups:` sets of traces that are looked at together, as groups of X-Ray.

Each has a map of its own and CloudWatch metrics. What is in it says a filter expression
(AWS X-Ray Developer Guide, "Using filter expressions"):

- `ok`, `error` (4xx), `throttle` (429), `fault` (5xx), `partial`, alone, behind `!`, or with `= true`;
- `responsetime`, `duration` (both in seconds) and `http.status` with `=`, `!=`, `<`, `<=`, `>`, `>=`;
- `http.url`, `http.method`, `http.useragent`, `http.clientip`, `user` with `=`, `!=`, `CONTAINS`,
  `BEGINSWITH`, `ENDSWITH` and text in double quotes;
- `annotation.key`, or `annotation[key]`, alone (it is set) or with any of these operators;
- `service("x") { … }` and `edge("x", "y") { … }`: what is in the braces holds for that part of the trace.
  `service() { … }` is any of it, and `id(name: "x", type: "y")` stands for the name of a service;
- `rootcause.fault.service { name = "x" }`, also of `error` and `responsetime`, and of an `entity` or an
  `exception`;
- `group.name = "x"`, another group;
- `AND`, `OR` and `!`; where `AND` and `OR` stand together, parentheses say which comes first.

Without braces a condition is about the trace as a whole: `fault` misses a call that failed and that the
service made good.

Example:
    TraceGroups:
      failed:
        Filter: service() { fault = true }
      slow-orders:
        Filter: http.url CONTAINS "/orders" AND responsetime > 1
        Insights: true
        Notifications: true
"""

from pydantic import Field

from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.expression.trace_filter_parser import parse_trace_filter
from eventflow_monitoring.expression.trace_filter_syntax import Condition, conditions, mixed
from eventflow_monitoring.expression.trace_filter_vocabulary import SECONDS
from eventflow_monitoring.model.tracing import TraceGroup
from eventflow_monitoring.model.wording import number_in_words
from eventflow_monitoring.position import Span
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Flag
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.spec import Spec

_LONG = 300.0
"""Seconds from which milliseconds may be meant: no request that somebody waits for takes so long."""
_MINUTE = 60.0


class TraceGroupSpec(Spec):
    """The traces that a filter finds, as they come in; what was recorded before is not among them."""

    filter: str
    """Which traces are in it: `fault`, `responsetime > 1`, `service("x") { error }`."""
    insights: Flag = False
    """Whether X-Ray looks for anomalies in it; every trace that it looks at is paid for."""
    notifications: Flag = False
    """Whether EventBridge is told of them; they need `Insights`."""
    tags: dict[str, str] = Field(default_factory=dict)
    """Tags of the group, at most 50."""


def expand(spec: TraceGroupSpec, entry: Entry, context: Context) -> TraceGroup | None:
    """Return the trace group of an entry."""
    text = _filter(spec.filter, entry, context)
    if spec.notifications and not spec.insights:
        origin = entry.origin("Notifications")
        message = "there is nothing to notify of without insights"
        context.report(Problem("bad-trace-group", message, origin, help="add `Insights: true`"))
        return None
    if text is None:
        return None
    return TraceGroup(
        name=entry.name,
        physical_name=context.environment.physical_name(entry.name),
        filter=text,
        insights=spec.insights,
        notifications=spec.notifications,
        tags=tuple(sorted(spec.tags.items())),
        written=entry.written,
    )


def _filter(text: str, entry: Entry, context: Context) -> str | None:
    """Return a filter with the names that groups have in AWS; None after reporting what is wrong."""
    try:
        tree = parse_trace_filter(text)
    except ExpressionError as error:
        origin = entry.origin("Filter", within=error.span)
        context.report(Problem("bad-trace-filter", error.message, origin, help=error.help))
        return None
    for both in mixed(tree):
        context.report(
            Problem("ambiguous-trace-filter", "AWS does not say whether `AND` or `OR` comes first",
                    entry.origin("Filter", within=both.span), help="put it in parentheses",
                    severity=Severity.WARNING)
        )  # fmt: skip
    found = conditions(tree)
    for one in found:
        _warn_of_milliseconds(one, entry, context)
    return _with_groups(text.strip(), text, found, entry, context)


def _warn_of_milliseconds(one: Condition, entry: Entry, context: Context) -> None:
    if one.keyword not in SECONDS or one.value is None:
        return
    seconds = float(one.value.text)
    if seconds < _LONG:
        return
    minutes = number_in_words(float(f"{seconds / _MINUTE:.3g}"))
    message = f"`{one.keyword}` is in seconds: {one.value.text} are {minutes} minutes"
    context.report(
        Problem("seconds-in-trace-filter", message,
                entry.origin("Filter", within=one.value.span),
                help=f"`{seconds / 1000:g}` if milliseconds are meant", severity=Severity.WARNING)
    )  # fmt: skip


def _with_groups(
    stripped: str, text: str, found: list[Condition], entry: Entry, context: Context
) -> str | None:
    """Replace the names of groups by those they have in AWS.

    A name that none of ours has is left as it is: that group may stand in the account already.
    """
    named = [one for one in found if one.keyword == "group.name" and one.operator in ("=", "!=")]
    spans: list[tuple[Span, str]] = []
    for one in named:
        if one.value is None:
            continue
        origin = entry.origin("Filter", within=one.value.span)
        if one.value.text == entry.name:
            message = "a group cannot be made of itself"
            context.report(Problem("bad-trace-group", message, origin))
            return None
        if one.value.text in context.entries.get("TraceGroups", {}):
            spans.append((one.value.span, context.environment.physical_name(one.value.text)))
    before = len(text) - len(text.lstrip())
    for span, name in reversed(spans):
        stripped = stripped[: span.start - before] + name + stripped[span.end - before :]
    return stripped


SECTION = Section("TraceGroups", (Kind("TraceGroup", TraceGroupSpec, expand),))
