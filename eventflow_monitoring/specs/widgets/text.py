"""Text in CloudWatch's Markdown."""

from eventflow_monitoring.model.dashboard import TextWidget
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec


class TextSpec(Spec):
    """Text in CloudWatch's Markdown."""

    markdown: str
    """The text."""


def expand(spec: TextSpec, entry: Entry, context: Context) -> TextWidget:
    """Return the widget of an entry."""
    return TextWidget(markdown=spec.markdown)


KIND = Kind("Text", TextSpec, expand)
