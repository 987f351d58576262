"""The workflow that others copy: by GitHub's schema, and its commands run in such a repository."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.eventflow import ROOT
from tests.examples.repository import MISTAKEN_LINE, make_repository, run_in

FILE = ROOT / "examples/ci/.github/workflows/monitoring.yml"
TEXT = FILE.read_text(encoding="utf-8")
WORKFLOW: dict[Any, Any] = yaml.safe_load(TEXT)


def schema_errors(file: Path, schema: str) -> subprocess.CompletedProcess[str]:
    """Hold a workflow against a schema that check-jsonschema brings along."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8")


@pytest.mark.parametrize(
    "schema", ["vendor.github-workflows", "custom.github-workflows-require-timeout"]
)
def test_it_is_a_workflow_by_the_schema(schema: str) -> None:
    """Every key is one that GitHub knows, and every job ends some time."""
    done = schema_errors(FILE, schema)
    assert done.returncode == 0, done.stdout


def test_the_schema_would_find_a_mistake(tmp_path: Path) -> None:
    """A key that GitHub does not know does not pass."""
    file = tmp_path / "monitoring.yml"
    file.write_text(TEXT.replace("runs-on:", "run-on:"), encoding="utf-8")
    assert "run-on" in schema_errors(file, "vendor.github-workflows").stdout


def steps(job: str) -> list[dict[str, Any]]:
    """Return the steps of a job."""
    found: list[dict[str, Any]] = WORKFLOW["jobs"][job]["steps"]
    return found


