"""What CloudFormation says is deployed: the resources of a stack, and its template."""

import json
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from eventflow_monitoring.live.connection import Connection


@dataclass(frozen=True, slots=True)
class Deployed:
    """A resource of a stack; `physical_id` is what a reference to it becomes."""

    type: str
    physical_id: str


def deployed_resources(connection: Connection, stack_name: str) -> dict[str, Deployed] | None:
    """Return the resources of a stack by logical id; None where there is no such stack."""
    client = connection.client("cloudformation")
    found: dict[str, Deployed] = {}
    try:
        for page in client.get_paginator("list_stack_resources").paginate(StackName=stack_name):
            for summary in page["StackResourceSummaries"]:
                if not summary["ResourceStatus"].startswith("DELETE"):
                    found[summary["LogicalResourceId"]] = Deployed(
                        summary["ResourceType"], summary.get("PhysicalResourceId", "")
                    )
    except ClientError as error:
        if error.response["Error"]["Code"] == "ValidationError":
            return None
        raise
    return found


def processed_template(connection: Connection, stack_name: str) -> dict[str, Any]:
    """Return the template of a stack as CloudFormation accepted it."""
    client = connection.client("cloudformation")
    body = client.get_template(StackName=stack_name, TemplateStage="Processed")["TemplateBody"]
    template: dict[str, Any] = json.loads(body) if isinstance(body, str) else dict(body)
    return template
