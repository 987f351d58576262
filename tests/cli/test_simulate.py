"""`simulate` as people call it: what the help shows, standard input, any terminal."""

import io
import json
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from eventflow_monitoring.cli.main import commands, main
from tests.eventflow import ROOT, SPECS

EXAMPLES = str(commands.commands["simulate"].epilog).replace("\\\n", " ").splitlines()
FETCHED = """\
{"MetricDataResults": [
  {"Label": "Sum(ApiErrors5xx)", "Timestamps": ["2026-01-05T09:00:00+00:00"], "Values": [9]},
  {"Label": "Sum(ApiRequests)", "Timestamps": ["2026-01-05T09:00:00+00:00"], "Values": [99]}
]}
"""


class _Input(io.TextIOWrapper):
    """Standard input with some bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))


@pytest.fixture
def simulate(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> "type[_Command]":
    """Run the command over EventFlow's specs."""
    monkeypatch.setenv("EVENTFLOW_SPECS", str(SPECS))
    _Command.monkeypatch, _Command.capsys = monkeypatch, capsys
    return _Command


class _Command:
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    @classmethod
    def run(
        cls, *arguments: str, width: int | None = 80, data: bytes = b""
    ) -> tuple[int, str, str]:
        """Return the exit status, the output and the errors of a run."""
        if width is None:
            cls.monkeypatch.delenv("COLUMNS", raising=False)
        else:
            cls.monkeypatch.setenv("COLUMNS", f"{width}")
        cls.monkeypatch.setattr(sys, "stdin", _Input(data))
        cls.monkeypatch.setattr(sys, "argv", ["eventflow-monitoring", "simulate", *arguments])
        status = main()
        written = cls.capsys.readouterr()
        return status, written.out, written.err


def test_every_example_of_the_help_runs(simulate: type[_Command]) -> None:
    """What the help shows can be copied; what is piped is read from standard input."""
    ran = 0
    for line in EXAMPLES:
        words = shlex.split(line.partition(" > ")[0])
        if "simulate" in words:
            arguments = words[words.index("simulate") + 1 :]
            status, output, errors = simulate.run(*arguments, data=FETCHED.encode())
            assert (status, errors) == (0, ""), line
            assert output
            ran += 1
    assert ran == 6


