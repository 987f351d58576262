"""Specs of logs beside a small catalogue, with the schema of what is written to one of the groups."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from eventflow_monitoring.model.monitoring import Monitoring
from tests.compiler.compiling import compile_texts
from tests.compiler.layering import marked

_PLACE = re.compile(r" \([^()]*:\d+\)$")
_BASE = """\
Environments:
  production:
    Account: 111111111111
    Region: us-east-1
    LogRetention: 30 days
    NamePattern: prod-${Name}
LogGroups:
  /app: {Record: record.json}
  /web: {Existing: yes}
  /plain:
Metrics:
  Failures: {Namespace: Own, Unit: Count of failures, Statistic: Sum}
  Slowness: {Namespace: Own, MetricName: slowness, Unit: Milliseconds, Statistic: p95,
             DimensionSets: [[route], [route, level], []]}
  Size: {Namespace: Own, Unit: Bytes, Statistic: Sum}
  Load: {Namespace: Own, Unit: Percent, Statistic: Average}
  Share: {Expression: 100 * Failures / Size, Unit: Percent}
"""
RECORD = {
    "type": "object",
    "properties": {
        "level": {"enum": ["ERROR", "WARN", "INFO"]},
        "route": {"type": "string"},
        "duration_ms": {"type": "number"},
        "status": {"type": ["integer", "null"]},
        "slow": {"type": "boolean"},
        "anything": {},
        "error": {"type": "object", "properties": {"type": {"type": "string"}}},
        "tags": {"type": "array"},
        "metadata": {
            "type": "object",
            "additionalProperties": True,
            "properties": {"org_id": {"type": "string"}},
        },
    },
}


@dataclass(frozen=True)
class Found:
    """What specs became, and what is wrong with them: rules and messages, carets, and all of it."""

    monitoring: Monitoring
    messages: list[str]
    carets: list[str]
    shown: str


def read(specs: str, files: Mapping[str, str] = {}) -> Found:
    """Compile specs beside the catalogue; `files` are the other files there are."""
    files = {"record.json": json.dumps(RECORD), **files}
    compiled = compile_texts({"base.yaml": _BASE, "specs.yaml": specs}, examples=files)
    (monitoring,) = compiled.monitorings
    carets = [one.partition(" ")[2] for one in marked(compiled.shown)]
    return Found(monitoring, compiled.messages, carets, compiled.shown)


def without_mistakes(specs: str, files: Mapping[str, str] = {}) -> Monitoring:
    """Return the model of specs without mistakes."""
    found = read(specs, files)
    assert found.shown == ""
    return found.monitoring


def helps(found: Found) -> list[str]:
    """Return the help lines of what is wrong, in the order shown, without places in other lines."""
    lines = (_PLACE.sub("", line.strip()) for line in found.shown.splitlines())
    return [line.removeprefix("= help: ") for line in lines if line.startswith("= help: ")]


def mistake(specs: str, files: Mapping[str, str] = {}) -> tuple[str, str, str | None]:
    """Return the only mistake of specs: its rule and message, what it is under, and its help."""
    found = read(specs, files)
    assert len(found.messages) == 1, found.shown
    (caret,) = found.carets
    return found.messages[0], caret, next(iter(helps(found)), None)
