"""The values of a metric's dimensions in the catalogue: written, or what a thing is called in AWS."""

from collections.abc import Mapping
from typing import ClassVar, Self

from pydantic import model_validator

from eventflow_monitoring.model.health_check import HealthCheck, Route53Check
from eventflow_monitoring.model.metric import HealthCheckId
from eventflow_monitoring.model.notification import Topic
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import spec_error
from eventflow_monitoring.specs.spec import PlainSpec


class DimensionSpec(PlainSpec):
    """The value of a dimension: written plainly, or what a thing of the specs is called in AWS."""

    PLAIN: ClassVar[str | None] = "Value"

    value: str | None = None
    """The value; the same as writing it without `Value:`."""
    health_check: str | None = None
    """The health check, of `HealthChecks:`, whose id (known once it is deployed) is the value."""
    topic: str | None = None
    """The topic, of `Topics:`, whose name in AWS is the value."""

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if [self.value, self.health_check, self.topic].count(None) != 2:
            raise spec_error(
                "bad-dimension", "a dimension takes a value, a `HealthCheck` or a `Topic`"
            )
        return self


def read_dimensions(
    specs: Mapping[str, DimensionSpec], entry: Entry, context: Context
) -> tuple[tuple[str, str | HealthCheckId], ...] | None:
    """Return the dimensions of a metric, sorted; None where one names what there is not."""
    dimensions: list[tuple[str, str | HealthCheckId]] = []
    for name, value in sorted(specs.items()):
        dimension = _dimension(value, ("Dimensions", name), entry, context)
        if dimension is None:
            return None
        dimensions.append((name, dimension))
    return tuple(dimensions)


def _dimension(
    spec: DimensionSpec, path: tuple[str, str], entry: Entry, context: Context
) -> str | HealthCheckId | None:
    """Return the value of a dimension; None where it names what there is not."""
    if spec.health_check is not None:
        origin = entry.origin(*path, "HealthCheck")
        check = context.find("HealthChecks", HealthCheck, spec.health_check, origin)
        if check is not None and not isinstance(check, Route53Check):
            context.report(
                Problem("bad-dimension", f"`{check.name}` is a {check.PROBE}, which has no such id",
                        origin,
                        help=f"a metric that follows the probe is `{{HealthCheck: {check.name}}}` "
                        "and nothing else")
            )  # fmt: skip
            return None
        return None if check is None else HealthCheckId(spec.health_check)
    if spec.topic is not None:
        topic = context.find("Topics", Topic, spec.topic, entry.origin(*path, "Topic"))
        return None if topic is None else topic.physical_name
    return spec.value or ""