def test_what_the_documentation_shows_runs(
    simulate: type[_Command], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands of docs/simulation.md can be copied one after the other."""
    text = (ROOT / "docs/simulation.md").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.startswith("$ eventflow-monitoring sim")]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data.json").write_text(FETCHED, encoding="utf-8")
    for line in lines:
        status, output, errors = simulate.run(*shlex.split(line.partition(" > ")[0])[3:])
        assert (status, errors) == (0, ""), line
        assert output
    assert len(lines) == 3


def test_example_of_an_error_runs(simulate: type[_Command]) -> None:
    """The command that is shown where data is missing can be copied, and the alarm fires."""
    status, output, errors = simulate.run("HighErrorRate")
    assert (status, output) == (2, "")
    words = shlex.split(errors.partition("For example:")[2].replace("\\\n", " "))
    status, output, errors = simulate.run(*words[2:])
    assert (status, errors) == (0, "")
    assert "It is in ALARM once" in output


def test_queries_are_json(simulate: type[_Command]) -> None:
    """What `--queries` prints is what the AWS command line reads from a file."""
    status, output, _ = simulate.run("HighErrorRate", "--queries")
    assert status == 0
    assert [one["Label"] for one in json.loads(output)] == ["Sum(ApiRequests)", "Sum(ApiErrors5xx)"]


@pytest.mark.parametrize(
    "alarm", ["HighErrorRate", "HighLatency", "EventIngestionFailure", "ConsumerLag"]
)
def test_lines_fit_into_a_terminal(simulate: type[_Command], alarm: str) -> None:
    """At 80 columns no line is longer, with every evaluation too."""
    _, _, errors = simulate.run(alarm)
    words = shlex.split(errors.partition("For example:")[2].replace("\\\n", " "))
    _, output, _ = simulate.run(*words[2:], "--all")
    assert "Every evaluation" in output
    assert max(map(len, output.splitlines())) <= 80


def test_output_is_plain_in_a_pipe(simulate: type[_Command]) -> None:
    """Without a terminal there are no escapes, whatever the width."""
    _, output, _ = simulate.run("ServiceDown", "--given", "1x9 0x4 1x9", "--all", width=None)
    assert "\x1b" not in output
    assert "It is in ALARM once: from 12m to 16m." in output


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "standard input: there are no values in it"),
        (b"\xff", "`-` is not UTF-8: it holds the byte 0xFF"),
        (b"time,ApiLatency\n2026-01-05T09:00:30Z,1\n", "begins at 2026-01-05T09:00:30Z"),
    ],
)
def test_standard_input_that_is_no_data(
    simulate: type[_Command], data: bytes, message: str
) -> None:
    """What comes in and cannot be read is refused like a file."""
    status, output, errors = simulate.run("HighLatency", "--csv", "-", data=data)
    assert (status, output) == (2, "")
    assert message in errors


def test_too_much_standard_input(simulate: type[_Command], monkeypatch: pytest.MonkeyPatch) -> None:
    """Input without end is not read to the end."""
    monkeypatch.setattr("eventflow_monitoring.cli.simulate_options._LARGEST_DATA", 10)
    status, _, errors = simulate.run("HighLatency", "--csv", "-", data=b"0" * 11)
    assert status == 2
    assert "standard input has more than 10 bytes" in errors


def test_directory_is_no_data(simulate: type[_Command], tmp_path: Path) -> None:
    """A directory is refused, with how to give what is no file."""
    status, _, errors = simulate.run("HighLatency", "--csv", str(tmp_path))
    assert status == 2
    assert "is a directory" in errors
    assert "`--csv -` reads standard input" in errors


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--start", "soon"], "`soon` is no date and time"),
        (["--start", "2026-01-05T09:00:30Z"], "is no whole minute"),
        (["--interval", "soon"], "`soon` is not a duration; write a number and a unit"),
        (["--assume", "ServiceDown"], "names no alarm and state"),
        (["--assume", "ServiceDown=ALRM"], "did you mean `ALARM`?"),
        (["--assume", "=OK"], "names no alarm and state"),
        (["--sample-count", "0"], "0 is not in the range"),
        (["--history", "none"], "is not one of"),
    ],
)
def test_options_that_cannot_be_read(
    simulate: type[_Command], arguments: list[str], message: str
) -> None:
    """An option that cannot be read is refused with what it takes."""
    status, output, errors = simulate.run("HighLatency", "--given", "1x9", *arguments)
    assert (status, output) == (2, "")
    assert message in errors


def test_times_and_states_are_taken_as_said(simulate: type[_Command]) -> None:
    """A start in another zone is shown in UTC; a state that is said is the suppressor's."""
    _, output, _ = simulate.run(
        "HighLatency", "--given", "1200x19", "--start", "2026-01-05 23:50:00+02:00",
        "--assume", "ServiceDown=ALARM", "--initial-state", "OK", "--history", "missing",
    )  # fmt: skip
    assert "from 2026-01-05 21:50 UTC" in output
    assert "before      no data; the alarm is in OK" in " ".join(output.split(" "))
    assert "ServiceDown is in ALARM: as you say" in output
    assert "the suppressor was in ALARM" in output


def test_nothing_is_loaded_that_simulating_does_not_need() -> None:
    """A simulation starts no Node.js and knows neither boto3 nor CDK."""
    program = (
        "import sys; sys.argv = ['x', 'simulate', 'HighLatency', '--given', '1x9'];"
        "from eventflow_monitoring.cli.main import main; main();"
        "print({'boto3', 'botocore', 'aws_cdk', 'moto'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert done.stderr == "set()\n"


def test_options_have_the_metavars_of_their_types() -> None:
    """The help names what an option takes, in a word."""
    context = click.Context(commands.commands["simulate"])
    text = commands.commands["simulate"].get_help(context)
    for option in ("--given METRIC=SERIES", "--csv FILE", "--interval DURATION", "--start TIME"):
        assert option in text
