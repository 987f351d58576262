"""What a Lambda function of your own draws.

Example:
    Dashboards:
      operations:
        Rows:
          - - Kind: Custom
              Title: Deployments
              Function: show-deployments
              Parameters: {Service: checkout}
              UpdateOn: [refresh]
"""

from enum import Enum

from pydantic import Field

from eventflow_monitoring.model.widget import CustomWidget
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.function_name import is_function
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.widget_spec import WidgetSpec


class UpdateOn(Enum):
    """What calls the function again."""

    REFRESH = "refresh"
    RESIZE = "resize"
    TIME_RANGE = "timeRange"


class CustomWidgetSpec(WidgetSpec):
    """What a Lambda function draws: HTML, JSON or Markdown. The function stands already.

    It is called with the permissions of whoever looks at the dashboard.
    """

    title: str
    """What stands above it."""
    function: str
    """The name or the ARN of the function, if need be with an alias: `show-deployments:live`."""
    parameters: dict[str, str] = Field(default_factory=dict)
    """What the function is told, beside what CloudWatch tells it."""
    update_on: list[UpdateOn] = Field(default_factory=lambda: list(UpdateOn))
    """What calls the function again."""


def expand(spec: CustomWidgetSpec, entry: Entry, context: Context) -> CustomWidget | None:
    """Return the widget of an entry."""
    if not is_function(spec.function, entry.origin("Function"), context):
        return None
    return CustomWidget(
        title=spec.title,
        function=spec.function,
        parameters=spec.parameters,
        update_on=tuple(event.value for event in spec.update_on),
    )


KIND = Kind("Custom", CustomWidgetSpec, expand)
