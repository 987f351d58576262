"""Specs that are too large for what AWS takes."""

from pathlib import Path

import pytest

from eventflow_monitoring.cli.load import load
from eventflow_monitoring.report.problems import render_problems

_ENVIRONMENT = """\
Environments:
  production:
    Account: 111111111111
    Region: us-east-1
    LogRetention: 30 days
"""


def shown(directory: Path, text: str) -> str:
    """Return what is wrong with the specs of a directory."""
    (directory / "environments.yaml").write_text(_ENVIRONMENT, encoding="utf-8")
    (directory / "specs.yaml").write_text(text, encoding="utf-8")
    loaded = load(directory)
    return render_problems(loaded.problems, loaded.trees).replace(f"{directory.as_posix()}/", "")


def alarms(count: int) -> str:
    """Return a catalogue of one metric and alarms on it."""
    return (
        "Metrics:\n  M: {Namespace: EventFlow, Unit: Count, Statistic: Sum}\nTier: low\nAlarms:\n"
        + "".join(
            f"  A{number}: {{Metric: M, ComparisonOperator: LessThanThreshold, "
            f"Threshold: {number + 1}, ActionsEnabled: no}}\n"
            for number in range(count)
        )
    )


def test_stack_holds_500_alarms(tmp_path: Path) -> None:
    """The greatest number of resources that CloudFormation takes in a stack is fine."""
    assert shown(tmp_path, alarms(500)) == ""


def test_more_than_500_alarms_need_another_stack(tmp_path: Path) -> None:
    """One alarm more is refused, with the setting that spreads them over stacks."""
    assert shown(tmp_path, alarms(501)) == (
        "error[too-many-resources]: the stack `alarms` of production would have 501 resources; "
        "CloudFormation takes 500\n"
        "  --> environments.yaml:2:3\n"
        "   |\n"
        " 2 |   production:\n"
        "   |   ^^^^^^^^^^\n"
        "   = help: spread the alarms over more stacks: `AlarmStacks: 2`"
    )


def test_setting_that_the_error_names_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With as many stacks as the help says, nothing is wrong any more."""
    assert "`AlarmStacks: 4`" in shown(tmp_path, alarms(1_500))
    monkeypatch.setattr(f"{__name__}._ENVIRONMENT", f"{_ENVIRONMENT}    AlarmStacks: 4\n")
    assert shown(tmp_path, alarms(1_500)) == ""


def test_too_many_log_groups_are_refused(tmp_path: Path) -> None:
    """What no setting can spread is refused without one."""
    groups = "LogGroups:\n" + "".join(f"  /group/{number}:\n" for number in range(501))
    first_line, *_, last_line = shown(tmp_path, groups).splitlines()
    assert first_line.startswith("error[too-many-resources]: the stack `logs` of production")
    assert last_line == "   |   ^^^^^^^^^^"


def test_stack_whose_name_is_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the environment, whose name is a part of it."""
    long = _ENVIRONMENT.replace("production", "p" * 112)
    monkeypatch.setattr(f"{__name__}._ENVIRONMENT", long)
    assert shown(tmp_path, "LogGroups: {/a: }\n") == ""  # eventflow-…-logs has 127 characters
    assert shown(tmp_path, alarms(1)).startswith(
        "error[long-stack-name]: the stack `alarms` would have a name of 129 characters; "
        "CloudFormation takes 128\n  --> environments.yaml:2:3\n"
    )
