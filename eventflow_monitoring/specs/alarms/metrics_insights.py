"""An alarm on a Metrics Insights query: one alarm over metrics that come and go.

Example:
    Alarms:
      ConsumerBehind:
        Kind: MetricsInsights
        Tier: high
        Query: SELECT MAX(Lag) FROM SCHEMA("Example", "group") GROUP BY "group" ORDER BY MAX() DESC
        ComparisonOperator: ">"
        Threshold: 10,000 events
        EvaluationPeriods: 10
        Actions: [alerts]
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from eventflow_monitoring.expression.metrics_insights import Identifier, Query, parse_query
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import ComputedMetric, Metric, MissingData
from eventflow_monitoring.model.trigger import MetricsInsightsTrigger
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.specs.alarm_spec import expand_alarm
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.dimension import high_cardinality, is_unbounded, listed
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.evaluation import EvaluatedAlarmSpec, Inherited, evaluation_of
from eventflow_monitoring.specs.quantity import parse_unit
from eventflow_monitoring.specs.scalars import ComparisonOperator, MetricUnit, Threshold
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.threshold import threshold_of
from eventflow_monitoring.suggestion import did_you_mean, nearest

_PERIOD = 60


class MetricsInsightsAlarmSpec(EvaluatedAlarmSpec):
    """An alarm on a Metrics Insights query, each series of its result by itself.

    With `GROUP BY` it watches metrics that come and go, such as the lag of every consumer group. A
    series that disappears counts as OK, whatever `TreatMissingData` says.
    """

    PLACEHOLDERS: ClassVar[Mapping[str, Any]] = {
        **EvaluatedAlarmSpec.PLACEHOLDERS,
        "Query": "SELECT MAX(x) FROM x",
    }

    INSTEAD: ClassVar[Mapping[str, str]] = {
        "Condition": "write `Query`, and with it `ComparisonOperator` and `Threshold`",
        "Metric": "the metric stands in the query",
        "Statistic": "the query says how the metric is read",
        "Dimensions": "the dimensions stand in the query",
    }

    query: str
    """The query, such as `SELECT MAX(Lag) FROM SCHEMA("EventFlow", "group")`.

    With `GROUP BY` an alarm needs `ORDER BY` too: `… GROUP BY "group" ORDER BY MAX() DESC`.
    """
    unit: MetricUnit | None = None
    """What the result is in; by default the unit of the metric, where the catalogue has it."""
    comparison_operator: ComparisonOperator
    """How a data point compares with the threshold when it breaches; `>` will do."""
    threshold: Threshold
    """The threshold, in a unit that fits."""


def expand(spec: MetricsInsightsAlarmSpec, entry: Entry, context: Context) -> Alarm | None:
    """Return the alarm of an entry."""
    return expand_alarm(spec, entry, context, _trigger(spec, entry, context))


def _trigger(
    spec: MetricsInsightsAlarmSpec, entry: Entry, context: Context
) -> MetricsInsightsTrigger | None:
    try:
        query = parse_query(spec.query)
    except ExpressionError as error:
        origin = entry.origin("Query", within=error.span)
        context.report(Problem("bad-query", error.message, origin, help=error.help))
        return None
    if not _dimensions_are_right(query, entry, context):
        return None
    metric = _catalogued(query, context) or _meant(query, entry, context)
    unit = spec.unit or (metric.unit if metric is not None else parse_unit("None"))
    threshold = threshold_of(spec.threshold, unit, entry, context)
    evaluation = evaluation_of(spec, entry, context, Inherited(_PERIOD, MissingData.MISSING))
    if threshold is None or evaluation is None:
        return None
    return MetricsInsightsTrigger(
        query=spec.query,
        unit=unit,
        comparison=spec.comparison_operator,
        threshold=threshold,
        evaluation=evaluation,
    )


def _catalogued(query: Query, context: Context) -> Metric | None:
    """Return the metric of the catalogue that a query reads; it may read one that is not there."""
    return _stored(context).get((query.namespace.name, query.metric.name))


def _stored(context: Context) -> dict[tuple[str, str], Metric]:
    """Return the metrics of the catalogue that are published, by namespace and name."""
    metrics: dict[str, Metric | ComputedMetric] = context.expanded["Metrics"]
    found: dict[tuple[str, str], Metric] = {}
    for metric in metrics.values():
        if isinstance(metric, Metric):
            found.setdefault((metric.namespace, metric.metric_name), metric)
    return found


def _meant(query: Query, entry: Entry, context: Context) -> Metric | None:
    """Warn of a metric that is not in the catalogue and should be; return the one that was meant.

    AWS publishes more in its namespaces than a catalogue holds: there, only what differs by little
    is told.
    """
    complete = len(context.expanded["Metrics"]) == len(context.entries["Metrics"])
    if context.incomplete or not complete:
        return None
    stored = _stored(context)
    namespace, name = query.namespace.name, query.metric.name
    own = not namespace.startswith("AWS/")
    names = [other for place, other in stored if place == namespace]
    if names:
        meant = nearest(name, names)
        if meant is not None or own:
            message = f"the catalogue has no metric `{name}` in `{namespace}`"
            _warn(message, query.metric, did_you_mean(name, names), entry, context)
        return stored[namespace, meant] if meant is not None else None
    places = {place for place, _ in stored}
    place = nearest(namespace, places)
    if place is None or not (own or place.casefold() == namespace.casefold()):
        return None
    message = f"the catalogue has no metric in `{namespace}`"
    _warn(message, query.namespace, f"did you mean `{place}`?", entry, context)
    return stored.get((place, name))


def _warn(message: str, part: Identifier, help: str | None, entry: Entry, context: Context) -> None:
    origin = entry.origin("Query", within=part.span)
    context.report(
        Problem("unknown-insights-metric", message, origin, help=help, severity=Severity.WARNING)
    )


def _dimensions_are_right(query: Query, entry: Entry, context: Context) -> bool:
    """Report dimensions without bounds, and a schema that the catalogue says nobody publishes."""
    metric = _catalogued(query, context)
    known = metric.dimension_sets if metric is not None else ()
    published = {name for names in known for name in names}
    good = True
    labels: dict[str, Identifier] = {}
    for one in (*(query.schema or ()), *query.group_by):
        labels.setdefault(one.name, one)
    for label in labels.values():
        origin = entry.origin("Query", within=label.span)
        if is_unbounded(label.name) and label.name not in published:
            good = False
            context.report(high_cardinality(label.name, origin))
        elif metric is not None and label.name not in published and not _is_special(label.name):
            good = False
            context.report(
                Problem("unknown-dimension", f"`{metric.name}` has no dimension `{label.name}`",
                        origin, help=_declared(label.name, sorted(published)))
            )  # fmt: skip
    schema = frozenset(label.name for label in query.schema or ())
    if good and metric is not None and query.schema is not None and schema not in known:
        good = False
        context.report(
            Problem("unpublished-dimensions",
                    f"`{metric.name}` is not published with {listed(schema)}: this matches nothing",
                    entry.origin("Query", within=query.namespace.span),
                    help="published with: " + ", ".join(map(listed, known)))
        )  # fmt: skip
    return good


def _declared(label: str, published: list[str]) -> str:
    match = did_you_mean(label, published)
    declare = "if it is published with it, declare that in the catalogue under `DimensionSets`"
    return declare if match is None else f"{match} {declare}"


def _is_special(label: str) -> bool:
    """Tell whether a label is no dimension: a tag, or the account."""
    return label.startswith("tag.") or label == "AWS.AccountId"


KIND = Kind("MetricsInsights", MetricsInsightsAlarmSpec, expand)
