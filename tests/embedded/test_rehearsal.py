"""Deploying into embedded AWSs with the real CDK command line, and reading back."""

import re
import shutil
from pathlib import Path
from typing import get_args

from eventflow_monitoring.compiler.gather_sections import sections
from eventflow_monitoring.live.read_back import ACCEPTED_TYPES
from eventflow_monitoring.model.log_filter import DestinationKind
from eventflow_monitoring.model.trigger import Trigger
from eventflow_monitoring.reference.catalogue import widgets
from tests.embedded.command import home_with_aws, run_command
from tests.embedded.trap import trap
from tests.eventflow import SPECS, plans_of

EVERY_KIND = Path(__file__).parent / "every_kind"


def test_all_environments_stand_and_nothing_reaches_aws(tmp_path: Path) -> None:
    """With every kind of AWS setting in place, all is deployed and read back on this machine."""
    with trap() as aws:
        done = run_command("rehearse", environment=home_with_aws(tmp_path / "home", aws.url))
        assert done.returncode == 0, done.stderr[-3000:]
        assert aws.caught == 0
    for environment, account, resources in (
        ("production", "111111111111", 110),
        ("staging", "222222222222", 107),
        ("development", "333333333333", 107),
    ):
        section = done.stdout.split(f"{environment}: account {account}, us-east-1\n")[1]
        section = section.split(": account ")[0]
        assert "Alarms (17)" in section
        assert "Topics (6)" in section
        assert "Log groups (7)" in section
        assert "Metric filters (6)" in section
        assert "Saved queries (7)" in section
        assert "Dashboards (9)" in section
        assert section.count("waits for a person to confirm it") == 3
        assert f"Read back and as specified: {resources} resources." in section
        assert "not to be read back: AWS::Synthetics::Canary.Code (1 resource)." in section
        assert re.search(r"SlackTeam\s+AWS::Chatbot::SlackChannelConfiguration", section)
    assert done.stdout.endswith("Everything stands as specified.\n")
    assert "deploying alarms [" in done.stderr


def shared_account(specs: Path) -> None:
    """Let EventFlow's environments share an account, each with names of its own."""
    text = (specs / "environments.yaml").read_text()
    text = re.sub(r"Account: \d+", 'Account: "012345678901"', text)
    text = text.replace("LogRetention:", "NamePattern: NAME\n    LogRetention:")
    for name in ("production", "staging", "development"):
        text = text.replace("NamePattern: NAME", f"NamePattern: ${{Name}}-{name}", 1)
    (specs / "environments.yaml").write_text(text)
    slack = (specs / "notifications.yaml").read_text()
    own = "".join(
        f"      {name}: {{ Channel: C0{name.upper()} }}\n" for name in ("staging", "development")
    )
    slack = slack.replace(
        "    Channel: C0ALERTS\n", f"    Channel: C0ALERTS\n    Environments:\n{own}"
    )
    (specs / "notifications.yaml").write_text(slack)
    # There is no other account to look into.
    boards = (specs / "dashboards.yaml").read_text()
    boards = re.sub(r"    Environments:\n(?:      .*\n)+", "", boards)
    (specs / "dashboards.yaml").write_text(boards)


def test_environments_share_an_account(tmp_path: Path) -> None:
    """Three environments with a name pattern each stand side by side in one account."""
    specs = Path(shutil.copytree(SPECS, tmp_path / "specs"))
    shared_account(specs)
    done = run_command("rehearse", "--specs", str(specs))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert done.stderr.count("starting an AWS") == 1
    for environment in ("production", "staging", "development"):
        assert f"{environment}: account 012345678901, us-east-1" in done.stdout
        assert f" HighErrorRate-{environment} " in done.stdout
        assert f" /eventflow/backend/errors-{environment} " in done.stdout
    assert done.stdout.endswith("Everything stands as specified.\n")


def test_every_kind_of_alarm_and_channel_stands() -> None:
    """What a moto service holds is read back; what none can hold is listed apart, with its type."""
    done = run_command("rehearse", "--specs", str(EVERY_KIND))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    read_back, apart = done.stdout.split("Accepted by CloudFormation, not read back")
    (plan,) = plans_of(EVERY_KIND)
    accepted = {
        (stack.name, logical_id): resource.type
        for stack in plan.stacks
        for logical_id, resource in stack.resources.items()
        if resource.type in ACCEPTED_TYPES
    }
    assert set(accepted.values()) == ACCEPTED_TYPES
    for (stack, logical_id), type_ in accepted.items():
        assert re.search(rf"^ {stack} +{logical_id} +{re.escape(type_)}$", apart, re.MULTILINE)
    count = sum(len(stack.resources) for stack in plan.stacks) - len(accepted)
    assert f"Read back and as specified: {count} resources." in read_back
    assert done.stdout.endswith("Everything stands as specified.\n")


def test_every_kind_is_among_them() -> None:
    """The specs that are rehearsed above have each kind of alarm, channel and widget there is."""
    (monitoring,) = (plan.monitoring for plan in plans_of(EVERY_KIND))
    assert {type(alarm.trigger) for alarm in monitoring.alarms} == set(get_args(Trigger))
    written = (EVERY_KIND / "specs.yaml").read_text()
    for section in ("Alarms", "Channels", "Dashboards"):
        for kind in sections()[section].kinds:
            assert kind.name in ("Threshold", "Dashboard") or f"Kind: {kind.name}" in written
    for kind in widgets().kinds:
        assert kind.name == "Graph" or f"Kind: {kind.name}" in written
    assert {one.kind for one in monitoring.subscription_filters} == set(DestinationKind)


def test_a_mistake_in_the_specs_starts_nothing(tmp_path: Path) -> None:
    """Problems are shown before any server or Node.js is started."""
    (tmp_path / "a.yaml").write_text("Alarms:\n  A: {Metrik: x}\n")
    done = run_command("rehearse", "--specs", str(tmp_path))
    assert done.returncode == 1
    assert "error[unknown-key]: no key is called `Metrik` here" in done.stderr
    assert "synthesising" not in done.stderr
