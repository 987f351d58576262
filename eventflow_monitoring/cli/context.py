"""The context of a CDK app (`-c name=value`), read before CDK itself is loaded."""

import json
import os
from collections.abc import Sequence
from itertools import pairwise


def read_context(arguments: Sequence[str]) -> dict[str, str]:
    """Return the context values that are text.

    The CDK command line hands them on in CDK_CONTEXT_JSON; `python app.py -c name=value` gives
    them directly, and wins.
    """
    handed_on = json.loads(os.environ.get("CDK_CONTEXT_JSON") or "{}")
    context = {key: value for key, value in handed_on.items() if isinstance(value, str)}
    for flag, value in pairwise(arguments):
        if flag in ("-c", "--context") and "=" in value:
            key, _, text = value.partition("=")
            context[key] = text
    return context
