"""Compare a plan with what stands in AWS, resource by resource and property by property.

Two kinds of proof are kept apart. What a service's public API tells is *read back*. Of a type that
cannot be read, only the template that CloudFormation accepted can be compared: it is *accepted*.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eventflow_monitoring.diff.difference import PropertyDifference, compare_properties
from eventflow_monitoring.live.connection import Connection, aws_errors_explained
from eventflow_monitoring.live.deployed import Deployed, deployed_resources, processed_template
from eventflow_monitoring.live.reader import Properties, readers
from eventflow_monitoring.live.readers.subscription import is_pending
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.outputs.cloudformation.resource import Resource, Stack

ACCEPTED_TYPES = frozenset(
    {
        "AWS::Chatbot::MicrosoftTeamsChannelConfiguration",
        "AWS::Chatbot::SlackChannelConfiguration",
        "AWS::CloudWatch::AlarmMuteRule",
        "AWS::CloudWatch::LogAlarm",
    }
)
"""Types that are not read back: what reads them cannot be tried without an account."""

NotKept = Mapping[str, frozenset[str]]
"""Properties, by type, that a server is known not to keep: accepted, like those types."""

_SUBSTITUTED = re.compile(r"\$\{([A-Za-z0-9]+)\}")


@dataclass(frozen=True, slots=True)
class Difference:
    """A resource that is not what it should be; without a property, it as a whole."""

    stack: str
    logical_id: str
    type: str
    message: str
    property: PropertyDifference | None = None


@dataclass
class ReadBack:
    """What was found: logical ids by stack, and everything that differs.

    `not_kept` lists the properties of resources that were read back, but that only the accepted
    template vouches for: a server forgets them, or no API tells them. `pending` are the
    subscriptions that a person has still to confirm.
    """

    verified: list[tuple[str, str]] = field(default_factory=list)
    accepted: list[tuple[str, str]] = field(default_factory=list)
    not_kept: list[tuple[str, str, str]] = field(default_factory=list)
    pending: set[tuple[str, str]] = field(default_factory=set)
    differences: list[Difference] = field(default_factory=list)


def read_back(
    connection: Connection,
    plan: Plan,
    not_kept: NotKept | None = None,
) -> ReadBack:
    """Read everything that a plan deploys back and compare it.

    Raises CouldNotRunError where AWS does not answer, or not to these credentials.
    """
    result = ReadBack()
    for stack in plan.stacks:
        with aws_errors_explained(f"the stack {plan.stack_name(stack)} cannot be read back"):
            deployed = deployed_resources(connection, plan.stack_name(stack))
            if deployed is None:
                _differ(result, stack, "", "AWS::CloudFormation::Stack", "the stack does not exist")
                continue
            _compare_stack(connection, plan, stack, deployed, not_kept or {}, result)
    return result


def _compare_stack(
    connection: Connection,
    plan: Plan,
    stack: Stack,
    deployed: Mapping[str, Deployed],
    not_kept: NotKept,
    result: ReadBack,
) -> None:
    template = processed_template(connection, plan.stack_name(stack)).get("Resources", {})
    for logical_id in sorted({*deployed, *template} - {*stack.resources}):
        type_ = (
            deployed[logical_id].type if logical_id in deployed else template[logical_id]["Type"]
        )
        _differ(result, stack, logical_id, type_, "stands in the stack, but not in the specs")
    by_type: dict[str, dict[str, Resource]] = {}
    for logical_id, resource in stack.resources.items():
        by_type.setdefault(resource.type, {})[logical_id] = resource
    for type_, resources in sorted(by_type.items()):
        if type_ in ACCEPTED_TYPES:
            for logical_id in resources:
                if _accepted(template, stack, logical_id, result):
                    result.accepted.append((stack.name, logical_id))
        elif type_ not in readers():
            for logical_id in resources:
                _differ(result, stack, logical_id, type_, "nothing can read this type back")
        else:
            left_out = not_kept.get(type_, frozenset()) | readers()[type_].untold
            _read_type(connection, stack, type_, deployed, left_out, result)
            for logical_id in resources:
                for name in sorted(left_out & {*stack.resources[logical_id].properties}):
                    if _accepted(template, stack, logical_id, result):
                        result.not_kept.append((stack.name, logical_id, name))


def _read_type(
    connection: Connection,
    stack: Stack,
    type_: str,
    deployed: Mapping[str, Deployed],
    left_out: frozenset[str],
    result: ReadBack,
) -> None:
    reader = readers()[type_]
    physical_ids = {logical_id: found.physical_id for logical_id, found in deployed.items()}
    expected: dict[str, tuple[str, Properties]] = {}
    for logical_id, resource in stack.resources.items():
        if resource.type != type_:
            continue
        if logical_id not in deployed:
            _differ(result, stack, logical_id, type_, "is not in the stack")
        else:
            properties = _resolved(resource.properties, physical_ids)
            expected[physical_ids[logical_id]] = (logical_id, properties)
    actual = reader.read(connection, {key: wanted for key, (_, wanted) in expected.items()})
    for physical_id, (logical_id, wanted) in expected.items():
        if physical_id not in actual:
            _differ(result, stack, logical_id, type_, "is in the stack, but does not exist")
            continue
        kept = {name: value for name, value in wanted.items() if name not in left_out}
        stands = {k: v for k, v in actual[physical_id].items() if k not in left_out}
        found = compare_properties(kept, stands, reader.defaults)
        for one in found:
            _differ(result, stack, logical_id, type_, "is not as specified", one)
        if not found:
            result.verified.append((stack.name, logical_id))
        if type_ == "AWS::SNS::Subscription" and is_pending(connection, physical_id):
            result.pending.add((stack.name, logical_id))


def _accepted(template: Mapping[str, Any], stack: Stack, logical_id: str, result: ReadBack) -> bool:
    """Compare a resource with the template that CloudFormation accepted."""
    resource = stack.resources[logical_id]
    accepted = template.get(logical_id)
    if accepted is None:
        _differ(result, stack, logical_id, resource.type, "is not in the accepted template")
        return False
    found = compare_properties(resource.properties, accepted.get("Properties", {}), {})
    for one in found:
        _differ(result, stack, logical_id, resource.type, "was not accepted as specified", one)
    return not found


def _resolved(value: Any, physical_ids: Mapping[str, str]) -> Any:
    """Replace references to resources of the stack by what they became."""
    if isinstance(value, dict):
        if set(value) == {"Ref"} and value["Ref"] in physical_ids:
            return physical_ids[value["Ref"]]
        if set(value) == {"Fn::Sub"} and isinstance(value["Fn::Sub"], str):
            return _SUBSTITUTED.sub(
                lambda part: physical_ids.get(part[1], part[0]), value["Fn::Sub"]
            )
        return {key: _resolved(item, physical_ids) for key, item in value.items()}
    if isinstance(value, list):
        return [_resolved(item, physical_ids) for item in value]
    return value


def _differ(
    result: ReadBack,
    stack: Stack,
    logical_id: str,
    type_: str,
    message: str,
    property: PropertyDifference | None = None,
) -> None:
    result.differences.append(Difference(stack.name, logical_id, type_, message, property))
