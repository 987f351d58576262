"""Texts that CloudFormation would replace while it deploys: `{{resolve:…}}`.

It does so in every property of a resource (CloudFormation User Guide, "Get values stored in other
services using dynamic references"). A secret would then stand, readable, in a parameter, the script of a
canary or a dashboard; and a reference that leads nowhere fails the deployment.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from eventflow_monitoring.outputs.cloudformation.resource import Resource, Stack
from eventflow_monitoring.problem import Problem

BEGINNING = "{{resolve:"
"""How each of them begins."""

# The one property that is written with a reference here, to a secret that the specs name.
_OWN = ("AWS::SNS::Subscription", "Endpoint")


def dynamic_references(stack: Stack) -> Iterator[Problem]:
    """Find resources with a text of the specs that CloudFormation would replace."""
    for resource in stack.resources.values():
        found = next((text for text in _texts(resource) if BEGINNING in text), None)
        if found is not None and resource.origin is not None:
            yield Problem(
                "dynamic-reference",
                f"CloudFormation would put a value in the place of `{_shown(found)}`",
                resource.origin,
                help="a secret would be readable there; only channels and collectors name secrets",
            )


def _texts(resource: Resource) -> Iterator[str]:
    for key, value in resource.properties.items():
        if (resource.type, key) != _OWN:
            yield from _texts_in(value)


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts_in(key)
            yield from _texts_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts_in(inner)


def _shown(text: str) -> str:
    """Return a reference out of a text, and not all of a script."""
    begin = text.index(BEGINNING)
    end = text.find("}}", begin)
    return text[begin : min(end + 2, begin + 60) if end >= 0 else begin + len(BEGINNING)]
