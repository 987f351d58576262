"""What `validate` finds in an example of the reference."""

from datetime import date
from functools import cache
from importlib.resources import files

from eventflow_monitoring.compiler.pipeline import compile_trees
from eventflow_monitoring.outputs.cloudformation.plan import plan
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.source.tree import Source, Tree
from eventflow_monitoring.source.yaml_reader import read_yaml

FILE = "example.yaml"
_TODAY = date(2026, 11, 1)
"""The day of the examples, whose allowances end after it."""


@cache
def base_text() -> str:
    """Return the file that the examples stand on."""
    return files(__package__).joinpath("example_base.yaml").read_text(encoding="utf-8")


def problems_of(text: str) -> tuple[tuple[Problem, ...], dict[str, Tree]]:
    """Return what is wrong with an example, and the trees that the places are looked up in."""
    trees: list[Tree] = []
    found: list[Problem] = []
    for path, content in (("base.yaml", base_text()), (FILE, text)):
        tree, problems = read_yaml(Source(path, content))
        found += problems
        trees.append(tree)
    compilation = compile_trees(trees, lambda _: None, found=found, today=_TODAY)
    planned = [problem for one in compilation.monitorings for problem in plan(one)[1]]
    return (*compilation.problems, *planned), {tree.source.path: tree for tree in trees}
