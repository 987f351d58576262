"""Specs of health, probes and their metrics, in two regions, read into models."""

import json

from eventflow_monitoring.model.monitoring import Monitoring
from tests.compiler.compiling import Compiled, compile_texts

ENVIRONMENTS = """\
Service: shop
Environments:
  production:
    {Account: 111111111111, Region: us-east-1, LogRetention: 30 days, Domain: shop.example}
  europe:
    Account: 222222222222
    Region: eu-west-1
    LogRetention: 731 days
    Domain: eu.shop.example
    NamePattern: eu-${Name}
"""

EXAMPLE = json.dumps({"status": "UP", "checks": {"database": "UP"}, "nodes": [{"load": 0.5}]})


def compiled(specs: str) -> Compiled:
    """Compile specs beside the environments; `response.json` is beside them, `page.html` is no JSON."""
    return compile_texts(
        {"environments.yaml": ENVIRONMENTS, "specs.yaml": specs},
        examples={"response.json": EXAMPLE, "page.html": "<h1>status: UP</h1>"},
    )


def in_each_region(specs: str) -> tuple[Monitoring, Monitoring]:
    """Return the models of specs without mistakes: that of us-east-1 and that of Europe."""
    found = compiled(specs)
    assert found.messages == []
    production, europe = found.monitorings
    return production, europe


def mistakes(specs: str, environment: str = "production") -> list[str]:
    """Return what is wrong with specs in one environment: rule, message and place, and the help."""
    text = compile_texts(
        {"environments.yaml": ENVIRONMENTS, "specs.yaml": specs},
        environment,
        examples={"response.json": EXAMPLE, "page.html": "<h1>status: UP</h1>"},
    )
    return [
        f"{one.rule} at {'/'.join(map(str, one.origin.pointer)) if one.origin else ''}: "
        f"{one.message}{f' ({one.help})' if one.help else ''}"
        for one in text.problems
    ]
