"""EventFlow's log records: the schema, the examples of the design, and what is counted and queried."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from eventflow_monitoring.expression.filter_pattern_matching import matches
from eventflow_monitoring.expression.filter_pattern_parser import parse_filter_pattern
from eventflow_monitoring.expression.logs_insights import read_insights_query
from tests.design_records import SECTION_3_2, SECTION_7_2
from tests.eventflow import SPECS, eventflow_plan

SCHEMA = json.loads((SPECS / "log-record.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
MONITORING = eventflow_plan().monitoring
FILTERS = {one.name: one for one in MONITORING.metric_filters}

Record = dict[str, Any]

EXAMPLES = {"3.2": SECTION_3_2, "7.2": SECTION_7_2}
"""The examples of the design by their section, to the letter."""

CONTEXT = (
    "request_id", "trace_id", "user_id", "org_id", "event_id", "stream_id", "consumer_group_id",
)  # fmt: skip
"""Section 3.4."""
LEVELS = ("ERROR", "WARN", "INFO", "DEBUG")
"""Section 3.1."""


def complaints(record: Record) -> list[str]:
    """Return what the schema says against a record."""
    return [error.message for error in VALIDATOR.iter_errors(record)]


def record(level: str = "INFO", /, **fields: Any) -> Record:
    """Return a record of some fields that begins as all do, and has a message."""
    began = {
        "timestamp": "2026-01-24T10:00:00.000Z",
        "level": level,
        "service": "eventflow-backend",
    }
    return {**began, "message": "Something happened", **fields}


def failure(type: str, **fields: Any) -> Record:
    """Return the record of an exception."""
    return record("ERROR", error={"type": type, "message": "It failed"}, **fields)


def counted(name: str, line: Record | str) -> bool:
    """Tell whether a metric filter counts a record."""
    message = line if isinstance(line, str) else json.dumps(line)
    return matches(parse_filter_pattern(FILTERS[name].pattern), message)


def test_schema_is_valid() -> None:
    """By the draft that it names itself."""
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("section", EXAMPLES)
def test_examples_of_the_design_are_records(section: str) -> None:
    """As they stand in it."""
    assert complaints(json.loads(EXAMPLES[section])) == []


def test_every_context_field_is_described() -> None:
    """Section 3.4: a record may have each of them, as a text."""
    for name in CONTEXT:
        assert complaints(record(**{name: "uuid"})) == []
        assert complaints(record(**{name: 5})) != []


@pytest.mark.parametrize("environment", ["production", "staging", "development", None])
@pytest.mark.parametrize("level", LEVELS)
def test_debug_is_for_development(level: str, environment: str | None) -> None:
    """Section 3.1: every other level is written anywhere."""
    where = {} if environment is None else {"environment": environment}
    right = level != "DEBUG" or environment == "development"
    assert (complaints(record(level, **where)) == []) is right


@pytest.mark.parametrize(
    "wrong",
    [
        record(colour="red"),
        record("FATAL"),
        record("error"),
        record(level=None),
        record(timestamp="yesterday"),
        record(timestamp=1_769_248_800),
        record(environment="test"),
        record(duration_ms=-1),
        record(duration_ms="45"),
        record(status=99),
        record(status=600),
        record(status="200"),
        record(method="get"),
        record(request_id=""),
        record(metadata="x"),
        record("ERROR", error={"message": "It failed"}),
        record("ERROR", error={"type": "ValidationError"}),
        record("ERROR", error={"type": "E", "message": "m", "code": 5}),
        record("ERROR", error="ValidationError"),
        {name: value for name, value in record().items() if name != "timestamp"},
        {name: value for name, value in record().items() if name != "level"},
        {name: value for name, value in record().items() if name != "message"},
        {name: value for name, value in record("ERROR").items() if name != "message"},
    ],
)
def test_what_is_no_record_is_refused(wrong: Record) -> None:
    """Unknown fields, other levels, values that cannot be, and what lacks something."""
    assert complaints(wrong) != []


ERROR_FILTERS = {
    "application-errors": "NullPointerException",
    "database-errors": "DatabaseError",
    "validation-errors": "ValidationError",
    "authentication-errors": "AuthenticationError",
}
"""Section 7.1: the filter of each type of error, and the name of an exception of that type."""
REQUEST = {"route": "/api/v1/streams/{id}/events", "method": "POST", "status": 201}
COUNTED: dict[str, tuple[list[Record], list[Record]]] = {
    "application-errors": (
        [failure("NullPointerException"), failure("TimeoutError"), failure("KafkaDatabaseError")],
        [failure("DatabaseError"), failure("ValidationError"), failure("AuthenticationFailure"),
         record("ERROR"), {**failure("TimeoutError"), "level": "WARN"}],
    ),
    "database-errors": (
        [failure("DatabaseError"), failure("DatabaseConnectionError")],
        [failure("databaseError"), failure("KafkaDatabaseError"), failure("ValidationError"),
         record("ERROR", message="DatabaseError"), {**failure("DatabaseError"), "level": "WARN"}],
    ),
    "validation-errors": (
        [json.loads(SECTION_7_2), failure("ValidationError"), failure("ValidationException")],
        [failure("DatabaseError"), failure("InvalidError"), record("ERROR"),
         {**failure("ValidationError"), "level": "INFO"}],
    ),
    "authentication-errors": (
        [failure("AuthenticationError"), failure("AuthenticationFailure")],
        [failure("AuthorizationError"), failure("ValidationError"), record("ERROR"),
         {**failure("AuthenticationError"), "level": "WARN"}],
    ),
    "slow-requests": (
        [record(**REQUEST, duration_ms=1_001), record(**REQUEST, duration_ms=1_000.5),
         record("WARN", **REQUEST, duration_ms=30_000)],
        [record(**REQUEST, duration_ms=1_000), record(**REQUEST), record(duration_ms=1_001),
         json.loads(SECTION_3_2)],
    ),
    "slow-queries": (
        [record(module="Database", duration_ms=1_001), record("WARN", module="Database",
                                                              duration_ms=5_001.5)],
        [record(module="Database", duration_ms=1_000), record(module="Database", duration_ms=45),
         record(module="EventService", duration_ms=1_001), record(module="Database")],
    ),
}  # fmt: skip
"""Records that each metric filter counts, and records that it does not."""


def test_every_filter_of_the_specs_is_tried() -> None:
    """Both ways."""
    assert set(COUNTED) == set(FILTERS)
    assert all(wanted and others for wanted, others in COUNTED.values())


@pytest.mark.parametrize("name", COUNTED)
def test_records_that_are_tried_are_records(name: str) -> None:
    """A filter that counts what nobody writes would count nothing."""
    for one in (*COUNTED[name][0], *COUNTED[name][1]):
        assert complaints(one) == [], one


@pytest.mark.parametrize("name", COUNTED)
def test_filter_counts_what_it_is_for(name: str) -> None:
    """And nothing else."""
    wanted, others = COUNTED[name]
    assert [one for one in wanted if not counted(name, one)] == []
    assert [one for one in others if counted(name, one)] == []


@pytest.mark.parametrize("line", ["", "ERROR ValidationError", '{"level": "ERROR"', "null", "[]"])
def test_line_that_is_no_record_is_not_counted(line: str) -> None:
    """Whatever words stand in it."""
    assert [name for name in FILTERS if counted(name, line)] == []


@pytest.mark.parametrize(
    ("module", "name"), [("Database", "slow-queries"), (None, "slow-requests")]
)
@pytest.mark.parametrize(("milliseconds", "slow"), [(1_000, False), (1_001, True)])
def test_slow_is_more_than_a_second(
    module: str | None, name: str, milliseconds: int, *, slow: bool
) -> None:
    """Sections 8.2 and 10.1: a second is not slow yet."""
    fields = REQUEST if module is None else {"module": module}
    assert counted(name, record(**fields, duration_ms=milliseconds)) is slow


def test_error_is_of_one_type() -> None:
    """The filters of section 7.1 share no record, and lose none that has an exception."""
    types = [
        *ERROR_FILTERS.values(), "DatabaseTimeout", "ValidationAuthenticationError", "Database",
        "AuthenticationDatabaseError", "UnknownError", "database", "E", " DatabaseError",
    ]  # fmt: skip
    for type in types:
        for level in LEVELS:
            one = {**failure(type), "level": level, "environment": "development"}
            assert complaints(one) == []
            found = [name for name in ERROR_FILTERS if counted(name, one)]
            assert len(found) == (level == "ERROR"), (type, level)
    for name, type in ERROR_FILTERS.items():
        assert counted(name, failure(type))


def test_filters_read_where_the_records_are_written() -> None:
    """Section 3.3: errors among errors, requests in the access log, the rest in the application's."""
    assert {name: one.log_group.name.removeprefix("/eventflow/") for name, one in FILTERS.items()} == {
        **dict.fromkeys(ERROR_FILTERS, "backend/errors"),
        "slow-requests": "backend/access",
        "slow-queries": "backend/application",
    }  # fmt: skip


