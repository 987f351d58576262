"""What holds of every rule, and what the examples in their docstrings show."""

import importlib
import pkgutil

import pytest

from eventflow_monitoring import rules
from eventflow_monitoring.problem import Severity
from eventflow_monitoring.reference.check_example import FILE, problems_of
from eventflow_monitoring.reference.page import Example, page
from eventflow_monitoring.rules.rule import Rule, RuleAcross

NAMES = sorted(
    module.name for module in pkgutil.iter_modules(rules.__path__) if module.name != "rule"
)


def examples(name: str, kind: str) -> list[Example]:
    """Return the examples of a rule that fail, or that pass."""
    module = importlib.import_module(f"eventflow_monitoring.rules.{name}")
    return [one for one in page(str(module.__doc__)).examples if one.kind == kind]


@pytest.mark.parametrize("name", NAMES)
def test_rule_is_its_file(name: str) -> None:
    """A rule's name is its file's, and its docstring is a page: a sentence, then the reason."""
    module = importlib.import_module(f"eventflow_monitoring.rules.{name}")
    assert isinstance(module.RULE, Rule | RuleAcross)
    assert module.RULE.name == module.NAME == name.replace("_", "-")
    written = page(str(module.__doc__))
    assert written.summary.endswith(".")
    assert written.body.endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_failing_examples_fail_by_the_rule_alone(name: str) -> None:
    """What a rule's page shows as wrong is found by this rule, in the example, and by no other."""
    module = importlib.import_module(f"eventflow_monitoring.rules.{name}")
    failing = examples(name, "Fails")
    assert failing
    for example in failing:
        problems, _ = problems_of(example.text)
        assert {problem.rule for problem in problems} == {module.NAME}, example.text
        assert {problem.severity for problem in problems} == {module.RULE.severity}
        assert all(problem.origin and problem.origin.file == FILE for problem in problems)


@pytest.mark.parametrize("name", NAMES)
def test_passing_examples_pass(name: str) -> None:
    """What a rule's page shows as right, just so, is found by no rule at all."""
    passing = examples(name, "Passes")
    assert passing
    for example in passing:
        problems, _ = problems_of(example.text)
        assert problems == (), example.text


@pytest.mark.parametrize("name", NAMES)
def test_warning_of_a_rule_can_be_allowed(name: str) -> None:
    """An allowance in the thing that a warning is about silences it."""
    module = importlib.import_module(f"eventflow_monitoring.rules.{name}")
    if module.RULE.severity is Severity.ERROR:
        return
    for example in examples(name, "Fails"):
        problems, _ = problems_of(example.text)
        text = example.text
        for pointer in {p.origin.pointer[:2] for p in problems if p.origin is not None}:
            line = f"\n  {pointer[1]}:\n"
            assert line in f"\n{text}", "an example writes its things in block style"
            allow = f"    Allow: {{{module.NAME}: {{Reason: known, Until: 2027-01-31}}}}\n"
            text = f"\n{text}".replace(line, f"{line}{allow}", 1).removeprefix("\n")
        assert problems_of(text)[0] == (), text
