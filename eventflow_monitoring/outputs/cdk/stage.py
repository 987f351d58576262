"""A plan as a CDK stage with its stacks; each stack takes its resources in one call to Node."""

import json
import tempfile
from pathlib import Path

from aws_cdk import CfnResource, Environment, Stack, Stage, Token
from aws_cdk.cloudformation_include import CfnInclude
from constructs import Construct

from eventflow_monitoring.outputs.cdk.acknowledgements import acknowledge
from eventflow_monitoring.outputs.cloudformation import plan as planning
from eventflow_monitoring.outputs.cloudformation import resource as planned
from eventflow_monitoring.suggestion import did_you_mean


class MonitoringResources(Construct):
    """The resources of one planned stack, for any stack of anybody's.

    Each is a typed construct (`CfnAlarm`, `CfnTopic`, …) that aspects, tags and checks see; its
    logical id is the planned one. What CDK's validation and cdk-nag find and is acknowledged is so
    wherever the resources stand. The stack they are put into must be one of the account and the
    region that they are planned for, where it says of which it is.
    """

    def __init__(self, scope: Construct, id: str, stack: planned.Stack) -> None:
        super().__init__(scope, id)
        _check_place(Stack.of(self), stack)
        with tempfile.TemporaryDirectory() as directory:
            template = Path(directory, "template.json")
            # CDK reads it with a YAML parser, whose time goes by the length.
            text = json.dumps(stack.template(), separators=(",", ":"))
            template.write_text(text, encoding="utf-8")
            self._include = CfnInclude(self, "Resources", template_file=str(template))
        self._name = stack.name
        self._logical_ids = frozenset(stack.resources)
        acknowledge(stack.resources, self._include.get_resource)

    def find(self, logical_id: str) -> CfnResource:
        """Return the construct of a logical id: `AlarmHighErrorRate` is a `CfnAlarm`.

        Raises LookupError where there is none, and says which may be meant.
        """
        if logical_id not in self._logical_ids:
            help = did_you_mean(logical_id, self._logical_ids)
            message = f"no resource of the stack `{self._name}` has the logical id `{logical_id}`"
            raise LookupError(message if help is None else f"{message}: {help}")
        return self._include.get_resource(logical_id)


def _check_place(stack: Stack, stack_planned: planned.Stack) -> None:
    """Raise ValueError where a stack is known to be of another account or region than planned."""
    for what, actual, expected in (
        ("account", stack.account, stack_planned.account),
        ("region", stack.region, stack_planned.region),
    ):
        if expected is not None and not Token.is_unresolved(actual) and actual != expected:
            raise ValueError(
                f"the stack `{stack.node.path}` is of the {what} {actual}, and the resources of "
                f"`{stack_planned.name}` are planned for the {what} {expected}, which their ARNs name"
            )


class MonitoringStack(Stack):
    """One stack of an environment's monitoring."""

    def __init__(self, scope: Construct, plan: planning.Plan, stack: planned.Stack) -> None:
        super().__init__(
            scope,
            stack.name,
            stack_name=plan.stack_name(stack),
            description=stack.description,
            env=Environment(account=plan.environment.account, region=plan.environment.region),
        )
        self.resources = MonitoringResources(self, "Monitoring", stack)


class MonitoringStage(Stage):
    """The stacks of one environment: `cdk deploy 'production/*'` takes them all."""

    def __init__(self, scope: Construct, plan: planning.Plan) -> None:
        environment = plan.environment
        super().__init__(
            scope,
            environment.name,
            env=Environment(account=environment.account, region=environment.region),
        )
        self.stacks: dict[str, MonitoringStack] = {}
        for stack in plan.stacks:
            made = MonitoringStack(self, plan, stack)
            for other in stack.depends_on:
                made.add_stack_dependency(self.stacks[other])
            self.stacks[stack.name] = made
