"""Specs to plans, with everything that is wrong with them: what every command begins with."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from eventflow_monitoring.compiler.draft import Entries
from eventflow_monitoring.compiler.pipeline import compile_trees
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.outputs.cloudformation.plan import Plan, plan
from eventflow_monitoring.problem import Problem, has_errors
from eventflow_monitoring.report.problems import render_problems
from eventflow_monitoring.source.directory import read_directory
from eventflow_monitoring.source.file import FileRefusedError, read_regular_file
from eventflow_monitoring.source.tree import Tree
from eventflow_monitoring.specs.context import UnreadableFile

_LARGEST_NAMED_FILE = 1_000_000
"""Bytes of a file that a spec names: an example of a response, or a schema."""


@dataclass(frozen=True)
class Loaded:
    """The plans of the environments asked for, the problems, and the trees these point into.

    `entries` are what each environment's plan was compiled from.
    """

    plans: tuple[Plan, ...]
    problems: tuple[Problem, ...]
    trees: Mapping[str, Tree]
    entries: Mapping[str, Entries]

    @property
    def failed(self) -> bool:
        """Whether there is an error, so that the plans are not to be used."""
        return has_errors(list(self.problems))


def load(specs: Path, environment: str | None = None) -> Loaded:
    """Compile the specs of a directory for one environment, or for all they declare.

    Raises CouldNotRunError where there is nothing to load, or no environment of that name.
    """
    with _garbage_collection_paused():
        return _load(specs, environment)


@contextmanager
def _garbage_collection_paused() -> Iterator[None]:
    """Leave cycles alone for a while: reading allocates a lot and makes no garbage.

    With 10,000 alarms the collector walks what was read again and again, for a quarter of the time
    (benchmarks/compilation.py).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # what was read stays: the collector need not walk it even once
            gc.enable()


def _load(specs: Path, environment: str | None) -> Loaded:
    trees, found = read_directory(specs)
    compilation = compile_trees(trees, read_named_file, environment, found)
    problems = list(compilation.problems)
    by_path = {tree.source.path: tree for tree in trees}
    unknown = next((one for one in problems if _is_about_the_command(one)), None)
    if unknown is not None:
        # The command is wrong, not the specs.
        problems.remove(unknown)
        output = render_problems(problems, by_path) if problems else None
        raise CouldNotRunError(unknown.message, unknown.help, output)
    plans: list[Plan] = []
    for monitoring in compilation.monitorings:
        planned, more = plan(monitoring)
        plans.append(planned)
        problems += more
    return Loaded(tuple(plans), tuple(dict.fromkeys(problems)), by_path, compilation.entries)


def _is_about_the_command(problem: Problem) -> bool:
    return problem.rule == "unknown-environment" and problem.origin is None


def read_named_file(path: str) -> str | UnreadableFile | None:
    """Return the text of a file that a spec or a test names, or why there is none (a FileReader)."""
    try:
        return read_regular_file(Path(path), _LARGEST_NAMED_FILE).decode()
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        return UnreadableFile(f"is not UTF-8: it holds the byte 0x{byte:02X}")
    # A ValueError is a path with a character that none can hold.
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    except FileRefusedError as error:
        return UnreadableFile(str(error))
    except OSError as error:
        return UnreadableFile(f"cannot be read: {error.strerror}")


def load_or_explain(specs: Path, environment: str | None = None) -> Loaded:
    """Load, and print the problems to standard error where there are any."""
    loaded = load(specs, environment)
    if loaded.problems:
        click.echo(render_problems(loaded.problems, loaded.trees), err=True)
    return loaded
