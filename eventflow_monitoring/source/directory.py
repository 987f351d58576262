"""A directory of spec files to trees."""

from pathlib import Path

from eventflow_monitoring.position import Origin, Span
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.source.tree import Source, Tree
from eventflow_monitoring.source.yaml_reader import read_yaml

_SUFFIXES = (".yaml", ".yml")
_TEST_SUFFIXES = (".test.yaml", ".test.yml")


class SpecsNotFoundError(Exception):
    """There is no such directory, or no spec file in it: nothing to work on."""


def find_spec_files(directory: Path) -> list[Path]:
    """Return the spec files below a directory, sorted; `*.test.yaml` holds tests and is none.

    Raises SpecsNotFoundError where there is no such directory or it holds no spec file.
    """
    if not directory.is_dir():
        raise SpecsNotFoundError(f"no specs directory at {directory}")
    files = sorted(
        path
        for path in directory.rglob("*")
        if path.name.endswith(_SUFFIXES)
        and not path.name.endswith(_TEST_SUFFIXES)
        and not path.name.startswith(".")
        and path.is_file()
    )
    if not files:
        raise SpecsNotFoundError(f"no .yaml file in {directory}")
    return files


def read_directory(directory: Path) -> tuple[list[Tree], list[Problem]]:
    """Read every spec file below a directory; one that cannot be read leaves a problem."""
    trees: list[Tree] = []
    problems: list[Problem] = []
    for path in find_spec_files(directory):
        tree, found = _read_file(path)
        trees.append(tree)
        problems += found
    return trees, problems


def _read_file(path: Path) -> tuple[Tree, list[Problem]]:
    shown = path.as_posix()
    try:
        # The byte order mark is no part of the text; newline="" keeps offsets true.
        with path.open(encoding="utf-8-sig", newline="") as file:
            text = file.read()
    except UnicodeDecodeError as error:
        return Tree(Source(shown, "")), [
            Problem(
                "not-utf-8",
                f"byte {error.start} is not UTF-8",
                Origin(shown, span=Span(0, 0)),
                help="save the file as UTF-8",
            )
        ]
    except OSError as error:
        return Tree(Source(shown, "")), [
            Problem("unreadable-file", f"cannot be read: {error.strerror}", Origin(shown))
        ]
    return read_yaml(Source(shown, text))
