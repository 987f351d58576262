"""What our CloudFormation types in moto share: made by an API call, known by a physical id."""

from functools import cache
from typing import Any, ClassVar

from eventflow_monitoring.live.connection import Connection, connect_to_endpoint


class Held:
    """The half that all types share: made by `create`, known by its physical id."""

    endpoint: ClassVar[str] = ""
    """The server's own address, set once when it starts."""

    TYPE: ClassVar[str]

    def __init__(self, physical_resource_id: str) -> None:
        self.physical_resource_id = physical_resource_id

    @staticmethod
    @cache
    def connection(region: str) -> Connection:
        """Return the connection to the server's own services."""
        return connect_to_endpoint(Held.endpoint, region)

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Create the resource and return its physical id."""
        raise NotImplementedError

    @classmethod
    def cloudformation_type(cls) -> str:
        """Return the type this class stands for."""
        return cls.TYPE

    @staticmethod
    def cloudformation_name_type() -> str:
        """Return the property that holds the name: none, names are given in full."""
        return ""

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:  # noqa: ARG003 (moto names it)
        """Tell whether Fn::GetAtt knows an attribute."""
        return False

    @classmethod
    def create_from_cloudformation_json(
        cls,
        resource_name: str,  # noqa: ARG003 (moto names it)
        cloudformation_json: dict[str, Any],
        account_id: str,
        region_name: str,
        **kwargs: Any,
    ) -> "Held":
        """Create the resource of a template."""
        connection = Held.connection(region_name)
        properties = cloudformation_json.get("Properties", {})
        return cls(cls.create(connection, kwargs["LogicalId"], properties, account_id))

    def is_created(self) -> bool:
        """Tell whether it exists: creation has no second step."""
        return True

    def delete(self, account_id: str, region_name: str) -> None:
        """Forget the resource; moto deletes a stack by calling this, and it must not fail."""
