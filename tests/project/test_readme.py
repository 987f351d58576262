"""What the README tells people to do works, and prints what the README says."""

import re
import shutil
from pathlib import Path

import pytest

from tests.embedded.command import run_command
from tests.eventflow import ROOT, SPECS

README = (ROOT / "README.md").read_text()
DOCS = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md")), *ROOT.glob("examples/**/*.md")]


def block(start: str) -> str:
    """Return the text of the fenced block that contains a text."""
    blocks = re.findall(r"```\w+\n(.*?)```", README, re.DOTALL)
    return str(next(one for one in blocks if start in one))


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    """EventFlow's specs with the README's alarm, in a directory to work in."""
    copy = Path(shutil.copytree(SPECS, tmp_path / "alarm_specs"))
    with (copy / "high.yaml").open("a") as file:
        file.write("\n" + block("DatabaseCpuHigh:"))
    return copy


def test_the_alarm_to_add_is_right(specs: Path) -> None:
    """Validating after adding the README's alarm prints what the README shows."""
    done = run_command("validate", directory=specs.parent)
    assert done.stdout in block("eventflow-monitoring validate\n")
    assert done.returncode == 0
    shown = run_command("show", "--environment", "production", directory=specs.parent)
    assert "Average database CPU > 90 % for 10 minutes" in shown.stdout


def test_the_mistake_is_answered_as_shown(specs: Path) -> None:
    """The error the README shows is the error that is printed."""
    high = specs / "high.yaml"
    high.write_text(high.read_text().replace("Condition: DatabaseCpu ", "Condition: DatabseCpu "))
    done = run_command("validate", directory=specs.parent)
    assert done.returncode == 1
    assert done.stdout.startswith(block("error[unknown-metric]"))


def test_make_has_the_targets_that_are_named() -> None:
    """Every `make TARGET` in code of the docs is a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text()
    text = "".join(file.read_text() for file in DOCS)
    named = set(re.findall(r"(?:`|\$ )make ([a-z]+)", text))
    assert {"deploy", "test", "synth", "lint"} <= named
    assert [name for name in named if f"\n{name}:" not in makefile] == []


@pytest.mark.parametrize("file", DOCS, ids=lambda file: str(file.relative_to(ROOT)))
def test_links_lead_somewhere(file: Path) -> None:
    """Every relative link of the docs names a file that exists."""
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", file.read_text()):
        assert (file.parent / target).exists(), target
