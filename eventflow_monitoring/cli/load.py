"""Specs to plans, with everything that is wrong with them: what every command begins with."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from eventflow_monitoring.compiler.pipeline import compile_trees
from eventflow_monitoring.outputs.cloudformation.plan import Plan, plan
from eventflow_monitoring.problem import Problem, has_errors
from eventflow_monitoring.report.problems import render_problems
from eventflow_monitoring.source.directory import read_directory
from eventflow_monitoring.source.tree import Tree


@dataclass(frozen=True)
class Loaded:
    """The plans of the environments asked for, the problems, and the trees these point into."""

    plans: tuple[Plan, ...]
    problems: tuple[Problem, ...]
    trees: Mapping[str, Tree]

    @property
    def failed(self) -> bool:
        """Whether there is an error, so that the plans are not to be used."""
        return has_errors(list(self.problems))


def load(specs: Path, environment: str | None = None) -> Loaded:
    """Compile the specs of a directory for one environment, or for all they declare.

    Raises SpecsNotFoundError where there is nothing to load.
    """
    trees, found = read_directory(specs)
    compilation = compile_trees(trees, _read_file, environment, found)
    problems = list(compilation.problems)
    plans: list[Plan] = []
    for monitoring in compilation.monitorings:
        planned, more = plan(monitoring)
        plans.append(planned)
        problems += more
    by_path = {tree.source.path: tree for tree in trees}
    return Loaded(tuple(plans), tuple(dict.fromkeys(problems)), by_path)


def _read_file(path: str) -> str | None:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError, ValueError):
        return None


def load_or_explain(specs: Path, environment: str | None = None) -> Loaded:
    """Load, and print the problems to standard error where there are any."""
    loaded = load(specs, environment)
    if loaded.problems:
        click.echo(render_problems(loaded.problems, loaded.trees), err=True)
    return loaded
