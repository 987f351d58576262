"""Spec files from memory to models and problems."""

from collections.abc import Mapping
from dataclasses import dataclass

from eventflow_monitoring.compiler.pipeline import compile_trees
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Problem, has_errors
from eventflow_monitoring.report.problems import render_problems
from eventflow_monitoring.source.tree import Source, Tree
from eventflow_monitoring.source.yaml_reader import read_yaml

ENVIRONMENTS = """\
Environments:
  production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days}
"""

NOTIFICATIONS = """\
Channels: {team: {Kind: Slack, Workspace: T0, Channel: C0}}
Topics: {alerts: {Tier: high, Channels: [team]}}
"""
"""Somebody to tell."""


@dataclass(frozen=True)
class Compiled:
    """The trees of some texts, the models they make, and all that is wrong with them."""

    trees: Mapping[str, Tree]
    monitorings: tuple[Monitoring, ...]
    problems: tuple[Problem, ...]

    @property
    def shown(self) -> str:
        """The problems as people see them."""
        return render_problems(self.problems, self.trees)

    @property
    def messages(self) -> list[str]:
        """The problems' rules and messages, in the order of the passes."""
        return [f"{problem.rule}: {problem.message}" for problem in self.problems]


def compile_texts(
    texts: Mapping[str, str], environment: str | None = None, examples: Mapping[str, str] = {}
) -> Compiled:
    """Read and compile texts by file name; `examples` are the other files there are."""
    trees: dict[str, Tree] = {}
    problems: list[Problem] = []
    for name, text in texts.items():
        trees[name], found = read_yaml(Source(name, text))
        problems += found
    compilation = compile_trees(list(trees.values()), examples.get, environment, problems)
    return Compiled(trees, compilation.monitorings, compilation.problems)


def monitoring_of(text: str) -> Monitoring:
    """Return the model of specs without errors, in the one environment that is production.

    Alarms may tell the topic `alerts`, topics the channel `team`.
    """
    texts = {"environments.yaml": ENVIRONMENTS, "specs.yaml": text}
    if "[alerts]" in text or "[team]" in text:
        texts["topics.yaml"] = NOTIFICATIONS
    compiled = compile_texts(texts)
    assert not has_errors(list(compiled.problems)), compiled.shown
    (monitoring,) = compiled.monitorings
    return monitoring


def problems_of(text: str) -> str:
    """Return the problems of specs as people see them, with production as environment."""
    return compile_texts({"environments.yaml": ENVIRONMENTS, "specs.yaml": text}).shown
