"""`collector` writes a file where it is asked to."""

from pathlib import Path

import yaml
from click.testing import CliRunner

from eventflow_monitoring.cli.collector import collector
from eventflow_monitoring.failure import CouldNotRunError
from tests.eventflow import SPECS


def run(*arguments: str) -> tuple[object, str, BaseException | None]:
    """Run the command on EventFlow's specs: what it returned, printed and raised."""
    done = CliRunner().invoke(
        collector, ["backend", "--specs", str(SPECS), *arguments], standalone_mode=False
    )
    return done.return_value, done.output, done.exception


def test_file_holds_what_is_printed_otherwise(tmp_path: Path) -> None:
    """And nothing is printed then; `-` is standard output."""
    file = tmp_path / "collector.yaml"
    status, printed, _ = run("--output", str(file))
    assert (status, printed) == (0, "")
    assert run("--output", "-") == (0, file.read_text(encoding="utf-8"), None)
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["receivers"]


def test_environment_decides_which_traces_are_kept() -> None:
    """A tenth in production, all of them in staging (section 4.2 of the design)."""
    assert '"sampling_percentage": 10}' in run("--environment", "production")[1]
    assert "tail_sampling" not in run("--environment", "staging")[1]


def test_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """With its name and the reason."""
    status, _, error = run("--output", str(tmp_path / "missing" / "collector.yaml"))
    assert status is None
    assert isinstance(error, CouldNotRunError)
    assert str(error).endswith("collector.yaml cannot be written: No such file or directory")
