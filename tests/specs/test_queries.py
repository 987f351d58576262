"""Saved queries: what each key becomes, and each mistake that its author can make."""

import pytest

from eventflow_monitoring.expression.logs_insights import MAX_QUERY_LENGTH
from eventflow_monitoring.model.saved_query import SavedQuery
from tests.specs.log_specs import mistake, read, without_mistakes

OTHER = {"other.json": '{"properties": {"level": {}, "region": {"type": "string"}}}'}
"""What is written to another group than `/app`."""


def specs_of(query: str, groups: str = "[/app]", more: str = "") -> str:
    """Return specs of a query."""
    others = "LogGroups: {/other: {Record: other.json}}\n"
    return f"{others}Queries:\n  own:\n    LogGroups: {groups}\n    Query: {query}\n{more}"


def query_of(query: str, groups: str = "[/app]") -> SavedQuery:
    """Return the query of some keys."""
    (found,) = without_mistakes(specs_of(query, groups), OTHER).queries
    return found


def test_query_is_kept_with_its_groups() -> None:
    """In the order written; without the lines around it."""
    found = query_of('"\\n  fields level\\n| limit 5 \\n"', "[/web, /app]")
    assert (found.name, found.physical_name) == ("own", "prod-own")
    assert found.query == "fields level\n| limit 5"
    assert [group.physical_name for group in found.log_groups] == ["prod-/web", "prod-/app"]


def test_query_may_have_comments_and_stand_in_folders() -> None:
    """Both are CloudWatch's own."""
    specs = """\
Queries:
  team/own:
    LogGroups: [/app]
    Query: |
      # What fails
      filter level = "ERROR" # not WARN
      | stats count(*) as errors by error.type
      | sort errors desc
"""
    (found,) = without_mistakes(specs).queries
    assert found.physical_name == "prod-team/own"
    assert found.query.startswith("# What fails\nfilter level")


@pytest.mark.parametrize(
    "query",
    [
        "fields @timestamp, @message, level, error.type",
        "filter metadata.whatever = 1",
        "stats count(*) as n by bin(5m), route | sort n desc",
        "parse @message /(?<user>.*)/ | display user",
        "fields duration_ms / 1000 as seconds | filter seconds > 1",
        "fields `route`",
        "fields anything, tags",
    ],
)
def test_field_that_is_described_or_made_is_known(query: str) -> None:
    """So is what CloudWatch itself adds, what begins with `@`."""
    query_of(f"'{query}'")


def test_parts_of_a_list_are_known() -> None:
    """By their numbers, as Logs Insights names them; nobody described what is inside."""
    query_of("fields tags.0, tags.1.name")


def test_field_of_one_of_the_groups_suffices() -> None:
    """Records of several groups have different fields."""
    query_of("fields level, route, region", "[/app, /other]")
    message, caret, _ = mistake(specs_of("fields route, region"), OTHER)
    assert message == "unknown-field: a record of `/app` has no field `region`"
    assert caret == "region"
    message, caret, _ = mistake(specs_of("fields zone", "[/app, /other]"), OTHER)
    assert message == "unknown-field: a record of `/app` or `/other` has no field `zone`"


@pytest.mark.parametrize("groups", ["[/plain]", "[/app, /plain]", "[/app, /web]"])
def test_field_may_be_in_a_record_that_nobody_described(groups: str) -> None:
    """Where the records of one group may have anything, no field is unknown."""
    query_of("fields whatever.it.is", groups)


@pytest.mark.parametrize(
    ("query", "groups", "message", "caret", "help"),
    [
        ("feilds level", "[/app]", "bad-query: Logs Insights has no command `feilds`", "feilds",
         "did you mean `fields`?"),
        ("fields level | limit lots", "[/app]", "bad-query: `limit` takes a whole number", "lots",
         "`limit 20`"),
        ("fields levle", "[/app]", "unknown-field: a record of `/app` has no field `levle`", "levle",
         "did you mean `level`?"),
        ("filter error.typ = 1", "[/app]",
         "unknown-field: a record of `/app` has no field `error.typ`", "error.typ",
         "did you mean `error.type`?"),
        ("stats count(*) by `rout`", "[/app]",
         "unknown-field: a record of `/app` has no field `rout`", "`rout`",
         "did you mean `route`?"),
        ("fields level", "[]", "bad-query: a query reads 1 to 50 log groups", "[]", None),
        ("fields level", "[/app, /plan]", "unknown-log-group: no log group is called `/plan`",
         "/plan", "did you mean `/plain`?"),
        ("fields level", "/app", "bad-value: `LogGroups` takes a list", "/app", "write `[/app]`"),
        ("''", "[/app]", "missing-value: `Query` has no value", "''", None),
        ("'#'", "[/app]", "bad-query: the query is empty", None, None),
    ],
)  # fmt: skip
def test_mistake_is_shown_once(
    query: str, groups: str, message: str, caret: str | None, help: str | None
) -> None:
    """Under what is wrong, inside the query too."""
    shown, under, helped = mistake(specs_of(query, groups), OTHER)
    assert shown == message
    assert caret is None or under == caret
    assert help is None or helped == help


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("Query: fields level", "missing-key: `LogGroups` is missing"),
        ("LogGroups: [/app]", "missing-key: `Query` is missing"),
    ],
)
def test_query_needs_both_its_keys(keys: str, message: str) -> None:
    """What is missing is told under its name."""
    shown, caret, _ = mistake(f"Queries:\n  own: {{{keys}}}\n")
    assert (shown, caret) == (message, "own")


def test_key_that_a_query_has_not_is_told() -> None:
    """With the one that was meant."""
    assert mistake(specs_of("fields level", more="    LogGroup: /app\n"), OTHER) == (
        "unknown-key: no key is called `LogGroup` here",
        "LogGroup",
        "did you mean `LogGroups`?",
    )


def test_unknown_field_in_a_block_of_text_is_found_in_its_line() -> None:
    """Every time it is read."""
    specs = """\
Queries:
  own:
    LogGroups: [/app]
    Query: |
      # rout stands here too
      fields level
      | filter rout = "/a"
      | stats count(*) by rout
"""
    found = read(specs)
    assert found.messages == ["unknown-field: a record of `/app` has no field `rout`"] * 2
    assert found.carets == ["rout", "rout"]
    assert "specs.yaml:7:16" in found.shown
    assert "specs.yaml:8:27" in found.shown


def test_length_of_a_query_is_limited() -> None:
    """10,000 characters are taken, one more is not."""
    comment = "fields level # "
    query_of(f"'{comment.ljust(MAX_QUERY_LENGTH, 'x')}'")
    message, _, _ = mistake(specs_of(f"'{comment.ljust(MAX_QUERY_LENGTH + 1, 'x')}'"), OTHER)
    assert message == "bad-query: the query has 10,001 characters, more than 10,000"


def test_mistakes_are_shown_together() -> None:
    """One hides no other."""
    found = read(specs_of("fields level | limt 5", "[/ap, /web, /plan]"), OTHER)
    assert sorted(found.carets) == ["/ap", "/plan", "limt"]
