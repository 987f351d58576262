"""Output that nobody reads to its end, that cannot be written, or not in every encoding."""

import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from eventflow_monitoring.cli.main import main
from eventflow_monitoring.cli.streams import echo_json

ROOT = Path(__file__).parents[2]


def run(command: str, directory: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell in which `eventflow-monitoring` is the command."""
    program = f"{shlex.quote(sys.executable)} -m eventflow_monitoring"
    return subprocess.run(
        ["bash", "-c", command.replace("eventflow-monitoring", program)],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


@pytest.mark.parametrize("format", ["text", "json", "github", "sarif"])
def test_reader_that_stops_reading_does_not_make_specs_valid(tmp_path: Path, format: str) -> None:
    """`set -o pipefail` finds what `validate | head` found."""
    (tmp_path / "alarm_specs").mkdir()
    wrong = "".join(f"  M{number}: {{Unit: Foo}}\n" for number in range(3_000))
    (tmp_path / "alarm_specs" / "a.yaml").write_text(f"Metrics:\n{wrong}", encoding="utf-8")
    line = f"eventflow-monitoring validate --format {format} | head -1 > /dev/null; echo ${{PIPESTATUS[0]}}"
    done = run(line, tmp_path)
    assert (done.stdout, done.stderr) == ("1\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["show", "validate", "--help"])
def test_output_that_cannot_be_written_is_told(command: str) -> None:
    """In one line; the command could not run."""
    done = run(f"eventflow-monitoring {command} > /dev/full")
    told = "error: the output cannot be written: No space left on device\n"
    assert (done.stdout, done.stderr, done.returncode) == ("", told, 2)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_status_does_not_need_anybody_to_read_it() -> None:
    """Output that is closed is told, too; where nothing can be told, the status says it."""
    done = run("eventflow-monitoring validate >&-")
    assert (done.stderr, done.returncode) == ("error: standard output is closed\n", 2)
    assert run("eventflow-monitoring schema >/dev/full 2>/dev/full").returncode == 2
    assert run("eventflow-monitoring schema --no-such-option 2>/dev/full").returncode == 2


@pytest.mark.parametrize(
    ("command", "encoding"),
    [("schema", "latin-1"), ("show --format json", "ascii")],
)
def test_json_is_json_in_any_encoding(command: str, encoding: str) -> None:
    """It holds what it holds in UTF-8."""
    wanted = run(f"eventflow-monitoring {command}", PYTHONIOENCODING="utf-8")
    program = [sys.executable, "-m", "eventflow_monitoring", *command.split()]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert json.loads(done.stdout.decode(encoding)) == json.loads(wanted.stdout)


@pytest.mark.parametrize(
    ("command", "encoding"),
    [
        ("show", "latin-1"),
        ("explain ServiceDown", "latin-1"),
        ("show --dashboard eventflow-operations", "cp1252"),
    ],
)
def test_text_is_written_in_any_encoding(command: str, encoding: str) -> None:
    """With the codes of the characters that it has not."""
    program = [sys.executable, "-m", "eventflow_monitoring", *command.split()]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(encoding)


def test_json_escapes_what_lies_beyond_the_first_plane(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """JSON has two escapes for it, Python one that JSON has not."""
    output = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    monkeypatch.setattr(sys, "stdout", output)
    echo_json(json.dumps({"ä": "→😀"}, ensure_ascii=False))
    output.seek(0)
    assert output.read() == '{"\\u00e4": "\\u2192\\ud83d\\ude00"}\n'


@pytest.mark.parametrize(
    "command",
    [
        ["show"],
        ["show", "--format", "json"],
        ["--help"],
        ["validate", "--format", "sarif"],
    ],
    ids=" ".join,
)
def test_reader_that_stops_reading_is_no_error(command: list[str]) -> None:
    """`| head` ends a command with 0 and without a word, however much it had to say."""
    process = subprocess.Popen(
        [sys.executable, "-m", "eventflow_monitoring", *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, errors = process.communicate()
    assert (errors, process.returncode) == ("", 0)


@pytest.mark.parametrize(
    "arguments", [["explain"], ["show", "-e"], ["show", "-d"], ["explain", "x"]]
)
def test_argument_that_hides_what_it_is_is_spelled_out(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever copied a name sees why nothing is called so."""
    monkeypatch.chdir(ROOT)
    name = "Service\u200bDown\x1b[31m\u202e"
    monkeypatch.setattr(sys, "argv", ["eventflow-monitoring", *arguments, name])
    assert main() == 2
    told = capsys.readouterr().err
    assert "Service\\u200bDown" in told
    assert "\\u202e" in told
    assert not {"\u200b", "\x1b", "\u202e"} & {*told}
