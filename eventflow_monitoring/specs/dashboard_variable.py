"""A variable of a dashboard: what can be chosen at its top.

Source: CloudWatch API reference, "Dashboard body structure and syntax", "Variables array structure".
"""

import re
from typing import ClassVar

from pydantic import Field

from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.model.search import search
from eventflow_monitoring.model.variable import Variable, VariableInput
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.dimension import unknown_dimension
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.metric_reference import find_metric
from eventflow_monitoring.specs.scalars import Flag
from eventflow_monitoring.specs.spec import PlainSpec, Spec
from eventflow_monitoring.suggestion import did_you_mean

_ID = re.compile(r"[0-9A-Za-z_-]{1,32}")
_MAX_LABEL = 30
_MAX_VALUES = 500
_MAX_TEXT = 255
"""Characters of a value, its label, and the default."""
_MAX_SEARCH = 2_048
_FIRST = "__FIRST"
"""CloudWatch's word for the first choice that a search finds."""


class VariableValueSpec(PlainSpec):
    """A choice: its value, or what it is called and its value."""

    PLAIN: ClassVar[str | None] = "Value"

    value: str
    """What is put in."""
    label: str | None = None
    """What it is called; by default the value."""


class VariableSpec(Spec):
    """Something to choose at the top of a dashboard."""

    property: str | None = None
    """The dimension whose value is chosen for every graph that has it; or `region`, `accountId`."""
    pattern: str | None = None
    """A regular expression: whatever it matches in the dashboard is replaced by the choice."""
    label: str | None = None
    """What it is called; by default its name."""
    input: VariableInput | None = None
    """How one chooses: from a list (`select`), `radio` buttons, or by typing (`input`)."""
    values: list[VariableValueSpec] = Field(default_factory=list)
    """The choices."""
    values_of: str | None = None
    """A metric of `Metrics:`: the choices are the values it has for the dimension."""
    default: str | None = None
    """The choice to begin with; by default the first."""
    visible: Flag = True
    """Whether it is shown; a hidden one is set by the address of the dashboard."""


def variable_of(name: str, spec: VariableSpec, entry: Entry, context: Context) -> Variable | None:
    """Return the variable of an entry; None after reporting why not."""
    found = len(context.problems)
    choose = spec.input or (
        VariableInput.SELECT if spec.values or spec.values_of else VariableInput.INPUT
    )
    _check(name, spec, choose, entry, context)
    searched = None if spec.values_of is None else _search(spec, spec.values_of, entry, context)
    target = spec.property or spec.pattern
    if target is None:
        origin = entry.origin(on_key=True)
        context.report(Problem("missing-key", "`Property` or `Pattern` is missing", origin))
    if target is None or len(context.problems) > found:
        return None
    return Variable(
        id=name,
        label=spec.label or name[:_MAX_LABEL],
        property=target,
        is_pattern=spec.pattern is not None,
        input=choose,
        values=tuple((one.label or one.value, one.value) for one in spec.values),
        search=searched,
        populate_from=None if searched is None else spec.property,
        default=spec.default or (None if searched is None else _FIRST),
        visible=spec.visible,
        origin=entry.origin(on_key=True),
    )


def _check(
    name: str, spec: VariableSpec, choose: VariableInput, entry: Entry, context: Context
) -> None:
    """Report what CloudWatch refuses."""

    def bad(message: str, *path: str, help: str | None = None) -> None:
        origin = entry.origin(*path, on_key=not path)
        context.report(Problem("bad-variable", message, origin, help=help))

    if not _ID.fullmatch(name):
        bad(f"`{name}` cannot name a variable", help="1 to 32 letters, digits, `-` and `_`")
    if spec.property is not None and spec.pattern is not None:
        bad("a variable has a `Property` or a `Pattern`", "Pattern")
    if spec.label is not None and len(spec.label) > _MAX_LABEL:
        bad(f"a label has at most {_MAX_LABEL} characters", "Label")
    if len(spec.values) > _MAX_VALUES:
        bad(f"a variable has at most {_MAX_VALUES} values", "Values")
    for index, one in enumerate(spec.values):
        if max(len(one.value), len(one.label or "")) > _MAX_TEXT:
            message = f"a value and its label have at most {_MAX_TEXT} characters"
            context.report(Problem("bad-variable", message, entry.origin("Values", index)))
    if spec.default is not None and len(spec.default) > _MAX_TEXT:
        bad(f"a default has at most {_MAX_TEXT} characters", "Default")
    if spec.values and spec.values_of is not None:
        bad("the choices are written, or those of a metric", "ValuesOf")
    choices = bool(spec.values) or spec.values_of is not None
    if choose is VariableInput.INPUT and choices:
        bad("what is typed is not chosen: `input` goes without values", "Input")
    if choose is not VariableInput.INPUT and not choices:
        bad("there is nothing to choose from", "Input", help="write `Values`, or `ValuesOf`")
    values = [one.value for one in spec.values]
    written_only = spec.values_of is None
    if spec.default is not None and values and written_only and spec.default not in values:
        bad(
            f"`{spec.default}` is none of the values",
            "Default",
            help=did_you_mean(spec.default, values),
        )
    if spec.pattern is not None:
        try:
            re.compile(spec.pattern)
        except re.error as error:
            bad(f"`{spec.pattern}` is no regular expression: {error.msg}", "Pattern")


def _search(spec: VariableSpec, name: str, entry: Entry, context: Context) -> str | None:
    origin = entry.origin("ValuesOf")
    metric = find_metric(name, origin, context)
    if metric is None:
        return None
    dimension = spec.property
    sets = metric.dimension_sets if isinstance(metric, Metric) else ()
    if dimension is None or not isinstance(metric, Metric):
        message = "the values of a metric go with a `Property`, one of its dimensions"
        context.report(Problem("bad-variable", message, origin))
        return None
    own = {name for name, _ in metric.dimensions}
    if frozenset({*own, dimension}) not in sets:
        context.report(unknown_dimension(metric, dimension, entry.origin("Property")))
        return None
    found = search(metric, (dimension,))
    if len(found) > _MAX_SEARCH:
        message = f"its search has {len(found):,} characters, more than {_MAX_SEARCH:,}"
        context.report(Problem("bad-variable", message, origin))
        return None
    return found
