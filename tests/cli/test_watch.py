"""`validate --watch`, as a program of its own."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from eventflow_monitoring.cli.watch import changes

ROOT = Path(__file__).parents[2]
_GUARD = 60.0  # seconds after which a program that hangs is ended, and its test fails

# Shells start what runs in the background with SIGINT ignored, which programs inherit.
_PROGRAM = """\
import signal
import sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from eventflow_monitoring.cli.main import main
sys.exit(main())
"""
_RIGHT = """\
Environments:
  production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days}
"""
_WRONG = _RIGHT.replace("111111111111", "1111")


class Watched:
    """A program that watches specs: what it prints, line by line, and how it ends."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def read_until(self, end: str) -> str:
        """Return what is printed up to and with the line that holds a text."""
        assert self._process.stdout is not None
        read = ""
        for line in self._process.stdout:
            read += line
            if end in line:
                return read
        raise AssertionError(f"{end!r} is not in {read!r}")

    def interrupt(self) -> tuple[str, int]:
        """Send what Ctrl-C sends, and return what is still printed and the exit status."""
        self._process.send_signal(signal.SIGINT)
        return self.wait()

    def wait(self) -> tuple[str, int]:
        """Return what is still printed, and the exit status."""
        rest, _ = self._process.communicate(timeout=_GUARD)
        return rest, self._process.returncode


@contextmanager
def watching(directory: Path, *options: str, errors: int = subprocess.STDOUT) -> Iterator[Watched]:
    """Watch the specs of a directory, both outputs in one unless errors go elsewhere."""
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, "validate", "--watch", *options],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=errors,
        encoding="utf-8",
    )
    guard = Timer(_GUARD, process.kill)
    guard.start()
    try:
        yield Watched(process)
    finally:
        guard.cancel()
        process.kill()
        process.communicate()


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    """A directory of right specs."""
    directory = tmp_path / "alarm_specs"
    directory.mkdir()
    (directory / "environments.yaml").write_text(_RIGHT, encoding="utf-8")
    return directory


def test_every_change_is_checked_until_interrupted(specs: Path) -> None:
    """Each round shows the time and the result; the last one's status is the program's."""
    file = specs / "environments.yaml"
    with watching(specs.parent) as program:
        first = program.read_until("is valid for production")
        assert first[2] == first[5] == ":"
        file.write_text(_WRONG, encoding="utf-8")
        shown = program.read_until("1 error in alarm_specs")
        assert "`1111` is no AWS account" in shown
        assert "\x1b" not in shown
        rest, status = program.interrupt()
    assert (rest.strip(), status) == ("", 1)


def test_file_that_an_editor_replaces_is_seen(specs: Path) -> None:
    """An editor writes another file and gives it the name; the end is clean when all is right."""
    file = specs / "environments.yaml"
    file.write_text(_WRONG, encoding="utf-8")
    with watching(specs.parent, "--format", "json") as program:
        assert '"message"' in program.read_until("1 error in alarm_specs")
        written = specs.parent / "environments.yaml~"
        written.write_text(_RIGHT, encoding="utf-8")
        written.replace(file)
        assert "[]" in program.read_until("is valid for production")
        assert program.interrupt()[1] == 0


def test_json_is_a_document_in_a_line_each_time(specs: Path) -> None:
    """A program reads one after the other; what people read goes to standard error."""
    file = specs / "environments.yaml"
    with watching(specs.parent, "--format", "json", errors=subprocess.DEVNULL) as program:
        assert json.loads(program.read_until("]")) == []
        file.write_text(_WRONG, encoding="utf-8")
        (problem,) = json.loads(program.read_until("]"))
        assert problem["rule"] == "bad-account"
        rest, status = program.interrupt()
    assert (rest, status) == ("", 1)


def test_what_vanishes_or_is_half_written_does_not_end_it(specs: Path) -> None:
    """A directory that is away and back, and a file cut off in a character, are only shown."""
    with watching(specs.parent) as program:
        program.read_until("is valid for production")
        shutil.rmtree(specs)
        assert "error: no specs directory at" in program.read_until("alarm_specs")
        specs.mkdir()
        (specs / "environments.yaml").write_bytes(f"{_RIGHT}# ä".encode()[:-1])
        assert "is not UTF-8" in program.read_until("1 error in alarm_specs")
        (specs / "environments.yaml").write_text(_RIGHT, encoding="utf-8")
        program.read_until("is valid for production")
        assert program.interrupt()[1] == 0


def test_nothing_to_begin_with_ends_at_once(tmp_path: Path) -> None:
    """Where there is no such directory from the beginning, the name is wrong."""
    with watching(tmp_path) as program:
        shown, status = program.wait()
    assert status == 2
    assert shown == (
        "error: no specs directory at alarm_specs\n"
        "  = help: name another directory with `--specs DIR`\n"
    )


def test_changes_wait_until_files_are_left_alone(
    specs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several files that are written one after the other are one change; hidden ones are none."""
    looks: list[int] = []
    names = [".swap.yaml", "a.yaml", "b.yaml", "c.yaml"]

    def write_another(_seconds: float) -> None:
        looks.append(len(looks))
        if looks[-1] < len(names):
            (specs / names[looks[-1]]).write_text("", encoding="utf-8")

    monkeypatch.setattr("eventflow_monitoring.cli.watch.time.sleep", write_another)
    rounds = changes(specs)
    next(rounds)
    assert looks == []
    next(rounds)
    assert looks == [0, 1, 2, 3, 4]


def test_files_that_never_rest_count_all_the_same(
    specs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What something writes to all the time is checked every now and then."""
    file = specs / "log.txt"

    def write_more(_seconds: float) -> None:
        with file.open("a", encoding="utf-8") as opened:
            opened.write("more\n")

    monkeypatch.setattr("eventflow_monitoring.cli.watch.time.sleep", write_more)
    rounds = changes(specs)
    next(rounds)
    next(rounds)
    assert len(file.read_text(encoding="utf-8").splitlines()) == 9
