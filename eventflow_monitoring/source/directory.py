"""A directory of spec files to trees."""

from codecs import BOM_UTF8
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.position import Origin, Span
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.source.allowed_text import MAX_CHARACTERS, SPLIT_IT
from eventflow_monitoring.source.file import (
    FileRefusedError,
    FileTooLargeError,
    read_regular_file,
)
from eventflow_monitoring.source.tree import Source, Tree
from eventflow_monitoring.source.yaml_reader import read_yaml

_SUFFIXES = (".yaml", ".yml")
_TEST_SUFFIXES = (".test.yaml", ".test.yml")
_LONGEST_SHOWN = 200
MAX_BYTES = MAX_CHARACTERS
"""Length of one file, told before it is read."""


class SpecsNotFoundError(CouldNotRunError):
    """There is no such directory, or no spec file in it: nothing to work on.

    `meant` is the directory that is likely to be meant. The help is that of a command's `--specs`;
    `named_by` returns that of another way to name a directory.
    """

    def __init__(self, message: str, meant: Path | None = None) -> None:
        self.meant = meant
        super().__init__(message, self._help("--specs"))

    def named_by(self, option: str | None) -> "SpecsNotFoundError":
        """Return the same of a directory that an option names; of None, that a program names."""
        other = SpecsNotFoundError(str(self), self.meant)
        other.help = self._help(option)
        return other

    def _help(self, option: str | None) -> str:
        if option is None:
            another = "name another directory" if self.meant is None else f"name `{self.meant}`"
            return f"{another} when loading the monitoring"
        if self.meant is None:
            return f"name another directory with `{option} DIR`"
        return f"`{option} {self.meant}`"


def find_spec_files(directory: Path) -> list[Path]:
    """Return the spec files below a directory, sorted.

    `*.test.yaml` holds tests and is none, nor is what a name with a dot before it hides. A link
    that leads nowhere is one, for somebody meant it to be.
    Raises SpecsNotFoundError where there is no such directory or it holds no spec file.
    """
    try:
        kind = directory.stat().st_mode
    except (OSError, ValueError) as error:  # a ValueError is a name that nothing can have
        raise SpecsNotFoundError(_not_there(directory, error)) from None
    if S_ISREG(kind):
        message = f"{directory} is a file; the directory of all spec files is meant"
        raise SpecsNotFoundError(message, directory.parent)
    if not S_ISDIR(kind):
        raise SpecsNotFoundError(f"no specs directory at {directory}")
    files = [path for path in _yaml_files(directory) if not path.name.endswith(_TEST_SUFFIXES)]
    if not files:
        raise SpecsNotFoundError(f"no .yaml file in {directory}")
    return files


def find_test_files(directory: Path) -> list[Path]:
    """Return the files of tests below a directory that exists, sorted; there may be none."""
    return [path for path in _yaml_files(directory) if path.name.endswith(_TEST_SUFFIXES)]


def _yaml_files(directory: Path) -> list[Path]:
    return sorted(
        path
        for path in directory.rglob("*")
        if path.name.endswith(_SUFFIXES)
        and not any(part.startswith(".") for part in path.relative_to(directory).parts)
        and not path.is_dir()
    )


def _not_there(directory: Path, error: OSError | ValueError) -> str:
    name = str(directory)
    shown = name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}…"
    message = f"no specs directory at {shown}"
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return message
    return f"{message}: {error.strerror}"


def read_directory(directory: Path) -> tuple[list[Tree], list[Problem]]:
    """Read every spec file below a directory; one that cannot be read leaves a problem."""
    return read_files(find_spec_files(directory))


def read_files(paths: Iterable[Path]) -> tuple[list[Tree], list[Problem]]:
    """Read some files; one that cannot be read leaves a problem."""
    trees: list[Tree] = []
    problems: list[Problem] = []
    for path in paths:
        tree, found = _read_file(path)
        trees.append(tree)
        problems += found
    return trees, problems


def _read_file(path: Path) -> tuple[Tree, list[Problem]]:
    # A name that is no UTF-8 can be opened, but not printed.
    shown = path.as_posix().encode(errors="replace").decode()
    try:
        # The byte order mark is no part of the text.
        data = read_regular_file(path, MAX_BYTES).removeprefix(BOM_UTF8)
    except FileTooLargeError as error:
        return Tree(Source(shown, "")), [
            Problem("file-too-large", f"the file {error}", Origin(shown), SPLIT_IT)
        ]
    except FileRefusedError as error:
        return Tree(Source(shown, "")), [Problem("unreadable-file", str(error), Origin(shown))]
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
        if path.is_symlink() and isinstance(error, FileNotFoundError):
            reason = "is a link that leads nowhere"
        return Tree(Source(shown, "")), [Problem("unreadable-file", reason, Origin(shown))]
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        text = data.decode(errors="replace")
        start = len(data[: error.start].decode())
        return Tree(Source(shown, text)), [
            Problem(
                "not-utf-8",
                f"the byte 0x{data[error.start]:02X} is not UTF-8",
                Origin(shown, span=Span(start, start + 1)),
                help="save the file as UTF-8",
            )
        ]
    return read_yaml(Source(shown, text))
