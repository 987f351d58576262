"""The command `eventflow-monitoring` as a process, with an environment of the test's own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.eventflow import ROOT


def run_command(
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    answer: str = "",
    directory: Path = ROOT,
) -> subprocess.CompletedProcess[str]:
    """Run the command, with `answer` on its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "eventflow_monitoring", *arguments],
        cwd=directory,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "CDK_VALIDATION": "false",
            **(environment or {}),
        },
        input=answer,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def home_with_aws(home: Path, url: str) -> dict[str, str]:
    """Write settings that lead to a server, and return variables that lead there too."""
    (home / ".aws").mkdir(parents=True)
    (home / ".aws/config").write_text(
        f"[default]\nregion = eu-west-1\nendpoint_url = {url}\n"
        f"[profile work]\nregion = eu-west-1\nendpoint_url = {url}\n"
    )
    (home / ".aws/credentials").write_text(
        "[default]\naws_access_key_id = AKIAREAL\naws_secret_access_key = real\n"
        "[work]\naws_access_key_id = AKIAWORK\naws_secret_access_key = work\n"
    )
    (home / ".cdk.json").write_text('{"profile": "work", "toolkitStackName": "TheirToolkit"}')
    return {
        "HOME": str(home),
        "AWS_PROFILE": "work",
        "AWS_ACCESS_KEY_ID": "AKIAREAL",
        "AWS_SECRET_ACCESS_KEY": "real",
        "AWS_SESSION_TOKEN": "real",
        "AWS_REGION": "eu-west-1",
        "AWS_ENDPOINT_URL": url,
        "AWS_ENDPOINT_URL_SNS": url,
        "AWS_ENDPOINT_URL_CLOUDFORMATION": url,
        "AWS_CONFIG_FILE": str(home / ".aws/config"),
        "HTTP_PROXY": url,
        "HTTPS_PROXY": url,
        "http_proxy": url,
        "https_proxy": url,
        "CDK_DEFAULT_ACCOUNT": "999999999999",
    }
