"""Text in CloudWatch's Markdown.

Example:
    Dashboards:
      operations:
        Rows:
          - - Kind: Text
              Markdown: |
                # Operations
                Who is on call: [the rota](https://wiki.example/rota).
"""

from eventflow_monitoring.model.dashboard import TextWidget
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec


class TextSpec(Spec):
    """Text in CloudWatch's Markdown."""

    markdown: str
    """The text, with headings, links, lists and tables."""


def expand(spec: TextSpec, entry: Entry, context: Context) -> TextWidget:
    """Return the widget of an entry."""
    return TextWidget(markdown=spec.markdown)


KIND = Kind("Text", TextSpec, expand)
