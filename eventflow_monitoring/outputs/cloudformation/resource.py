"""CloudFormation resources and stacks as plain data, and the names that lead to them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.position import Origin

_WORD = re.compile(r"[A-Za-z0-9]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource of a template. `attributes` are those beside Properties, such as DependsOn."""

    type: str
    properties: Mapping[str, Any]
    attributes: Mapping[str, Any] = field(default_factory=dict)
    origin: Origin | None = None

    def template(self) -> dict[str, Any]:
        """Return the resource as it stands in a template."""
        return {"Type": self.type, **self.attributes, "Properties": self.properties}


@dataclass(frozen=True, slots=True)
class Stack:
    """A stack of one environment: its resources by logical id, and the stacks it stands on.

    `account` and `region` are the environment's, which the ARNs in the resources name.
    """

    name: str
    description: str
    resources: Mapping[str, Resource]
    depends_on: tuple[str, ...] = ()
    account: str | None = None
    region: str | None = None

    def template(self) -> dict[str, Any]:
        """Return the resources as a template, sorted by logical id."""
        return {
            "Resources": {
                logical_id: resource.template()
                for logical_id, resource in sorted(self.resources.items())
            },
        }


def logical_id(*parts: str) -> str:
    """Return the logical id of a thing: `Topic`, `alerts-critical` is `TopicAlertsCritical`.

    It follows from names alone, never from order.
    """
    spelled = (_NOT_ASCII.sub(lambda m: f" u{ord(m[0]):x} ", part) for part in parts)
    return "".join(word[0].upper() + word[1:] for part in spelled for word in _WORD.findall(part))


def log_group_id(group: LogGroup) -> str:
    """Return the logical id of a log group."""
    return logical_id("LogGroup", group.name)


def after_log_group(group: LogGroup) -> dict[str, Any]:
    """Return the dependency on a log group that is made by the same stack."""
    return {} if group.existing else {"DependsOn": [log_group_id(group)]}


def log_group_arn(environment: Environment, group: LogGroup) -> str:
    """Return the ARN of a log group, without the `:*` that stands for its streams."""
    return arn(environment, "logs", f"log-group:{group.physical_name}")


def reference(target: str) -> dict[str, str]:
    """Return a reference to a resource of the same stack."""
    return {"Ref": target}


def substituted(text: str) -> dict[str, str]:
    """Return a text in which `${LogicalId}` stands for a reference to a resource of the same stack."""
    return {"Fn::Sub": text}


def arn(environment: Environment, service: str, resource: str, *, regional: bool = True) -> str:
    """Return the ARN of something in an environment's account."""
    region = environment.region if regional else ""
    return f"arn:{environment.partition}:{service}:{region}:{environment.account}:{resource}"


def function_arn(environment: Environment, function: str) -> str:
    """Return the ARN of a Lambda function that specs name by it, or by its name."""
    if function.startswith("arn:"):
        return function
    return arn(environment, "lambda", f"function:{function}")


def tags(**values: str) -> list[dict[str, str]]:
    """Return tags as CloudFormation writes them."""
    return [{"Key": key, "Value": value} for key, value in sorted(values.items())]
