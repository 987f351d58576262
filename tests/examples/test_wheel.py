"""The commands, installed from a wheel, in a directory that has nothing but specs."""

import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.eventflow import ROOT
from tests.examples.repository import SPECS, run_in


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A directory with specs that no repository and no node_modules stands above."""
    (tmp_path / "shop" / "alarm_specs").mkdir(parents=True)
    for name, text in SPECS.items():
        (tmp_path / "shop" / "alarm_specs" / name).write_text(text, encoding="utf-8")
    return tmp_path / "shop"


def command(installed: Path, directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command."""
    return run_in(directory, [str(installed / "eventflow-monitoring"), *arguments], {})


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    """Not the Python alone: what the code reads beside itself, too."""
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "eventflow_monitoring").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == files


def test_what_runs_is_what_was_installed(installed: Path, directory: Path) -> None:
    """The tests of the wheel would say nothing about it if they found the checkout instead."""
    program = "import eventflow_monitoring; print(eventflow_monitoring.__file__)"
    done = run_in(directory, [str(installed / "python"), "-c", program], {})
    assert Path(done.stdout).is_relative_to(installed.parent)


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["validate"], "alarm_specs is valid for production\n"),
        (["show"], "TooManyCarts"),
        (["explain", "TooManyCarts"], "alarm_specs/shop.yaml:11"),
        (["schema"], '"$schema"'),
        (["validate", "--format", "sarif"], '"version": "2.1.0"'),
        (["synth"], "nothing found by CDK's validation and cdk-nag."),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else "",
)
def test_a_command_needs_no_checkout(
    installed: Path, directory: Path, arguments: list[str], shown: str
) -> None:
    """Each does its work with nothing of the project but the wheel, and no other Node.js."""
    done = command(installed, directory, *arguments)
    assert (done.stderr, done.returncode) == ("", 0), done.stdout
    assert shown in done.stdout


def test_a_new_alarm_is_written(installed: Path, directory: Path) -> None:
    """`new` writes all three files, and `validate` tells what is to be filled in."""
    done = command(installed, directory, "new", "alarm", "QueueFull")
    assert (done.stderr, done.returncode) == ("", 0)
    for file in ("high.yaml", "queue-full.test.yaml"):
        assert (directory / "alarm_specs" / file).exists()
    assert (directory / "docs/runbooks/queue-full.md").exists()
    checked = command(installed, directory, "validate")
    assert checked.returncode == 1
    assert "no metric is called `METRIC`" in checked.stdout


def test_without_the_cdk_command_line_it_is_said_how_to_get_it(
    installed: Path, directory: Path
) -> None:
    """A rehearsal needs it; the error says what to run, and that is there."""
    done = command(installed, directory, "rehearse")
    assert done.returncode == 2
    assert "error: the CDK command line is not installed" in done.stderr
    assert "`npm install aws-cdk@2`" in done.stderr
