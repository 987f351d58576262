"""`Probes:` how the load balancer and ECS ask the service's tasks whether they are well.

What is said here reaches the service's own stack through parameters of Systems Manager, one for each
setting: `/SERVICE/probes/NAME/KEY`, where KEY is what CloudFormation calls it, and times are in
seconds. [Health checks](../health-checks.md) shows how a stack reads them.

Example:
    Probes:
      ready:
        Path: /health/ready
        Port: 3000
      live:
        Kind: Container
        Path: /health/live
        Port: 3000
        StartPeriod: 1 minute
"""

from eventflow_monitoring.registry import registered
from eventflow_monitoring.specs.section import Section

SECTION = Section(
    "Probes",
    registered("eventflow_monitoring.specs.probes", "KIND"),
    default_kind="TargetGroup",
)
