"""Text in CloudWatch's Markdown.

Example:
    Dashboards:
      operations:
        Rows:
          - - Kind: Text
              Markdown: |
                # Operations
                Who is on call: [the rota](https://wiki.example/rota).
              Transparent: true
"""

from typing import ClassVar

from eventflow_monitoring.model.widget import TextWidget
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Flag
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.widget_spec import WidgetSpec


class TextSpec(WidgetSpec):
    """Text in CloudWatch's Markdown."""

    USUAL_HEIGHT: ClassVar[int] = 2

    markdown: str
    """The text, with headings, links, lists and tables."""
    transparent: Flag = False
    """Whether it stands on the dashboard's own background, rather than on a white one."""


def expand(spec: TextSpec, entry: Entry, context: Context) -> TextWidget:
    """Return the widget of an entry."""
    return TextWidget(markdown=spec.markdown, transparent=spec.transparent)


KIND = Kind("Text", TextSpec, expand)
