"""What the tests of this folder ask of a text: its data, and its problems as they are shown."""

from eventflow_monitoring.problem import Problem
from eventflow_monitoring.report.problems import render_problems
from eventflow_monitoring.source.tree import Source, Tree
from eventflow_monitoring.source.yaml_reader import read_yaml


def data_of(text: str) -> object:
    """Return what a text without problems holds."""
    tree, problems = read_yaml(Source("a.yaml", text))
    assert not problems, shown(tree, problems)
    return tree.data


def problems_of(text: str) -> str:
    """Return the problems of a text as they are shown."""
    return shown(*read_yaml(Source("a.yaml", text)))


def shown(tree: Tree, problems: list[Problem]) -> str:
    """Return problems as they are shown."""
    return render_problems(problems, {tree.source.path: tree})
