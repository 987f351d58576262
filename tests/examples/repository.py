"""A repository of somebody's that has specs of its own, and programs run in it."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

_JSII_CACHE = Path.home() / ".cache/aws/jsii/package-cache"
"""CDK's JavaScript as jsii has unpacked it for the tests' own Python: doing it again takes a while."""

SPECS = {
    "environments.yaml": """\
Service: shop
Environments:
  production: {Account: 111111111111, Region: eu-west-1, LogRetention: 30 days}
""",
    "shop.yaml": """\
Channels:
  team: {Kind: Slack, Workspace: T0SHOP, Channel: C0SHOP}
Topics:
  alerts: {Tier: high, Channels: [team]}
Metrics:
  OpenCarts: {Namespace: Shop, Unit: Count of carts, Statistic: Maximum}
Alarms:
  TooManyCarts:
    Tier: high
    Description: Nobody pays any more.
    Condition: OpenCarts > 1,000 carts for 10 minutes
    Actions:
      - SNS Topic: alerts
""",
    "shop.test.yaml": """Tests:
  - Name: carts that stay open alert
    Given: {OpenCarts: 0x9 2000x9}
    Expect:
      TooManyCarts: {Transitions: [OK, ALARM at 20m]}
""",
}
"""Specs without a mistake. Slack's policy has a finding of cdk-nag, which is acknowledged."""

MISTAKEN_LINE = 1 + SPECS["shop.yaml"].splitlines().index(
    "    Condition: OpenCarts > 1,000 carts for 10 minutes"
)
"""Where the mistake stands, in a repository that has one."""


def make_repository(directory: Path, specs: str = "alarm_specs", *, mistake: bool = False) -> Path:
    """Make a Git repository with specs in a directory of it: right ones, or with one mistake."""
    (directory / specs).mkdir(parents=True)
    for name, text in SPECS.items():
        (directory / specs / name).write_text(text, encoding="utf-8")
    if mistake:
        text = SPECS["shop.yaml"].replace("Condition: OpenCarts ", "Condition: OpenCart ")
        (directory / specs / "shop.yaml").write_text(text, encoding="utf-8")
    git = shutil.which("git")
    assert git is not None
    run_in(directory, [git, "init", "--quiet"], {})
    run_in(directory, [git, "add", "--all"], {})
    return directory


def run_in(
    directory: Path, command: list[str], variables: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a program with nothing of the tests' environment but where programs are."""
    kept = {
        "PATH": os.defpath,
        "HOME": str(directory.parent),
        "LANG": "C.UTF-8",
        "JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(_JSII_CACHE),
    }
    return subprocess.run(
        command,
        cwd=directory,
        env={**kept, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
