"""The metrics of all resources that have some tags.

Example:
    Dashboards:
      operations:
        Rows:
          - - Kind: Explorer
              Title: Databases
              Metrics:
                - {ResourceType: "AWS::RDS::DBInstance", Metric: CPUUtilization, Statistic: Average}
              Tags: {Service: example}
              SplitBy: Environment
"""

from enum import Enum

from pydantic import Field

from eventflow_monitoring.model.widget import ExplorerWidget, Legend, View
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Minutes, Statistic, WholeNumber
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec
from eventflow_monitoring.specs.widget_spec import WidgetSpec

_VIEWS = (View.LINE, View.STACKED, View.BAR, View.PIE)


class AggregateFunction(Enum):
    """How the metrics of several resources become one."""

    AVERAGE = "AVG"
    MINIMUM = "MIN"
    MAXIMUM = "MAX"
    SUM = "SUM"


class ExplorerMetricSpec(Spec):
    """A metric that the resources of a type have."""

    resource_type: str
    """The type of resource, as CloudFormation calls it: `AWS::RDS::DBInstance`."""
    metric: str
    """CloudWatch's name of the metric."""
    statistic: Statistic
    """How it is read."""


class AggregateSpec(Spec):
    """How resources with one value of a tag become one."""

    tag: str
    """The tag."""
    function: AggregateFunction
    """What is made of their metrics."""


class ExplorerSpec(WidgetSpec):
    """The metrics of all resources that have some tags, those that will be made included."""

    title: str
    """What stands above it."""
    metrics: list[ExplorerMetricSpec]
    """The metrics, all of one type of resource; they stand in no catalogue."""
    tags: dict[str, str] = Field(default_factory=dict)
    """Tags, each with the value that the resources have; `*` is any value."""
    aggregate_by: AggregateSpec | None = None
    """How resources with one value of a tag become one; by default each is by itself."""
    split_by: str | None = None
    """A tag: a graph for each value of it, instead of one for all."""
    period: Minutes = 300
    """The length of one data point."""
    view: View = View.LINE
    """How it is drawn: `line`, `stacked`, `bar` or `pie`."""
    rows_per_page: WholeNumber = 1
    """Rows of graphs in sight."""
    widgets_per_row: WholeNumber = 2
    """Graphs in a row."""
    legend: Legend = Legend.BOTTOM
    """Where the legends stand."""


def expand(spec: ExplorerSpec, entry: Entry, context: Context) -> ExplorerWidget | None:
    """Return the widget of an entry."""
    found = len(context.problems)
    if spec.view not in _VIEWS:
        known = ", ".join(f"`{view.value}`" for view in _VIEWS)
        message = f"an explorer has no view `{spec.view.value}`"
        context.report(Problem("bad-graph", message, entry.origin("View"), help=f"known: {known}"))
    if not spec.metrics:
        message = "an explorer has a metric or more"
        context.report(Problem("bad-graph", message, entry.origin("Metrics")))
    types = [one.resource_type for one in spec.metrics]
    other = next((index for index, one in enumerate(types) if one != types[0]), None)
    if other is not None:
        origin = entry.origin("Metrics", other, "ResourceType")
        message = "an explorer is of one type of resource"
        help = f"the first one is `{types[0]}`; another type has another explorer"
        context.report(Problem("bad-graph", message, origin, help=help))
    if len(context.problems) > found:
        return None
    aggregate = spec.aggregate_by
    return ExplorerWidget(
        title=spec.title,
        metrics=tuple((one.resource_type, one.metric, one.statistic) for one in spec.metrics),
        labels=tuple((key, None if value == "*" else value) for key, value in spec.tags.items()),
        aggregate=None if aggregate is None else (aggregate.tag, aggregate.function.value),
        split_by=spec.split_by,
        period=spec.period,
        view=spec.view,
        rows_per_page=spec.rows_per_page,
        widgets_per_row=spec.widgets_per_row,
        legend=spec.legend,
    )


KIND = Kind("Explorer", ExplorerSpec, expand)
