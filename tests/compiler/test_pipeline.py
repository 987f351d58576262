"""From trees to models: which environments, in what order, and what is reported once."""

from pathlib import Path

import pytest

from eventflow_monitoring.compiler.gather_sections import gather_sections
from eventflow_monitoring.compiler.pipeline import PASSES, compile_trees
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.source.directory import read_directory
from tests.compiler.compiling import ENVIRONMENTS, compile_texts

SPECS = Path(__file__).parents[2] / "alarm_specs"
_TWO = """\
Environments:
  staging: {Account: 222222222222, Region: us-east-1, LogRetention: 14 days}
  production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days}
"""
_BROKEN = """\
Environments:
  staging: {Account: 222222222222, Region: Ohio, LogRetention: 14 days}
  production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days}
"""


def test_passes_are_their_files() -> None:
    """Each pass stands in the file of its name and says which pass it is."""
    for number, run in enumerate((gather_sections, *PASSES), start=1):
        module = __import__(run.__module__, fromlist=["_"])
        assert run.__module__ == f"eventflow_monitoring.compiler.{run.__name__}"
        assert str(module.__doc__).startswith(f"Pass {number}: ")


def test_eventflows_specs_have_no_problems() -> None:
    """The specs that come with the project compile for their three environments."""
    trees, found = read_directory(SPECS)
    compilation = compile_trees(
        trees, lambda path: Path(path).read_text(encoding="utf-8"), None, found
    )
    assert compilation.problems == ()
    names = [one.environment.name for one in compilation.monitorings]
    assert names == ["production", "staging", "development"]
    assert [len(one.alarms) for one in compilation.monitorings] == [17, 17, 17]


def test_environments_keep_their_order() -> None:
    """Models come in the order in which the environments are written."""
    compiled = compile_texts({"a.yaml": _TWO})
    assert [one.environment.name for one in compiled.monitorings] == ["staging", "production"]


def test_one_environment_can_be_asked_for() -> None:
    """Only the environment asked for is compiled, and only its mistakes are found."""
    specs = _TWO + "LogGroups:\n  /a: {Environments: {staging: {Retention: 2 days}}}\n"
    compiled = compile_texts({"a.yaml": specs}, environment="production")
    assert [one.environment.name for one in compiled.monitorings] == ["production"]
    assert compiled.messages == []
    assert compile_texts({"a.yaml": specs}).messages == [
        "bad-retention: CloudWatch Logs cannot keep logs for `2 days`"
    ]


def test_environment_asked_for_must_exist() -> None:
    """An environment that nobody declares is a problem without a place."""
    compiled = compile_texts({"a.yaml": _TWO}, environment="prodution")
    assert compiled.monitorings == ()
    assert compiled.shown == (
        "error[unknown-environment]: no environment is called `prodution`\n"
        "   = help: did you mean `production`?"
    )


def test_environment_asked_for_may_stand_in_a_file_that_cannot_be_read() -> None:
    """While a file is broken, the environment is not called unknown."""
    compiled = compile_texts({"a.yaml": "Environments: {"}, environment="production")
    assert [problem.rule for problem in compiled.problems] == ["yaml-syntax"]


def test_broken_environment_does_not_hide_the_others() -> None:
    """An environment with a mistake has no model, the others do."""
    compiled = compile_texts({"a.yaml": _BROKEN})
    assert [one.environment.name for one in compiled.monitorings] == ["production"]
    assert compiled.messages == ["bad-region: `Ohio` is no AWS region"]


@pytest.mark.parametrize(
    "environments",
    ["", "Environments: {", _BROKEN.replace("us-east-1", "Virginia"), "Environments: []\n"],
)
def test_mistakes_elsewhere_are_found_without_an_environment(environments: str) -> None:
    """When no environment can be compiled for, the rest is checked as for one that has everything."""
    specs = {
        "environments.yaml": environments,
        "specs.yaml": "LogGroups:\n  /a: {Retention: 2 days}\n  /b: {Existing: '${Domain}${Oh}'}\n"
        "HealthChecks:\n  api: {Path: /}\n",
    }
    shown = compile_texts(specs).shown
    assert "CloudWatch Logs cannot keep logs for `2 days`" in shown
    assert "no variable is called `${Oh}`" in shown
    assert "no `Domain`" not in shown


def test_problem_of_several_environments_is_reported_once() -> None:
    """What is wrong in every environment is one problem; what differs is one each."""
    specs = _TWO + "HealthChecks:\n  api: {Path: health}\n"
    assert compile_texts({"a.yaml": specs}).messages == [
        "bad-health-check: the environment `staging` has no `Domain`",
        "bad-health-check: the path `health` does not begin with `/`",
        "bad-health-check: the environment `production` has no `Domain`",
    ]


def test_problems_are_sorted_by_file() -> None:
    """Problems come file by file, whatever pass found them."""
    specs = {
        "z.yaml": "Metric: {}\n",
        "a.yaml": "LogGroups: {/a: {Retention: 2 days}}\n",
        "m.yaml": _TWO.replace("14", "15"),
    }
    compiled = compile_texts(specs)
    files = [problem.origin.file for problem in compiled.problems if problem.origin is not None]
    assert files == ["a.yaml", "m.yaml", "z.yaml"]


def test_names_are_not_unknown_while_a_file_is_broken() -> None:
    """A name that nothing has may stand in the file that could not be read."""
    alarm = (
        "Alarms:\n  A:\n    Tier: low\n    Metric: M\n    Threshold: 5\n"
        "    ComparisonOperator: LessThanThreshold\n    Actions: [{SNS Topic: T}]\n"
    )
    whole = {
        "environments.yaml": ENVIRONMENTS,
        "alarms.yaml": alarm,
        "metrics.yaml": "Metrics: {}\n",
    }
    assert compile_texts(whole).messages == [
        "unknown-metric: no metric is called `M`",
        "unknown-topic: no topic is called `T`",
    ]
    broken = {**whole, "metrics.yaml": "Metrics: {\n"}
    assert compile_texts(broken).messages == ["yaml-syntax: this `{` is not closed"]


def test_name_of_a_broken_entry_is_not_unknown() -> None:
    """A mistake in a metric is not reported again by every alarm on it."""
    specs = (
        "Metrics:\n  M: {Namespace: EventFlow, Unit: Percnt, Statistic: Sum}\n"
        "  C: {Expression: M / 2, Unit: Percent}\n"
        "Dashboards:\n  D:\n    Rows: [[{Title: M, Metrics: [M, C]}]]\n"
    )
    assert compile_texts({"a.yaml": ENVIRONMENTS, "b.yaml": specs}).messages == [
        "bad-unit: `Percnt` is no unit"
    ]


def test_problems_of_reading_come_along() -> None:
    """What was found while reading stands among the problems of compiling."""
    found = Problem("unreadable-file", "cannot be read", Origin("b.yaml"))
    compilation = compile_trees((), lambda path: None, None, [found])
    assert compilation.problems == (found,)


def test_nothing_at_all_is_a_problem() -> None:
    """Without any file there is still an environment to ask for."""
    assert compile_texts({}).messages == ["no-environment: no environment is declared"]
