"""What the code of a problem means: a sentence, and for a rule the reason as well."""

import inspect
import re
import sys
from functools import cache

from eventflow_monitoring.problem_codes import CODES
from eventflow_monitoring.rules.rule import Rule, RuleAcross, rules, rules_across

_EXAMPLES = re.compile(r"^(?:Fails|Passes)\b.*:$", re.MULTILINE)


def rule_help(code: str) -> tuple[str, str] | None:
    """Return the sentence and all of the text without its examples; None for an unknown code."""
    docstring = _docstrings().get(code)
    if docstring is None:
        return (CODES[code], CODES[code]) if code in CODES else None
    text = _EXAMPLES.split(docstring, maxsplit=1)[0].strip()
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    return paragraphs[0], "\n\n".join(paragraphs)


@cache
def _docstrings() -> dict[str, str]:
    every: list[Rule | RuleAcross] = [*rules(), *rules_across()]
    return {rule.name: inspect.getdoc(sys.modules[rule.check.__module__]) or "" for rule in every}
