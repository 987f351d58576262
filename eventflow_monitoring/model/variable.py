"""Something to choose at the top of a dashboard, such as a stream or a consumer group."""

from dataclasses import dataclass, field
from enum import Enum

from eventflow_monitoring.position import Origin


class VariableInput(Enum):
    """How a value is chosen (CloudWatch: inputType)."""

    SELECT = "select"
    RADIO = "radio"
    INPUT = "input"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A variable of a dashboard.

    The value that is chosen replaces that of `property` (a dimension, `region`, `accountId`) in every
    graph or, where `is_pattern`, whatever the regular expression `property` matches anywhere in the
    dashboard. The choices are `values` (label and value) or what a `search` for metrics finds of the
    dimension `populate_from`. `default` None is the first choice.
    """

    id: str
    label: str
    property: str
    is_pattern: bool
    input: VariableInput
    values: tuple[tuple[str, str], ...] = ()
    search: str | None = None
    populate_from: str | None = None
    default: str | None = None
    visible: bool = True
    origin: Origin = field(compare=False)
