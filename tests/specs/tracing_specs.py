"""Specs of tracing in two environments, of which one keeps a tenth of its traces."""

from eventflow_monitoring.model.monitoring import Monitoring
from tests.compiler.compiling import Compiled, compile_texts

BASE = """\
Environments:
  production:
    Account: 111111111111
    Region: us-east-1
    LogRetention: 30 days
    NamePattern: prod-${Name}
    TraceSampling: 10%
  staging: {Account: 222222222222, Region: us-east-1, LogRetention: 14 days}
"""


def read(specs: str) -> Compiled:
    """Compile specs beside the environments."""
    return compile_texts({"base.yaml": BASE, "specs.yaml": specs})


def without_mistakes(specs: str) -> tuple[Monitoring, Monitoring]:
    """Return the models of specs without mistakes, production's first."""
    found = read(specs)
    assert found.shown == ""
    production, staging = found.monitorings
    return production, staging
