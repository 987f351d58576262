"""`HealthChecks:` requests from outside that tell whether the service is well.

`Probe` says what sends them. It may differ by [environment](layers.md): Route 53 has its metrics in
us-east-1 only, a canary runs in any region. A metric with the key `HealthCheck` follows the probe.

Example:
    HealthChecks:
      api:
        Domain: api.example.com
        Path: /health
        SearchString: '"status": "UP"'
        Environments:
          europe: {Probe: canary}
    Environments:
      europe: {Account: 222222222222, Region: eu-west-1, LogRetention: 30 days}
    Metrics:
      ApiHealth:
        HealthCheck: api
"""

from eventflow_monitoring.model.health_check import Route53Check
from eventflow_monitoring.registry import registered
from eventflow_monitoring.specs.section import Section

SECTION = Section(
    "HealthChecks",
    registered("eventflow_monitoring.specs.health_checks", "KIND"),
    default_kind=Route53Check.PROBE,
    kind_key="Probe",
)
