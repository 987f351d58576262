"""A directory of spec files: which are read, and what can go wrong with a file."""

import os
from pathlib import Path
from typing import IO

import pytest

from eventflow_monitoring.problem import Problem
from eventflow_monitoring.report.problems import render_problems
from eventflow_monitoring.source.directory import (
    SpecsNotFoundError,
    find_spec_files,
    read_directory,
)
from eventflow_monitoring.source.tree import Tree


def shown(trees: list[Tree], problems: list[Problem]) -> str:
    """Return problems as they are shown."""
    return render_problems(problems, {tree.source.path: tree for tree in trees})


def test_spec_files_are_found_in_order(tmp_path: Path) -> None:
    """Every YAML file below the directory is a spec, but for tests, hidden files and directories."""
    names = [
        "b.yaml",
        "a.yml",
        "c/d/e.yaml",
        "f.test.yaml",
        "g.test.yml",
        ".h.yaml",
        ".i/j.yaml",
        "k.json",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "directory.yaml").mkdir()
    found = [path.relative_to(tmp_path).as_posix() for path in find_spec_files(tmp_path)]
    assert found == ["a.yml", "b.yaml", "c/d/e.yaml"]


def test_directory_may_itself_be_hidden(tmp_path: Path) -> None:
    """Only what is hidden inside the directory is left out."""
    (tmp_path / ".specs").mkdir()
    (tmp_path / ".specs" / "a.yaml").touch()
    assert find_spec_files(tmp_path / ".specs") == [tmp_path / ".specs" / "a.yaml"]


def test_directory_without_spec_files_is_refused(tmp_path: Path) -> None:
    """Nothing to work on is told apart from nothing wrong."""
    with pytest.raises(SpecsNotFoundError, match=r"^no \.yaml file in "):
        read_directory(tmp_path)
    with pytest.raises(SpecsNotFoundError, match=r"^no specs directory at .*elsewhere$"):
        read_directory(tmp_path / "elsewhere")


def test_help_is_that_of_what_names_the_directory(tmp_path: Path) -> None:
    """A command's `--specs`, another option, or a program that has no options."""
    (tmp_path / "a.yaml").touch()
    for path, specs, against, program in (
        (
            tmp_path / "elsewhere",
            "name another directory with `--specs DIR`",
            "name another directory with `--against DIR`",
            "name another directory when loading the monitoring",
        ),
        (
            tmp_path / "a.yaml",
            f"`--specs {tmp_path}`",
            f"`--against {tmp_path}`",
            f"name `{tmp_path}` when loading the monitoring",
        ),
    ):
        with pytest.raises(SpecsNotFoundError) as caught:
            read_directory(path)
        error = caught.value
        assert error.help == specs
        assert error.named_by("--against").help == against
        assert error.named_by(None).help == program
        assert str(error.named_by(None)) == str(error)


def test_name_that_no_directory_can_have_is_refused() -> None:
    """It is shown as far as one reads it."""
    with pytest.raises(
        SpecsNotFoundError, match=r"^no specs directory at x{200}…: File name too long$"
    ):
        read_directory(Path("x" * 5_000))
    with pytest.raises(SpecsNotFoundError, match=r"^no specs directory at a\0b$"):
        read_directory(Path("a\0b"))


def test_what_is_no_file_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody thinks that it is a spec; a directory may have any name."""
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").symlink_to("nowhere.yaml")
    Path("b.yaml").symlink_to("b.yaml")
    os.mkfifo("c.yaml")
    Path("d.yaml").symlink_to("/dev/zero")
    Path("e.yaml").mkdir()
    Path("f.yaml").symlink_to("e.yaml")
    Path(".g.yaml").symlink_to("nowhere.yaml")
    trees, problems = read_directory(Path())
    assert {tree.source.path: tree.data for tree in trees} == dict.fromkeys(
        ["a.yaml", "b.yaml", "c.yaml", "d.yaml"]
    )
    assert [(one.rule, one.message) for one in problems] == [
        ("unreadable-file", "is a link that leads nowhere"),
        ("unreadable-file", "cannot be read: Too many levels of symbolic links"),
        ("unreadable-file", "is no regular file"),
        ("unreadable-file", "is no regular file"),
    ]


def test_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sparse file of any length costs nothing."""
    monkeypatch.chdir(tmp_path)
    with Path("a.yaml").open("wb") as file:
        file.truncate(10**13)
    assert shown(*read_directory(Path())) == (
        "error[file-too-large]: the file has 10,000,000,000,000 bytes, more than 20,000,000\n"
        "  --> a.yaml:1:1\n"
        "   = help: split it: sections may stand in any file of the directory"
    )


def test_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    """A file that Windows wrote has its values where an editor shows them."""
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: b\r\nc: d\r\n")
    (tree,), problems = read_directory(tmp_path)
    assert problems == []
    assert tree.data == {"a": "b", "c": "d"}
    assert tree.source.line_and_column(tree.values["a",].start) == (1, 4)
    assert tree.source.line_and_column(tree.values["c",].start) == (2, 4)


def test_byte_that_is_not_utf_8_is_shown_in_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in another encoding is refused at the first byte that tells."""
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_bytes("a: é\nb: caf".encode() + b"\xe9 au lait\n")
    trees, problems = read_directory(Path())
    assert shown(trees, problems) == (
        "error[not-utf-8]: the byte 0xE9 is not UTF-8\n"
        "  --> a.yaml:2:7\n"
        "   |\n"
        " 2 | b: caf� au lait\n"
        "   |       ^\n"
        "   = help: save the file as UTF-8"
    )


def test_file_in_utf_16_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What some editors call Unicode is not read as something else."""
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_bytes("a: b\n".encode("utf-16"))
    _, problems = read_directory(Path())
    assert [problem.message for problem in problems] == ["the byte 0xFF is not UTF-8"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_file_that_may_not_be_read_is_reported(tmp_path: Path) -> None:
    """A file without permission leaves a problem, and the others are read."""
    (tmp_path / "a.yaml").write_text("a: b\n", encoding="utf-8")
    (tmp_path / "b.yaml").touch(mode=0)
    trees, problems = read_directory(tmp_path)
    assert [tree.data for tree in trees] == [{"a": "b"}, None]
    assert [problem.message for problem in problems] == ["cannot be read: Permission denied"]


def test_file_that_vanishes_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that goes between listing and reading leaves a problem without a line."""
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").touch()

    def vanish(path: Path, _mode: str) -> IO[bytes]:
        raise FileNotFoundError(2, "No such file or directory", str(path))

    monkeypatch.setattr(Path, "open", vanish)
    assert shown(*read_directory(Path())) == (
        "error[unreadable-file]: cannot be read: No such file or directory\n  --> a.yaml:1:1"
    )


def test_file_name_that_is_no_text_can_be_shown(tmp_path: Path) -> None:
    """A file name that is not UTF-8 is shown with a question mark."""
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.yaml")).write_text("a: [\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 only")
    trees, problems = read_directory(tmp_path)
    assert "/caf?.yaml:1:4" in shown(trees, problems)
    shown(trees, problems).encode()
