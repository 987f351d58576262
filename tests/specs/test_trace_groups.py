"""Trace groups: what they become in each environment, and what is wrong with them."""

import pytest

from eventflow_monitoring.model.tracing import TraceGroup
from eventflow_monitoring.position import Written
from eventflow_monitoring.problem import Severity
from tests.compiler.layering import marked
from tests.specs.tracing_specs import read, without_mistakes


def specs_of(keys: str) -> str:
    """Return specs with a group of some keys, and with another."""
    return f"TraceGroups:\n  other: {{Filter: ok}}\n  own: {{{keys}}}\n"


def group_of(keys: str) -> TraceGroup:
    """Return what a group without mistakes becomes in production."""
    return without_mistakes(specs_of(keys))[0].trace_groups[1]


def test_group_with_a_filter() -> None:
    """Insights are off unless they are wanted, for they are paid for."""
    assert group_of("Filter: ' fault = true '") == TraceGroup(
        name="own", physical_name="prod-own", filter="fault = true", written=Written("", ())
    )


def test_group_with_all_it_may_say() -> None:
    """Every key reaches the model."""
    keys = "Filter: responsetime > 1, Insights: yes, Notifications: on, Tags: {Team: shop}"
    assert group_of(keys) == TraceGroup(
        name="own",
        physical_name="prod-own",
        filter="responsetime > 1",
        insights=True,
        notifications=True,
        tags=(("Team", "shop"),),
        written=Written("", ()),
    )


def test_filter_over_several_lines() -> None:
    """A mistake in the second line of a filter is shown there."""
    specs = "TraceGroups:\n  own:\n    Filter: >-\n      fault = true AND\n      http.url CONTAINS api\n"
    found = read(specs)
    assert found.messages == ["bad-trace-filter: `http.url` is compared with text"]
    assert "specs.yaml:5:25" in found.shown
    assert '= help: write `"api"`' in found.shown


def test_names_of_other_groups_become_those_in_aws() -> None:
    """What stands in `TraceGroups` has the environment's pattern; another group is left as it is."""
    keys = """Filter: 'group.name = "other" OR group.name != "theirs" OR group.name = "other"'"""
    production, staging = without_mistakes(specs_of(keys))
    assert production.trace_groups[1].filter == (
        'group.name = "prod-other" OR group.name != "theirs" OR group.name = "prod-other"'
    )
    assert staging.trace_groups[1].filter == (
        'group.name = "other" OR group.name != "theirs" OR group.name = "other"'
    )


@pytest.mark.parametrize(
    ("keys", "message", "part"),
    [
        ("Insights: yes", "missing-key: `Filter` is missing", "own"),
        ("Filter: falt", "bad-trace-filter: X-Ray has no keyword `falt`", "falt"),
        ("Filter: fault, Notifications: yes",
         "bad-trace-group: there is nothing to notify of without insights", "yes"),
        ("Filter: 'group.name = \"own\"'", "bad-trace-group: a group cannot be made of itself",
         "own"),
        ("Filter: fault, Insights: maybe", "bad-value: `maybe` is neither true nor false", "maybe"),
    ],
)  # fmt: skip
def test_a_mistake_is_shown_where_it_is(keys: str, message: str, part: str) -> None:
    """A filter that cannot be read, and settings that do not go together, are errors."""
    found = read(specs_of(keys))
    assert found.messages == [message]
    (caret,) = marked(found.shown)
    assert caret.endswith(part)


@pytest.mark.parametrize(
    ("filter", "message", "part", "help"),
    [
        ("fault OR error AND ok",
         "ambiguous-trace-filter: AWS does not say whether `AND` or `OR` comes first",
         "error AND ok", "put it in parentheses"),
        ("responsetime > 1000",
         "seconds-in-trace-filter: `responsetime` is in seconds: 1000 are 16.7 minutes", "1000",
         "`1` if milliseconds are meant"),
        ("duration >= 300.0",
         "seconds-in-trace-filter: `duration` is in seconds: 300.0 are 5 minutes", "300.0",
         "`0.3` if milliseconds are meant"),
    ],
)  # fmt: skip
def test_what_may_be_meant_otherwise_is_warned_of(
    filter: str, message: str, part: str, help: str
) -> None:
    """The group is made all the same."""
    found = read(specs_of(f"Filter: '{filter}'"))
    assert found.messages == [message]
    assert [one.severity for one in found.problems] == [Severity.WARNING]
    (caret,) = marked(found.shown)
    assert caret.endswith(part)
    assert f"= help: {help}" in found.shown
    assert len(found.monitorings[0].trace_groups) == 2


@pytest.mark.parametrize(
    "filter", ["responsetime > 299", "http.status = 500", "annotation.duration > 1000"]
)
def test_other_numbers_are_not_seconds(filter: str) -> None:
    """Only times of X-Ray's own are, and short ones are meant."""
    group_of(f"Filter: '{filter}'")


def test_a_warning_can_be_allowed() -> None:
    """As any other."""
    group_of(
        "Filter: duration > 900, "
        "Allow: {seconds-in-trace-filter: {Reason: They are batches., Until: 2099-01-31}}"
    )