SECTION_10_1 = {
    "eventflow/error-rate-by-endpoint": ('filter level = "ERROR"', "stats count(*)", "by route"),
    "eventflow/slow-requests": (
        "fields @timestamp, duration_ms", "filter duration_ms > 1000", "sort duration_ms desc",
        "limit 100",
    ),
    "eventflow/events-by-type": ("fields @timestamp, event_type", "stats count(*)", "by event_type"),
}  # fmt: skip
"""The common queries of the design, and what each of them asks for."""


@pytest.mark.parametrize("name", SECTION_10_1)
def test_common_queries_are_saved(name: str) -> None:
    """With everything that the design asks for."""
    query = next(one.query for one in MONITORING.queries if one.name == name)
    assert [part for part in SECTION_10_1[name] if part not in query] == []


def paths(schema: Record, before: str = "") -> Iterator[str]:
    """Yield the paths of the fields that a schema has properties for."""
    for name, inner in schema.get("properties", {}).items():
        yield before + name
        yield from paths(inner, f"{before}{name}.")


def test_queries_read_fields_that_are_described() -> None:
    """And what CloudWatch adds to every record."""
    known = set(paths(SCHEMA))
    for query in MONITORING.queries:
        read = {field.name for field in read_insights_query(query.query).fields}
        assert read
        assert {name for name in read if not name.startswith("@")} <= known, query.name
