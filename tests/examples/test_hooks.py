"""pre-commit: our hooks, and the configuration that others copy."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.eventflow import ROOT
from tests.examples.repository import MISTAKEN_LINE, make_repository, run_in

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
CONFIGURATION = ROOT / "examples/ci/.pre-commit-config.yaml"

HOOKS = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}
VALIDATE, TEST, SYNTH = (f"eventflow-monitoring-{name}" for name in ("validate", "test", "synth"))


def pre_commit(directory: Path, *arguments: str, path: str = "/usr/bin:/bin") -> tuple[int, str]:
    """Run pre-commit in a directory; return its exit status and what it printed."""
    variables = {"PRE_COMMIT_HOME": str(directory.parent / "pre-commit"), "PATH": path}
    done = run_in(directory, [sys.executable, "-m", "pre_commit", *arguments], variables)
    return done.returncode, done.stdout + done.stderr


def commit_with(
    directory: Path, installed: Path, hook_id: str = VALIDATE, **changes: Any
) -> tuple[int, str]:
    """Run a hook on what is staged, as a commit or a push does.

    It is the hook of the manifest, but found on the PATH: pre-commit would install it from the
    registry. `changes` are what a configuration says of its own.
    """
    hook = {**HOOKS[hook_id], "language": "system", **changes}
    configuration = {"repos": [{"repo": "local", "hooks": [hook]}]}
    text = yaml.safe_dump(configuration)
    (directory / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")
    (stage,) = hook.get("stages", ["pre-commit"])
    return pre_commit(directory, "run", "--hook-stage", stage, "--all-files",
                      path=f"{installed}:/usr/bin:/bin")  # fmt: skip


def test_pre_commit_accepts_both_files(tmp_path: Path) -> None:
    """Their keys and values are pre-commit's, by its own check."""
    for command, file in (("validate-manifest", MANIFEST), ("validate-config", CONFIGURATION)):
        assert pre_commit(tmp_path, command, str(file)) == (0, "")


def test_the_hooks_that_are_copied_are_those_we_offer() -> None:
    """The example names the hooks of the manifest, at a commit."""
    (repository,) = yaml.safe_load(CONFIGURATION.read_text(encoding="utf-8"))["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == [VALIDATE, TEST, SYNTH] == list(HOOKS)
    assert len(repository["rev"]) == 40


def test_a_commit_with_a_mistake_is_stopped(tmp_path: Path, installed: Path) -> None:
    """The mistake is shown with its line, and the commit does not come about."""
    directory = make_repository(tmp_path / "shop", mistake=True)
    status, output = commit_with(directory, installed)
    assert status == 1
    assert "error[unknown-metric]: no metric is called `OpenCart`" in output
    assert f"alarm_specs/shop.yaml:{MISTAKEN_LINE}:" in output


def test_a_commit_without_one_passes(tmp_path: Path, installed: Path) -> None:
    """Specs without a mistake pass."""
    directory = make_repository(tmp_path / "shop")
    status, output = commit_with(directory, installed)
    assert (status, "Passed" in output) == (0, True), output


def test_a_test_of_alarms_that_fails_stops_a_commit(tmp_path: Path, installed: Path) -> None:
    """And one that passes does not."""
    directory = make_repository(tmp_path / "shop")
    assert commit_with(directory, installed, TEST)[0] == 0
    file = directory / "alarm_specs/shop.test.yaml"
    file.write_text(file.read_text().replace("at 20m", "at 19m"), encoding="utf-8")
    status, output = commit_with(directory, installed, TEST)
    assert (status, "FAILED  carts that stay open alert" in output) == (1, True), output


def test_templates_are_checked_before_a_push(tmp_path: Path, installed: Path) -> None:
    """It takes seconds, so commits do not wait for it."""
    directory = make_repository(tmp_path / "shop")
    status, output = commit_with(directory, installed, SYNTH)
    assert (status, "Passed" in output) == (0, True), output
    assert list((directory / "cdk.out").rglob("*.template.json"))


def test_other_files_do_not_start_it(tmp_path: Path, installed: Path) -> None:
    """A commit that leaves the specs alone does not wait for it."""
    directory = make_repository(tmp_path / "shop", "elsewhere/alarm_specs", mistake=True)
    status, output = commit_with(directory, installed)
    assert (status, "(no files to check)Skipped" in output) == (0, True), output


def test_specs_elsewhere_are_checked_as_the_example_says(tmp_path: Path, installed: Path) -> None:
    """With the two lines that the example has in a comment, other specs are checked."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    lines = [line.strip().removeprefix("# ") for line in text.splitlines()]
    changes = yaml.safe_load("\n".join(one for one in lines if one.startswith(("args:", "files:"))))
    assert changes.keys() == {"args", "files"}
    directory = make_repository(tmp_path / "shop", "monitoring/specs", mistake=True)
    status, output = commit_with(directory, installed, **changes)
    assert status == 1
    assert f"monitoring/specs/shop.yaml:{MISTAKEN_LINE}:" in output


@pytest.mark.parametrize(
    ("changed", "checked"),
    [
        ("alarm_specs/shop.yaml", True),
        ("alarm_specs/team/deep.yml", True),
        ("alarm_specs/record.schema.json", True),  # specs name such files
        ("docs/alarm_specs/shop.yaml", False),
        ("alarm_specs.md", False),
    ],
)
def test_files_that_matter_start_it(changed: str, *, checked: bool) -> None:
    """Whatever lies in the directory of the specs may be read by them; nothing else is."""
    # pre-commit searches paths for it, from the top of the repository (pre-commit.com, "files").
    for hook in HOOKS.values():
        assert (re.search(hook["files"], changed) is not None) == checked
