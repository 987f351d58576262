"""The name or the ARN of a Lambda function that stands already."""

import re

from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context

# FunctionName and Qualifier of Lambda's API (botocore 1.44.5); a name has at most 64 characters.
_FUNCTION = re.compile(
    r"(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:)?"
    r"[a-zA-Z0-9_-]{1,64}(?::[a-zA-Z0-9_-]{1,128})?"
)


def is_function(text: str, origin: Origin, context: Context) -> bool:
    """Tell whether a text names a function; reports one that cannot."""
    if _FUNCTION.fullmatch(text):
        return True
    context.report(
        Problem("bad-function", f"`{text}` is neither the name nor the ARN of a Lambda function",
                origin, help="such as `page-someone`, or `page-someone:live` for an alias of it")
    )  # fmt: skip
    return False
