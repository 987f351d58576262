"""Loading specs, with the files that they name."""

import os
from pathlib import Path

import pytest

from eventflow_monitoring.cli.load import load
from eventflow_monitoring.source.file import FileTooLargeError, read_regular_file

_SPECS = """\
Environments:
  production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days}
HealthChecks:
  api: {Path: /, Domain: eventflow.example, SearchString: UP, ExampleResponse: %s}
"""


def messages(directory: Path, example: str) -> list[str]:
    """Return what is wrong when a health check names an example."""
    (directory / "specs.yaml").write_text(_SPECS % example, encoding="utf-8")
    return [f"{one.rule}: {one.message}" for one in load(directory).problems]


def test_example_is_taken_from_beside_the_spec(tmp_path: Path) -> None:
    """A file that can be read is searched."""
    (tmp_path / "right.json").write_text("UP", encoding="utf-8")
    assert messages(tmp_path, "right.json") == []


def test_example_that_is_not_utf_8_is_not_called_missing(tmp_path: Path) -> None:
    """What was saved in another encoding is there, and the problem says what is wrong with it."""
    (tmp_path / "latin.json").write_bytes("UP, schön".encode("latin-1"))
    assert messages(tmp_path, "latin.json") == [
        "unreadable-file: `latin.json` is not UTF-8: it holds the byte 0xF6"
    ]


def test_example_that_cannot_be_opened_has_the_reason_of_the_system(tmp_path: Path) -> None:
    """Whatever the system says, people are told."""
    (tmp_path / "a.json").symlink_to("b.json")
    (tmp_path / "b.json").symlink_to("a.json")
    assert messages(tmp_path, "a.json") == [
        "unreadable-file: `a.json` cannot be read: Too many levels of symbolic links"
    ]


def test_example_that_is_no_file_is_not_read(tmp_path: Path) -> None:
    """Reading a device or a pipe would not end; a large file nobody wrote as an example."""
    (tmp_path / "device").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "directory").mkdir()
    (tmp_path / "large").write_bytes(b"UP" + bytes(999_999))
    (tmp_path / "largest").write_bytes(b"UP" + bytes(999_998))
    assert [messages(tmp_path, name) for name in ("device", "pipe", "directory", "large")] == [
        ["unreadable-file: `device` is no regular file"],
        ["unreadable-file: `pipe` is no regular file"],
        ["unreadable-file: `directory` is a directory"],
        ["unreadable-file: `large` has 1,000,001 bytes, more than 1,000,000"],
    ]
    assert messages(tmp_path, "largest") == []


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_length_that_the_system_does_not_tell_is_counted() -> None:
    """Files below `/proc` are said to be empty."""
    path = Path("/proc/self/environ")
    assert len(read_regular_file(path, 1_000_000)) > path.stat().st_size
    with pytest.raises(FileTooLargeError, match=r"^has more than 3 bytes$"):
        read_regular_file(path, 3)


def test_example_below_a_file_is_missing(tmp_path: Path) -> None:
    """A path that leads through a file, or that no file can have, leads nowhere."""
    assert messages(tmp_path, "specs.yaml/a.json") == [
        "missing-file: there is no file `specs.yaml/a.json`"
    ]
    assert messages(tmp_path, '"a\\0.json"') == ["missing-file: there is no file `a\0.json`"]
