"""What is drawn on a graph beside its metrics: its axes, and lines and bands across it."""

from typing import Self

from pydantic import model_validator

from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.model.widget import Axis, Fill, HorizontalLine, VerticalLine
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.curve import Side
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.moment import Moment, parse_moment
from eventflow_monitoring.specs.quantity import QuantityError, parse_quantity
from eventflow_monitoring.specs.scalars import Color, Flag, Threshold, spec_error
from eventflow_monitoring.specs.spec import Spec
from eventflow_monitoring.specs.threshold import threshold_of

_LYING = (Fill.NONE, Fill.ABOVE, Fill.BELOW)
_STANDING = (Fill.NONE, Fill.BEFORE, Fill.AFTER)


class AxisSpec(Spec):
    """A vertical axis. Its ends are in the unit of the first metric measured by it."""

    label: str | None = None
    """What stands beside it."""
    min: Threshold | None = None
    """Where it begins; by default where the data does."""
    max: Threshold | None = None
    """Where it ends; by default where the data does."""
    show_units: Flag = True
    """Whether the unit stands beside it."""


class AnnotationSpec(Spec):
    """A line across a graph, at a value or at a time, or with `To` a band."""

    value: Threshold | None = None
    """The value of a line that lies, in the unit of the metrics."""
    time: Moment | None = None
    """The time of a line that stands, such as a deployment."""
    to: str | None = None
    """The other end of a band: a value, or a time."""
    label: str | None = None
    """What stands beside it."""
    color: Color | None = None
    """Its colour: `red`, or in quotes `"#d62728"`."""
    fill: Fill = Fill.NONE
    """The side that is shaded: `above` or `below` a value, `before` or `after` a time."""
    axis: Side = Side.LEFT
    """The axis a value is measured by."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.value is None) == (self.time is None):
            raise spec_error("bad-annotation", "an annotation has a `Value` or a `Time`")
        sides = _LYING if self.value is not None else _STANDING
        if self.fill not in sides:
            known = " or ".join(f"`{side.value}`" for side in sides)
            raise spec_error("bad-annotation", f"its `Fill` is {known}")
        if self.to is not None and self.fill is not Fill.NONE:
            raise spec_error(
                "bad-annotation", "a band is filled as it is: `To` goes without `Fill`"
            )
        return self


def axis_of(
    spec: AxisSpec | None, key: str, unit: Unit, entry: Entry, context: Context
) -> Axis | None:
    """Return the axis that stands under a key of an entry; None where none does."""
    if spec is None:
        return None
    ends = [
        None if written is None else threshold_of(written, unit, entry, context, key, name)
        for name, written in (("Min", spec.min), ("Max", spec.max))
    ]
    least, most = ends
    if least is not None and most is not None and least >= most:
        context.report(
            Problem(
                "bad-axis", "the axis ends where it begins, or before", entry.origin(key, "Max")
            )
        )
    return Axis(label=spec.label, minimum=least, maximum=most, show_units=spec.show_units)


def line_of(
    spec: AnnotationSpec, units: dict[Side, Unit], entry: Entry, context: Context
) -> HorizontalLine | VerticalLine | None:
    """Return the annotation of an entry; None after reporting why not."""
    if spec.time is not None:
        return _standing(spec, spec.time, entry, context)
    assert spec.value is not None  # one of the two is there
    unit = units[spec.axis]
    value = threshold_of(spec.value, unit, entry, context, "Value")
    to: float | None = None
    if spec.to is not None:
        try:
            quantity = parse_quantity(spec.to)
        except QuantityError as error:
            context.report(Problem(error.rule, error.message, entry.origin("To"), help=error.help))
            return None
        to = threshold_of(quantity, unit, entry, context, "To")
        if to is None:
            return None
    if value is None:
        return None
    if to is not None and to <= value:
        message = "the band ends where it begins, or before"
        context.report(Problem("bad-annotation", message, entry.origin("To")))
        return None
    return HorizontalLine(
        value=value,
        to=to,
        label=spec.label,
        color=spec.color,
        fill=spec.fill,
        right=spec.axis is Side.RIGHT,
    )


def _standing(
    spec: AnnotationSpec, time: str, entry: Entry, context: Context
) -> VerticalLine | None:
    to: str | None = None
    if spec.to is not None:
        try:
            to = parse_moment(spec.to)
        except QuantityError as error:
            context.report(Problem(error.rule, error.message, entry.origin("To"), help=error.help))
            return None
        if to <= time:
            context.report(
                Problem("bad-annotation", "the band ends before it begins", entry.origin("To"))
            )
            return None
    return VerticalLine(time=time, to=to, label=spec.label, color=spec.color, fill=spec.fill)
