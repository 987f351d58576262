"""What holds of every rule."""

import importlib
import pkgutil

import pytest

from eventflow_monitoring import rules
from eventflow_monitoring.rules.rule import Rule, RuleAcross

NAMES = sorted(
    module.name for module in pkgutil.iter_modules(rules.__path__) if module.name != "rule"
)


@pytest.mark.parametrize("name", NAMES)
def test_rule_is_its_file(name: str) -> None:
    """A rule's name is its file's, and its docstring is a page: a sentence, then the reason."""
    module = importlib.import_module(f"eventflow_monitoring.rules.{name}")
    assert isinstance(module.RULE, Rule | RuleAcross)
    assert module.RULE.name == module.NAME == name.replace("_", "-")
    summary, _, reason = str(module.__doc__).partition("\n\n")
    assert summary.endswith(".")
    assert reason.strip().endswith(".")