def test_actions_are_pinned() -> None:
    """Each is named by a commit, with its version beside it for people and for update tools."""
    used = [line for line in TEXT.splitlines() if "uses:" in line]
    assert len(used) == sum("uses" in step for job in WORKFLOW["jobs"] for step in steps(job))
    pinned = re.compile(r" +- uses: [\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in used if not pinned.fullmatch(line)] == []


def test_permissions_are_the_least() -> None:
    """Everything may read the code; only the upload to code scanning may write, and nothing else."""
    assert WORKFLOW["permissions"] == {"contents": "read"}
    more = {
        job: one["permissions"] for job, one in WORKFLOW["jobs"].items() if "permissions" in one
    }
    wanted = {"contents": "read", "actions": "read", "security-events": "write"}
    assert more == {"code-scanning": wanted}
    assert "secrets." not in TEXT
    # With `pull_request_target` a fork's specs would be checked with the rights of the repository.
    assert WORKFLOW[True].keys() == {"pull_request", "push"}  # YAML 1.1 reads `on` as true
    for job in WORKFLOW["jobs"]:
        (checkout,) = (one for one in steps(job) if "actions/checkout@" in one.get("uses", ""))
        assert checkout["with"]["persist-credentials"] is False


def test_no_text_of_others_is_put_into_a_command() -> None:
    """Expressions are filled in before bash reads a line: none stands in a command."""
    commands = [step["run"] for job in WORKFLOW["jobs"] for step in steps(job) if "run" in step]
    assert commands
    assert [command for command in commands if "${{" in command] == []


@dataclass(frozen=True)
class Ran:
    """A step that was run, and what it wrote."""

    name: str
    status: int
    output: str


def run_job(
    job: str,
    repository: Path,
    environment: Path,
    package: str,
    specs: str = "alarm_specs",
    variables: Mapping[str, str] | None = None,
) -> Iterator[Ran]:
    """Run the commands of a job as a runner does, until one fails.

    Actions are not run: the repository is checked out, and `environment` is the Python that is set
    up. `package` is what is filled in; `variables` are more variables of the environment.
    """
    every = {
        **WORKFLOW["env"],
        "EVENTFLOW_MONITORING": package,
        "EVENTFLOW_SPECS": specs,
        "PATH": f"{environment}:/usr/bin:/bin",
        "PIP_NO_INDEX": "1",  # tests reach no registry
        "GITHUB_ACTIONS": "true",
        "CI": "true",
        "GITHUB_WORKSPACE": str(repository),
        **(variables or {}),
    }
    for step in steps(job):
        if "run" not in step:
            continue
        assert WORKFLOW["defaults"]["run"]["shell"] == "bash"
        script = repository.parent / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        # What `shell: bash` means (Workflow syntax for GitHub Actions, jobs.<job_id>.steps[*].shell).
        bash = [shutil.which("bash") or "bash", "--noprofile", "--norc", "-eo", "pipefail"]
        done = run_in(repository, [*bash, str(script)], every)
        yield Ran(step["name"], done.returncode, done.stdout + done.stderr)
        if done.returncode:
            return


@pytest.fixture
def package(wheel: Path, tmp_path: Path) -> str:
    """The wheel in the repository, as the workflow's comment names it."""
    vendor = tmp_path / "shop" / "vendor"
    vendor.mkdir(parents=True)
    shutil.copy(wheel, vendor)
    name = f"./vendor/{wheel.name}"
    assert name in TEXT
    return name


def test_right_specs_pass_and_leave_templates(
    tmp_path: Path, environment: Path, package: str
) -> None:
    """The package is installed, nothing is found, and the templates stand where they are uploaded."""
    repository = make_repository(tmp_path / "shop")
    ran = list(run_job("check", repository, environment, package))
    assert [(one.name, one.status) for one in ran] == [
        ("Install", 0),
        ("Validate", 0),
        ("Test", 0),
        ("Synthesise", 0),
    ], ran[-1].output
    assert ran[1].output == ""
    assert (environment / "eventflow-monitoring").exists()
    (upload,) = (one for one in steps("check") if "upload-artifact@" in one.get("uses", ""))
    templates = list((repository / upload["with"]["path"]).rglob("*.template.json"))
    assert any("AlarmTooManyCarts" in file.read_text(encoding="utf-8") for file in templates)


def test_cdk_nag_looks_at_the_templates(tmp_path: Path, installed: Path, package: str) -> None:
    """Where nothing is acknowledged, the check fails with what cdk-nag says of Slack's policy."""
    repository = make_repository(tmp_path / "shop")
    found = next(installed.parent.rglob("site-packages/eventflow_monitoring"))
    changed = Path(shutil.copytree(found, tmp_path / "changed" / found.name))
    file = changed / "outputs/cdk/acknowledgements.py"
    text = file.read_text(encoding="utf-8")
    nothing = text.replace("in known_findings(logical_id, resource):", "in ():")
    assert nothing != text
    file.write_text(nothing, encoding="utf-8")
    path = {"PYTHONPATH": str(changed.parent)}
    *_, last = run_job("check", repository, installed, package, variables=path)
    assert (last.name, last.status) == ("Synthesise", 1), last.output
    assert "error: AwsSolutions-IAM5[Resource::*]" in last.output


def test_a_mistake_is_an_annotation_at_its_line(
    tmp_path: Path, environment: Path, package: str
) -> None:
    """The check fails, and GitHub shows the mistake beside the line; nothing is synthesised."""
    repository = make_repository(tmp_path / "shop", "monitoring", mistake=True)
    *_, last = run_job("check", repository, environment, package, specs="monitoring")
    assert (last.name, last.status) == ("Validate", 1)
    (annotation,) = last.output.splitlines()
    properties, _, message = annotation.removeprefix("::error ").partition("::")
    assert annotation.startswith("::error ")
    assert dict(one.split("=") for one in properties.split(",")) == {
        "title": "unknown-metric",
        "file": "monitoring/shop.yaml",
        "line": str(MISTAKEN_LINE),
        "endLine": str(MISTAKEN_LINE),
        "col": "16",
        "endColumn": "24",
    }
    assert message.startswith("no metric is called `OpenCart`%0Adid you mean `OpenCarts`?")


def test_an_alarm_test_that_fails_is_an_annotation_at_what_was_expected(
    tmp_path: Path, installed: Path, package: str
) -> None:
    """The log says what came instead, and nothing is synthesised."""
    repository = make_repository(tmp_path / "shop")
    file = repository / "alarm_specs/shop.test.yaml"
    file.write_text(file.read_text().replace("at 20m", "at 19m"), encoding="utf-8")
    *_, last = run_job("check", repository, installed, package)
    assert (last.name, last.status) == ("Test", 1)
    assert "actual    [OK, ALARM at 20m]" in last.output
    (annotation,) = (line for line in last.output.splitlines() if line.startswith("::"))
    assert annotation.startswith(
        "::error title=failed-test,file=alarm_specs/shop.test.yaml,line=5,endLine=5,"
    )
    assert "TooManyCarts: expected [OK, ALARM at 19m], actual [OK, ALARM at 20m]" in annotation


@pytest.mark.parametrize("mistake", [False, True])
def test_code_scanning_gets_a_log_either_way(
    tmp_path: Path, installed: Path, package: str, *, mistake: bool
) -> None:
    """Findings are uploaded, not failed on: the other job does that."""
    repository = make_repository(tmp_path / "shop", mistake=mistake)
    ran = list(run_job("code-scanning", repository, installed, package))
    assert [one.status for one in ran] == [0, 0], ran[-1].output
    (upload,) = (one for one in steps("code-scanning") if "upload-sarif" in one.get("uses", ""))
    log = json.loads((repository / upload["with"]["sarif_file"]).read_text(encoding="utf-8"))
    assert len(log["runs"][0]["results"]) == int(mistake)


def test_what_could_not_be_checked_is_not_uploaded(
    tmp_path: Path, installed: Path, package: str
) -> None:
    """Without specs the job fails: an empty log would close all alerts."""
    repository = make_repository(tmp_path / "shop")
    *_, last = run_job("code-scanning", repository, installed, package, specs="nowhere")
    assert (last.name, last.status) == ("Validate", 1)
    assert "no specs directory at nowhere" in last.output


def test_what_is_not_filled_in_is_said(tmp_path: Path, installed: Path) -> None:
    """As it is copied, the workflow names the one value that it needs, at its own file."""
    assert WORKFLOW["env"]["EVENTFLOW_MONITORING"] == ""
    repository = make_repository(tmp_path / "shop")
    (only,) = run_job("check", repository, installed, "")
    assert (only.name, only.status) == ("Install", 2)
    assert only.output.startswith("::error file=.github/workflows/monitoring.yml::fill in EVENTFL")
