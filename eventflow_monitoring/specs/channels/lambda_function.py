"""A Lambda function.

Example:
    Channels:
      pager:
        Kind: Lambda
        Function: page-someone:live
"""

import re

from eventflow_monitoring.model.notification import FunctionChannel
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Flag
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec

# FunctionName and Qualifier of Lambda's API (botocore 1.44.5); a name has at most 64 characters.
_FUNCTION = re.compile(
    r"(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:)?"
    r"[a-zA-Z0-9_-]{1,64}(?::[a-zA-Z0-9_-]{1,128})?"
)


class LambdaSpec(Spec):
    """A Lambda function that stands already; its policy is given the permission to call it."""

    function: str
    """The name or the ARN of the function, if need be with an alias: `page-someone:live`."""
    recovery: Flag = True
    """Tell when an alarm returns to OK."""


def expand(spec: LambdaSpec, entry: Entry, context: Context) -> FunctionChannel | None:
    """Return the channel of an entry."""
    if not _FUNCTION.fullmatch(spec.function):
        context.report(
            Problem(
                "bad-function",
                f"`{spec.function}` is neither the name nor the ARN of a Lambda function",
                entry.origin("Function"),
                help="such as `page-someone`, or `page-someone:live` for an alias of it",
            )
        )
        return None
    return FunctionChannel(
        name=entry.name,
        recovery=spec.recovery,
        function=spec.function,
        origin=entry.origin(on_key=True),
    )


KIND = Kind("Lambda", LambdaSpec, expand)
