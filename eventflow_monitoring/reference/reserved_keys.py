"""The keys that stand in things of several sections, which no spec declares, as JSON Schema."""

from eventflow_monitoring.problem import Severity
from eventflow_monitoring.reference.keys import keys_of
from eventflow_monitoring.reference.page import page
from eventflow_monitoring.reference.scalar import TEXT, Schema
from eventflow_monitoring.reference.takes import described, schema_of
from eventflow_monitoring.reference.written_rules import rule_docstring, written_rules
from eventflow_monitoring.specs.allowance import AllowanceSpec
from eventflow_monitoring.specs.condition import LONG_FORM
from eventflow_monitoring.specs.section import Kind, Section

CONDITION_SCHEMA: Schema = {
    "description": "The condition in one line, instead of `Metric`, `ComparisonOperator`, "
    "`Threshold`, `Period` and `For`.",
    "type": "string",
    "examples": ["p95(ApiLatency) > 1 second for 10 minutes", "ErrorRate > 5% over 5 minutes"],
}

EXTENDS_SCHEMA: Schema = {
    "description": "The template, or other thing of this section, that says what is not said here.",
    "type": "string",
}

_VARIABLE = {"pattern": "^[A-Za-z][A-Za-z0-9_]*$"}

FOR_EACH_SCHEMA: Schema = {
    "description": "Makes a thing of each value, or of each combination of values: `${Group}` "
    "stands for the value of `Group` in the name and in all values.",
    "anyOf": [
        {
            "type": "object",
            "propertyNames": _VARIABLE,
            "additionalProperties": {"type": "array", "minItems": 1, "items": dict(TEXT.schema)},
        },
        {
            "type": "array",
            "items": {
                "type": "object",
                "propertyNames": _VARIABLE,
                "additionalProperties": dict(TEXT.schema),
            },
        },
    ],
    "examples": [{"Group": ["billing", "audit"]}],
}


def allow_schema() -> Schema:
    """Return the schema of `Allow`: it names rules that warn, some of which are no module's."""
    one: Schema = schema_of(AllowanceSpec)
    warnings = [rule.name for rule in written_rules() if rule.severity is not Severity.ERROR]
    return {
        "description": "Warnings about this thing that are known, each with a reason and an end.",
        "type": "object",
        "properties": {
            name: described(one, page(rule_docstring(name)).summary) for name in warnings
        },
        "additionalProperties": one,
    }


def takes_condition(section: Section, kind: Kind) -> bool:
    """Tell whether a condition in one line can be written for a kind."""
    names = {key.name for key in keys_of(kind.spec)}
    return section.name == "Alarms" and names.issuperset(LONG_FORM)
