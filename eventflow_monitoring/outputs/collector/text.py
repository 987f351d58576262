"""A configuration as text. It is YAML, of which JSON is a part: keys on lines, values as JSON.

Nothing of YAML is needed to write it: see docs/decisions/0013-collector-configurations-are-json.md.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.model.collector import Collector
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.outputs.collector.configuration import VERSIONS, configuration

_WIDTH = 100
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*")
_READ_OTHERWISE = ("y", "n", "yes", "no", "on", "off", "true", "false", "null")
"""Words that YAML takes for something else than text."""


def readable_text(collector: Collector, environment: Environment) -> str:
    """Return the configuration for people: what it is, and no line longer than it must be."""
    distribution = (
        "opentelemetry-collector-contrib" if collector.needs_contrib else "any, AWS's too"
    )
    head = [
        f"# The OpenTelemetry collector `{collector.name}`: {environment.service}, {environment.name}.",
        "# Written by eventflow-monitoring from Collectors and Metrics of the specs: change those.",
        f"# Distribution: {distribution}; version {VERSIONS} or later.",
    ]
    return "\n".join([*head, *_block(configuration(collector, environment), 0), ""])


def short_text(collector: Collector, environment: Environment) -> str:
    """Return the configuration as the container gets it: a line for each part, no space wasted."""
    head = f"# {collector.name}, {environment.name}: written by eventflow-monitoring"
    parts = configuration(collector, environment)
    return "\n".join([head, *(f"{key}: {_json(part)}" for key, part in parts.items()), ""])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _block(value: Any, indent: int) -> Iterator[str]:
    """Yield the lines of what is too long for one."""
    pad = " " * indent
    items = value.items() if isinstance(value, dict) else ((None, one) for one in value)
    for key, item in items:
        lead = f"{pad}-" if key is None else f"{pad}{_key(key)}:"
        flow = json.dumps(item, ensure_ascii=False)
        if not isinstance(item, dict | list) or not item or len(lead) + 1 + len(flow) <= _WIDTH:
            yield f"{lead} {flow}"
        elif key is None and isinstance(item, dict):
            first, *others = _block(item, indent + 2)
            yield f"{lead} {first.lstrip()}"
            yield from others
        else:
            yield lead
            yield from _block(item, indent + 2)


def _key(name: str) -> str:
    plain = _PLAIN_KEY.fullmatch(name) is not None and name.lower() not in _READ_OTHERWISE
    return name if plain else json.dumps(name, ensure_ascii=False)
