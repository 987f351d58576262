"""What moto's CloudFormation lacks of X-Ray, created through the service's API.

`tracing_service` adds to moto's service what that lacks itself.
"""

from typing import Any

from moto.core.common_models import CloudFormationModel

from eventflow_monitoring.embedded import tracing_service  # noqa: F401 (what moto's X-Ray lacks)
from eventflow_monitoring.embedded.held import Held
from eventflow_monitoring.live.connection import Connection


class SamplingRule(Held, CloudFormationModel):
    """AWS::XRay::SamplingRule, which moto's CloudFormation ignores."""

    TYPE = "AWS::XRay::SamplingRule"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Create the rule by CreateSamplingRule."""
        answer = connection.client("xray").create_sampling_rule(
            SamplingRule=properties["SamplingRule"], Tags=properties.get("Tags", [])
        )
        return str(answer["SamplingRuleRecord"]["SamplingRule"]["RuleARN"])

    def delete(self, account_id: str, region_name: str) -> None:
        """Delete the rule."""
        client = Held.connection(region_name).client("xray")
        client.delete_sampling_rule(RuleARN=self.physical_resource_id)


class Group(Held, CloudFormationModel):
    """AWS::XRay::Group, which moto's CloudFormation ignores."""

    TYPE = "AWS::XRay::Group"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Create the group by CreateGroup."""
        answer = connection.client("xray").create_group(
            GroupName=properties["GroupName"],
            FilterExpression=properties["FilterExpression"],
            InsightsConfiguration=properties["InsightsConfiguration"],
            Tags=properties.get("Tags", []),
        )
        return str(answer["Group"]["GroupARN"])

    def delete(self, account_id: str, region_name: str) -> None:
        """Delete the group."""
        client = Held.connection(region_name).client("xray")
        client.delete_group(GroupARN=self.physical_resource_id)
