"""`deploy`, the way to AWS, against a server that answers as AWS does over HTTP."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventflow_monitoring.embedded.cloud import Cloud, running_cloud
from eventflow_monitoring.embedded.rehearsal import command_line_environment
from eventflow_monitoring.outputs.cdk.command_line import CommandLine
from tests.embedded.command import run_command

ACCOUNT = "333333333333"


@pytest.fixture(scope="module")
def aws() -> Iterator[Cloud]:
    """An account that nobody has bootstrapped."""
    with running_cloud(ACCOUNT) as cloud:
        yield cloud


def credentials(cloud: Cloud, home: Path) -> dict[str, str]:
    """Return an environment whose credentials belong to the account."""
    return {
        "HOME": str(home),
        "CDK_HOME": str(home),
        "AWS_ENDPOINT_URL": cloud.endpoint,
        "AWS_ACCESS_KEY_ID": "somebody",
        "AWS_SECRET_ACCESS_KEY": "somebody",
        "AWS_REGION": "us-east-1",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }


def test_the_wrong_account_is_refused(aws: Cloud, tmp_path: Path) -> None:
    """Credentials of another account deploy nothing."""
    done = run_command("deploy", "production", environment=credentials(aws, tmp_path))
    assert done.returncode == 2
    assert done.stderr.endswith(
        f"error: the credentials belong to account {ACCOUNT}; production stands in 111111111111\n"
    )


def test_credentials_that_are_missing_are_named(tmp_path: Path) -> None:
    """Without credentials the command says so and ends with 2."""
    nothing = {
        "HOME": str(tmp_path),
        "AWS_ACCESS_KEY_ID": "",
        "AWS_SECRET_ACCESS_KEY": "",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }
    done = run_command("deploy", "staging", environment=nothing)
    assert done.returncode == 2
    assert "error: no AWS credentials that work: Unable to locate credentials" in done.stderr
    assert "= help: name a profile that has some, `AWS_PROFILE=…`, or sign in with" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_environment_that_is_not_declared_is_named() -> None:
    """A mistyped environment is a problem with a suggestion."""
    done = run_command("deploy", "producton")
    assert done.returncode == 2
    assert "no environment is called `producton`" in done.stderr
    assert "did you mean `production`?" in done.stderr


def test_an_account_that_is_not_bootstrapped_stays_so(aws: Cloud, tmp_path: Path) -> None:
    """Deploying never bootstraps on its own."""
    done = run_command("deploy", "development", "--yes", environment=credentials(aws, tmp_path))
    assert done.returncode == 2, done.stdout + done.stderr
    assert "cdk bootstrap" in done.stderr
    stacks = aws.connection("us-east-1").client("cloudformation").list_stacks()
    assert stacks["StackSummaries"] == []


def test_deploying_asks_then_deploys_and_reads_back(aws: Cloud, tmp_path: Path) -> None:
    """The difference is shown first; `n` deploys nothing, `y` deploys and proves it."""
    environment = command_line_environment(aws, tmp_path)
    assembly = tmp_path / "assembly"
    run_command("synth", "--environment", "development", "--output", str(assembly))
    CommandLine(assembly, environment, tmp_path).run("bootstrap", f"aws://{ACCOUNT}/us-east-1")
    own = credentials(aws, tmp_path)
    declined = run_command("deploy", "development", environment=own, answer="n\n")
    assert declined.returncode == 1
    assert "AWS::CloudWatch::Alarm" in declined.stdout + declined.stderr
    assert declined.stdout.endswith("Nothing was deployed.\n")
    names = [
        stack["StackName"]
        for stack in aws.connection("us-east-1")
        .client("cloudformation")
        .list_stacks()["StackSummaries"]
    ]
    assert names == ["CDKToolkit"]
    accepted = run_command("deploy", "development", environment=own, answer="y\n")
    assert accepted.returncode == 0, accepted.stdout[-3000:] + accepted.stderr[-3000:]
    assert "Read back and as specified: 107 resources." in accepted.stdout
