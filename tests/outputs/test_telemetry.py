"""The parameters that collectors are configured by."""

from eventflow_monitoring.outputs.cloudformation.plan import plan
from eventflow_monitoring.outputs.collector.text import short_text
from tests.outputs.collectors import BACKEND, BASE, monitoring_of


def many(count: int) -> tuple[str, str]:
    """Return specs of a collector of many metrics, and the catalogue of them."""
    metrics = "".join(
        f"  M{number}: {{Namespace: Shop, Unit: Count, Statistic: Sum, Prometheus: m{number}_total}}\n"
        for number in range(count)
    )
    return BACKEND.replace(", Metrics: [Orders, Queue]", ""), BASE + metrics


def test_configuration_stands_in_a_parameter() -> None:
    """Under the service's name, with the environment's pattern in the last part."""
    monitoring = monitoring_of(BACKEND)
    planned, problems = plan(monitoring)
    assert problems == []
    (stack,) = (stack for stack in planned.stacks if stack.name == "telemetry")
    (made,) = stack.resources.items()
    logical_id, resource = made
    assert (logical_id, resource.type) == ("CollectorBackend", "AWS::SSM::Parameter")
    assert resource.properties == {
        "Name": "/shop/collector/prod-backend",
        "Description": "The configuration of the OpenTelemetry collector backend",
        "Type": "String",
        "Tier": "Standard",
        "Value": short_text(monitoring.collectors[0], monitoring.environment),
    }


def test_tier_is_paid_for_only_where_it_must_be() -> None:
    """4 KB cost nothing, 8 KB do."""
    monitoring = monitoring_of(*many(25))
    planned, problems = plan(monitoring)
    assert problems == []
    (stack,) = (stack for stack in planned.stacks if stack.name == "telemetry")
    properties = stack.resources["CollectorBackend"].properties
    assert 4_096 < len(properties["Value"]) <= 8_192
    assert properties["Tier"] == "Advanced"


def test_what_no_parameter_holds_is_a_problem() -> None:
    """With a way out."""
    _, (problem,) = plan(monitoring_of(*many(60)))
    assert problem.rule == "collector-too-large"
    assert problem.origin is not None
    assert problem.origin.pointer == ("Collectors", "backend")
    assert "an SSM parameter at most 8,192" in problem.message
    assert problem.help is not None
    assert problem.help.startswith("make two collectors of it")
