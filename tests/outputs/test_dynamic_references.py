"""Texts of the specs in the place of which CloudFormation would put a value."""

import pytest

from eventflow_monitoring.outputs.cloudformation.dynamic_references import dynamic_references
from eventflow_monitoring.outputs.cloudformation.plan import plan
from eventflow_monitoring.problem import Problem
from tests.compiler.compiling import compile_texts
from tests.eventflow import eventflow_plan

_ENVIRONMENT = """\
Environments: {production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days}}
"""
_SECRET = "{{resolve:secretsmanager:database:SecretString:password}}"


def found_in(specs: str) -> list[Problem]:
    """Return what is wrong with the plan of specs."""
    compiled = compile_texts({"base.yaml": _ENVIRONMENT, "specs.yaml": specs + "\n"})
    assert not compiled.messages, compiled.shown
    return plan(compiled.monitorings[0])[1]


@pytest.mark.parametrize(
    "specs",
    [
        "HealthChecks: {x: {Probe: canary, Domain: a.example, Path: /, Expect: {status: '%s'}}}",
        "HealthChecks: {x: {Probe: canary, Domain: a.example, Path: '/%s'}}",
        "SamplingRules: {x: {Priority: 1, Path: '/%s'}}",
        "TraceGroups: {x: {Filter: 'http.url = \"%s\"'}}",
        "TraceGroups: {x: {Filter: ok, Tags: {'%s': y}}}",
        "Dashboards: {x: {Rows: [[{Kind: Text, Markdown: '%s'}]]}}",
    ],
)
def test_what_cloudformation_would_replace_is_an_error(specs: str) -> None:
    """Wherever it stands; it is shown without what is around it."""
    (problem,) = found_in(specs % _SECRET)
    assert problem.rule == "dynamic-reference"
    assert problem.message == f"CloudFormation would put a value in the place of `{_SECRET}`"
    assert problem.origin is not None


def test_what_only_looks_like_it_is_none() -> None:
    """Braces without `resolve:`, and the references that are made here."""
    assert not found_in("TraceGroups: {x: {Filter: 'http.url = \"{{ resolve }}\"'}}")
    assert not [one for stack in eventflow_plan().stacks for one in dynamic_references(stack)]
