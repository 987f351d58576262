"""`MetricFilters:` metrics that are counted, or read, from log records as they come in.

The metric stands in the catalogue, where alarms and dashboards find it. A record without the field of
a `Value` or of a dimension makes no data point.

A pattern has one of three forms (CloudWatch Logs User Guide, "Filter pattern syntax"):

- words that stand in the line, to the letter: `ERROR timeout` (both), `?ERROR ?WARN` (either),
  `ERROR -test` (not with it), `"not found"` (a phrase), `%time.?out%` (a regular expression);
- a condition on the fields of JSON: `{ $.status >= 500 && $.route = "/api/*" }`, with `=`, `!=`, `<`,
  `<=`, `>`, `>=`, `IS NULL`, `IS TRUE`, `IS FALSE`, `NOT EXISTS`, `&&`, `||` and parentheses; `= *` is
  true where there is a value, `$.items[0].name` is a part of a list;
- the fields of a line between spaces: `[ip, user, ..., status = 5*, bytes > 1000]`, which `Value` and
  `Dimensions` name with a `$`: `$bytes`.

Example:
    Metrics:
      ProxyBytes:
        Namespace: Example
        Unit: Bytes
        Statistic: Sum
      Timeouts:
        Namespace: Example
        Unit: Count of timeouts
        Statistic: Sum
    MetricFilters:
      proxy-bytes:
        LogGroup: /example/backend
        Pattern: "[ip, user, ..., status = 2*, bytes]"
        Metric: ProxyBytes
        Value: $bytes
      timeouts:
        LogGroup: /example/backend
        Pattern: '?timeout ?"timed out"'
        Metric: Timeouts

Example:
    Metrics:
      SlowQueries:
        Namespace: Example
        Unit: Count of queries
        Statistic: Sum
      CheckoutDuration:
        Namespace: Example
        Unit: Milliseconds
        Statistic: p95
        DimensionSets: [[route]]
    MetricFilters:
      slow-queries:
        LogGroup: /example/backend
        Pattern: '{ $.module = "Database" && $.duration_ms > 1000 }'
        Metric: SlowQueries
        Default: 0
      checkout-duration:
        LogGroup: /example/backend
        Pattern: '{ $.route = "/checkout*" && $.duration_ms = * }'
        Metric: CheckoutDuration
        Value: $.duration_ms
        Dimensions: {route: $.route}
"""

from pydantic import Field

from eventflow_monitoring.expression.filter_pattern_syntax import FilterPattern
from eventflow_monitoring.model.log_filter import MAX_DIMENSIONS, MetricFilter
from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.dimension import listed
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.filter_pattern import field_is_known, read_pattern
from eventflow_monitoring.specs.metric_reference import find_metric
from eventflow_monitoring.specs.quantity import QuantityError, parse_quantity
from eventflow_monitoring.specs.scalars import Threshold
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.spec import Spec
from eventflow_monitoring.specs.threshold import threshold_of


class MetricFilterSpec(Spec):
    """A data point for every record that matches."""

    log_group: str
    """The log group, of `LogGroups:`."""
    pattern: str
    """What a record must be like: `{ $.level = "ERROR" }`, or words that stand in it."""
    metric: str
    """The metric, of `Metrics:`, that the data points are of; none of AWS's own."""
    value: str = "1"
    """The value of a data point: a number, or a field of the record, `$.duration_ms`."""
    default: Threshold | None = None
    """The value of a minute in which records came in and none matched. Without it there is none then;
    it does not go with dimensions."""
    dimensions: dict[str, str] = Field(default_factory=dict)
    """Dimensions, at most 3, each with the field of the record that is its value. The catalogue
    declares that the metric is published with them; every value is a metric that is paid for."""


def expand(spec: MetricFilterSpec, entry: Entry, context: Context) -> MetricFilter | None:
    """Return the filter of an entry."""
    found = len(context.problems)
    group = context.find("LogGroups", LogGroup, spec.log_group, entry.origin("LogGroup"))
    pattern = read_pattern(spec.pattern, group, entry, context)
    metric = _metric(spec, entry, context)
    default: float | None = None
    if metric is not None:
        _check_dimensions(spec, metric, entry, context)
        if spec.default is not None:
            default = threshold_of(spec.default, metric.unit, entry, context, "Default")
    if pattern is not None:
        _check_fields(spec, pattern, group, entry, context)
    if group is None or pattern is None or metric is None or len(context.problems) > found:
        return None
    return MetricFilter(
        name=entry.name,
        physical_name=context.environment.physical_name(entry.name),
        log_group=group,
        pattern=spec.pattern,
        metric=metric,
        value=spec.value.replace(",", ""),
        default=default,
        dimensions=tuple(sorted(spec.dimensions.items())),
        written=entry.written,
    )


def _metric(spec: MetricFilterSpec, entry: Entry, context: Context) -> Metric | None:
    origin = entry.origin("Metric")
    metric = find_metric(spec.metric, origin, context)
    if metric is None:
        return None
    if not isinstance(metric, Metric):
        message = f"`{metric.name}` is computed: no filter can write it"
        context.report(Problem("bad-metric-filter", message, origin))
        return None
    if metric.namespace.startswith("AWS/"):
        message = f"AWS itself writes `{metric.name}`, to `{metric.namespace}`"
        help = "a filter writes to a namespace of your own"
        context.report(Problem("bad-metric-filter", message, origin, help=help))
        return None
    return metric


def _check_dimensions(
    spec: MetricFilterSpec, metric: Metric, entry: Entry, context: Context
) -> None:
    """Report dimensions that the catalogue does not declare: nobody would find the metric."""
    names = frozenset(spec.dimensions)
    if names in metric.dimension_sets or len(names) > MAX_DIMENSIONS:
        return  # a rule tells of too many
    context.report(
        Problem("unpublished-dimensions",
                f"`{metric.name}` is written with {listed(names)}, and the catalogue does not say so",
                entry.origin("Dimensions", on_key=True) if names else entry.origin("Metric"),
                help="it says: " + ", ".join(map(listed, metric.dimension_sets))
                + f"; add {listed(names)} to its `DimensionSets`")
    )  # fmt: skip


def _check_fields(
    spec: MetricFilterSpec,
    pattern: FilterPattern,
    group: LogGroup | None,
    entry: Entry,
    context: Context,
) -> None:
    """Report values that are neither a number nor a field of the record."""
    if spec.value.startswith("$"):
        field_is_known(spec.value, ("Value",), pattern, group, entry, context, is_number=True)
    elif not _is_number(spec.value):
        context.report(
            Problem("bad-metric-filter", f"`{spec.value}` is neither a number nor a field",
                    entry.origin("Value"), help="such as `1`, or `$.duration_ms`")
        )  # fmt: skip
    for name, text in spec.dimensions.items():
        field_is_known(text, ("Dimensions", name), pattern, group, entry, context)


def _is_number(text: str) -> bool:
    try:
        return parse_quantity(text).word is None
    except QuantityError:
        return False


SECTION = Section(
    "MetricFilters",
    (Kind("MetricFilter", MetricFilterSpec, expand),),
    needs=("LogGroups", "Metrics"),
)
