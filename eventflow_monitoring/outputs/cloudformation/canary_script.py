"""The script of a canary: what it checks, and the same program for all."""

import json
from functools import cache
from pathlib import Path

from eventflow_monitoring.model.health_check import MAX_BODY, Canary

HANDLER = "index.handler"
"""Where a script that stands in the template begins (aws-cdk-lib 2.275, aws_synthetics.Code.from_inline)."""


def canary_script(canary: Canary) -> str:
    """Return the script that a canary runs, in Node.js."""
    check = {
        "name": canary.name,
        "url": canary.url,
        "status": canary.status,
        "searchString": canary.search_string,
        "expected": canary.expected,
        "timeout": canary.timeout,
        "maxBody": MAX_BODY,
    }
    # JSON is JavaScript (ECMAScript 2019 on); in ASCII it survives every way into the template.
    return f"const CHECK = {json.dumps(check)};\n{_program()}"


@cache
def _program() -> str:
    return Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
