"""An alarm on a Route 53 health check stands in an environment outside us-east-1.

The metrics of health checks exist in us-east-1 only (Route 53 Developer Guide, "Monitoring health
checks using CloudWatch"): an alarm elsewhere stays in INSUFFICIENT_DATA. A canary has its metrics in
its own region.

Fails:

    Environments:
      europe:
        Account: 222222222222
        Region: eu-central-1
        Domain: europe.example
        LogRetention: 30 days

    HealthChecks:
      api:
        Domain: api.example
        Path: /health

    Metrics:
      Health:
        Namespace: AWS/Route53
        MetricName: HealthCheckStatus
        Dimensions:
          HealthCheckId: { HealthCheck: api }
        Unit: None
        Statistic: Minimum

    Alarms:
      Unreachable:
        Tier: high
        Condition: Health < 1 for 2 minutes
        TreatMissingData: breaching
        Actions: [alerts]

Passes (in Europe a canary asks; the metric follows the probe):

    Environments:
      europe:
        Account: 222222222222
        Region: eu-central-1
        Domain: europe.example
        LogRetention: 30 days

    HealthChecks:
      api:
        Domain: api.example
        Path: /health
        Environments:
          europe:
            Probe: canary

    Metrics:
      Health:
        HealthCheck: api

    Alarms:
      Unreachable:
        Tier: high
        Condition: Health < 1 for 2 minutes
        Actions: [alerts]

Passes (the alarm of production is enough):

    Environments:
      europe:
        Account: 222222222222
        Region: eu-central-1
        Domain: europe.example
        LogRetention: 30 days

    HealthChecks:
      api:
        Domain: api.example
        Path: /health

    Metrics:
      Health:
        Namespace: AWS/Route53
        MetricName: HealthCheckStatus
        Dimensions:
          HealthCheckId: { HealthCheck: api }
        Unit: None
        Statistic: Minimum

    Alarms:
      Unreachable:
        Tier: high
        Condition: Health < 1 for 2 minutes
        TreatMissingData: breaching
        Actions: [alerts]
        Environments:
          europe:
            Enabled: false
"""

from collections.abc import Iterator

from eventflow_monitoring.model.health_check import REGION
from eventflow_monitoring.model.metric import HealthCheckId, Metric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import metrics_read
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.rules.rule import Rule

NAME = "health-check-region"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms on health checks where their metrics do not exist."""
    environment = monitoring.environment
    if environment.region == REGION:
        return
    checks = {check.name: check for check in monitoring.health_checks}
    for alarm in monitoring.alarms:
        read = [name for metric in metrics_read(alarm.trigger) for name in _health_checks(metric)]
        if read:
            asked = checks[read[0]]
            there = f"`Environments: {{{environment.name}: {{%s}}}}`"
            yield Problem(
                NAME,
                f"`{alarm.name}` watches a health check, whose metrics exist in {REGION} only, "
                f"not in {environment.region} ({environment.name})",
                alarm.written.key("Metric"),
                help=f"let a canary ask there: `{asked.name}` with {there % 'Probe: canary'}, and "
                f"the metric with `HealthCheck: {asked.name}`; or place the environment in {REGION}, "
                f"or leave the alarm out there: {there % 'Enabled: false'}",
                related=(
                    Related("the environment", environment.origin),
                    Related(f"`{asked.name}`", asked.origin),
                ),
            )


def _health_checks(metric: Metric) -> list[str]:
    """Return the names of the health checks whose ids a metric is read with."""
    return [
        value.health_check for _, value in metric.dimensions if isinstance(value, HealthCheckId)
    ]


RULE = Rule(NAME, check)
