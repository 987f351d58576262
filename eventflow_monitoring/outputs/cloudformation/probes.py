"""The settings of probes, each a parameter of Systems Manager that a service's own stack reads.

Parameters rather than exports of a stack: an export cannot change while another stack uses it.
"""

from collections.abc import Iterator, Mapping

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.probe import ContainerProbe, Probe, TargetGroupProbe
from eventflow_monitoring.outputs.cloudformation.resource import Resource, logical_id


def probe_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield a parameter for each setting of each probe."""
    for probe in monitoring.probes:
        for key, value in probe_settings(probe).items():
            yield (
                logical_id("Probe", probe.name, key),
                Resource(
                    "AWS::SSM::Parameter",
                    {
                        "Name": f"{probe.parameter_path}/{key}",
                        "Type": "String",
                        "Value": value,
                        "Description": f"{key} of the probe {probe.name}, read by {probe.READ_BY}",
                    },
                    origin=probe.origin,
                ),
            )


def probe_settings(probe: Probe) -> Mapping[str, str]:
    """Return the settings of a probe as CloudFormation names them, times in seconds.

    Those of a target group are keys of AWS::ElasticLoadBalancingV2::TargetGroup, with `HttpCode`
    of its Matcher; those of a container are keys of the HealthCheck of AWS::ECS::TaskDefinition,
    `Command` without its first word, CMD-SHELL.
    """
    match probe:
        case TargetGroupProbe():
            return {
                "HealthCheckProtocol": probe.protocol,
                "HealthCheckPath": probe.path,
                "HealthCheckPort": probe.port,
                "HealthCheckIntervalSeconds": str(probe.interval),
                "HealthCheckTimeoutSeconds": str(probe.timeout),
                "HealthyThresholdCount": str(probe.healthy_threshold),
                "UnhealthyThresholdCount": str(probe.unhealthy_threshold),
                "HttpCode": probe.status_codes,
            }
        case ContainerProbe():
            return {
                "Command": probe.command,
                "Interval": str(probe.interval),
                "Timeout": str(probe.timeout),
                "Retries": str(probe.retries),
                "StartPeriod": str(probe.start_period),
            }
        case _:
            raise TypeError(f"{type(probe).__name__} is no probe that is known here")
