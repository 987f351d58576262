"""Deploy environments into embedded AWSs with the real CDK command line, and read them back."""

import os
import re
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from eventflow_monitoring.embedded.cloud import Cloud, running_cloud, without_aws
from eventflow_monitoring.live.read_back import NotKept, ReadBack, read_back
from eventflow_monitoring.outputs.cdk.command_line import CommandLine, with_packaged_node
from eventflow_monitoring.outputs.cloudformation.plan import Plan

NOT_KEPT: NotKept = {
    # moto 5.2.5 accepts the property and forgets it.
    "AWS::CloudWatch::Alarm": frozenset(
        {
            "ActionConfiguration",
            "EvaluationCriteria",
            "EvaluationInterval",
            "EvaluationWindow",
            "WarmUpConfiguration",
        }
    ),
    "AWS::CloudWatch::CompositeAlarm": frozenset({"ActionConfiguration"}),
}
"""What moto does not keep of the types it holds."""

Progress = Callable[[str, str], None]
"""Told an environment and what is under way there."""

# The line with which the CDK command line begins a stack.
_DEPLOYING = re.compile(r"/(?P<stack>[\w-]+) \(.*\): deploying\.\.\. (?P<count>\[\d+/\d+\])")


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """An environment that was deployed, and what stood there."""

    plan: Plan
    found: ReadBack


def rehearse(plans: Sequence[Plan], assembly: Path, progress: Progress) -> list[Rehearsed]:
    """Deploy the environments of a cloud assembly, each account in an AWS of its own, side by side.

    Raises CouldNotRunError with the output of the first deployment that failed.
    """
    accounts: dict[str, list[Plan]] = {}
    for plan in plans:
        accounts.setdefault(plan.environment.account, []).append(plan)
    with ThreadPoolExecutor(max_workers=max(1, len(accounts))) as pool:
        done = pool.map(lambda own: _rehearse_account(own, assembly, progress), accounts.values())
        rehearsed = {one.plan.environment.name: one for group in done for one in group}
    return [rehearsed[plan.environment.name] for plan in plans]


def _rehearse_account(plans: list[Plan], assembly: Path, progress: Progress) -> list[Rehearsed]:
    """Deploy the environments that share an account one after the other, then read them back."""
    account = plans[0].environment.account
    regions = sorted({plan.environment.region for plan in plans})
    names = " and ".join(plan.environment.name for plan in plans)
    progress(names, "starting an AWS")
    with running_cloud(account) as cloud, tempfile.TemporaryDirectory() as home:
        variables = command_line_environment(cloud, Path(home))
        command_line = CommandLine(assembly, variables, directory=Path(home))
        progress(names, "bootstrapping")
        command_line.run("bootstrap", *(f"aws://{account}/{region}" for region in regions))
        for plan in plans:
            _deploy(command_line, plan.environment.name, progress)
        progress(names, "reading back")
        done = [
            Rehearsed(plan, read_back(cloud.connection(plan.environment.region), plan, NOT_KEPT))
            for plan in plans
        ]
        progress(names, "done")
        return done


def _deploy(command_line: CommandLine, environment: str, progress: Progress) -> None:
    def tell_stack(line: str) -> None:
        match = _DEPLOYING.search(line)
        if match:
            progress(environment, f"deploying {match['stack']} {match['count']}")

    # One stack at a time: moto loses resources of stacks that are deployed side by side.
    command_line.run(
        "deploy",
        f"{environment}/*",
        "--concurrency=1",
        "--require-approval=never",
        "--progress=events",
        on_line=tell_stack,
    )


def command_line_environment(cloud: Cloud, home: Path) -> dict[str, str]:
    """Return the environment of a CDK command line that can reach the cloud and nothing else.

    Whatever the caller has of AWS, in variables, files or the settings of CDK, stays behind.
    """
    return with_packaged_node(
        {
            **without_aws(os.environ),
            "HOME": str(home),
            "USERPROFILE": str(home),
            "CDK_HOME": str(home),  # the command line takes the home of the user, not HOME
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ACCESS_KEY_ID": "embedded",
            "AWS_SECRET_ACCESS_KEY": "embedded",
            "AWS_ENDPOINT_URL": cloud.endpoint,
            "CDK_DISABLE_CLI_TELEMETRY": "true",
        }
    )
