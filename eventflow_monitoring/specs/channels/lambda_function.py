"""A Lambda function.

Example:
    Channels:
      pager:
        Kind: Lambda
        Function: page-someone:live
"""

from eventflow_monitoring.model.notification import FunctionChannel
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.function_name import is_function
from eventflow_monitoring.specs.scalars import Flag
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec


class LambdaSpec(Spec):
    """A Lambda function that stands already; its policy is given the permission to call it."""

    function: str
    """The name or the ARN of the function, if need be with an alias: `page-someone:live`."""
    recovery: Flag = True
    """Tell when an alarm returns to OK."""


def expand(spec: LambdaSpec, entry: Entry, context: Context) -> FunctionChannel | None:
    """Return the channel of an entry."""
    if not is_function(spec.function, entry.origin("Function"), context):
        return None
    return FunctionChannel(
        name=entry.name,
        recovery=spec.recovery,
        function=spec.function,
        origin=entry.origin(on_key=True),
    )


KIND = Kind("Lambda", LambdaSpec, expand)
