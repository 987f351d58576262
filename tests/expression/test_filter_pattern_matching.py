"""Filter patterns: which lines of a log they match."""

import json

import pytest

from eventflow_monitoring.expression.filter_pattern_matching import matches, record_of, values_of
from eventflow_monitoring.expression.filter_pattern_parser import parse_filter_pattern
from eventflow_monitoring.expression.filter_pattern_selectors import selector_of
from tests.design_records import SECTION_3_2, SECTION_7_2

# AWS's own examples of a JSON and of a space-delimited line.
TRAIL = json.dumps(
    {
        "eventType": "UpdateTrail",
        "sourceIPAddress": "111.111.111.111",
        "arrayKey": ["value", "another value"],
        "objectList": [{"name": "a", "id": 1}, {"name": "b", "id": 2}],
        "coordinates": [[0, 1, 2], [4, 5, 6]],
        "SomeObject": None,
        "ThisFlag": True,
        "a.b": "dotted",
    }
)
ACCESS = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534'


def matched(pattern: str, message: str) -> bool:
    """Tell whether the pattern that a text is matches a line."""
    return matches(parse_filter_pattern(pattern), message)


@pytest.mark.parametrize(
    ("pattern", "ingested", "invalid"),
    [
        ("", True, True),
        ("ERROR", False, True),
        ("-ERROR", True, False),
        ("?INFO ?ERROR", True, True),
        ('"Event ingested"', True, False),
        ('{ $.level = "ERROR" }', False, True),
        ('{ $.level != "ERROR" }', True, False),
        ('{ $.level = "error" }', False, False),
        ('{ $.error.type = "Validation*" }', False, True),
        ('{ $.level = "ERROR" && $.error.type = "Database*" }', False, False),
        ('{ $.error.type = "ValidationError" || $.duration_ms < 50 }', True, True),
        ("{ $.error.context.stream_id = * }", False, True),
        ("{ $.metadata.* = uuid }", True, False),
        ("{ $.duration_ms > 44 }", True, False),
        ("{ $.duration_ms > 45 }", False, False),
        ("{ $.duration_ms >= 4.5e1 }", True, False),
        ("{ $.duration_ms = * }", True, False),
        ("{ $.duration_ms != 1 }", True, False),
        ("{ $.duration_ms NOT EXISTS }", False, True),
        ("{ $.error NOT EXISTS }", True, False),
        ("{ $.timestamp = %^2026-01-2[34]T% }", True, True),
        ("{ $.message = %ingest[a-z]+% }", True, False),
    ],
)
def test_records_of_the_design(pattern: str, ingested: bool, invalid: bool) -> None:  # noqa: FBT001
    """The two records of EventFlow's design, against patterns somebody would write for them."""
    assert matched(pattern, SECTION_3_2) is ingested
    assert matched(pattern, SECTION_7_2) is invalid


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ('{ $.eventType = "UpdateTrail" }', True),
        ("{ $.sourceIPAddress != 123.123.* }", True),
        ("{ $.sourceIPAddress = 111.111.* }", True),
        ('{ $.arrayKey[0] = "value" }', True),
        ('{ $.arrayKey[1] = "value" }', False),
        ('{ $.arrayKey[2] = "*" }', False),
        ('{ $.eventType[0] = "U" }', False),
        ('{ $.arrayKey[*] = "another*" }', True),
        ("{ $.objectList[1].id = 2 }", True),
        ("{ $.objectList[*].id = 3 }", False),
        ("{ $.coordinates[0][1] = 1 }", True),
        ("{ $.SomeObject IS NULL }", True),
        ("{ $.ThisFlag IS NULL }", False),
        ("{ $.SomeOtherObject IS NULL }", False),
        ("{ $.SomeOtherObject NOT EXISTS }", True),
        ("{ $.SomeObject NOT EXISTS }", False),
        ("{ $.ThisFlag IS TRUE }", True),
        ("{ $.ThisFlag IS FALSE }", False),
        ("{ $.objectList[0].id IS TRUE }", False),
        ("{ $.['a.b'] = dotted }", True),
        ("{ $.a.b = dotted }", False),
        # Lists and objects are compared with nothing.
        ("{ $.arrayKey = value }", False),
        ("{ $.arrayKey != 1 }", False),
        ("{ $.objectList[0] = * }", False),
        # `&&` binds tighter than `||`.
        ("{ $.eventType = UpdateTrail || $.a = 1 && $.b = 2 }", True),
        ("{ ($.eventType = UpdateTrail || $.a = 1) && $.b = 2 }", False),
    ],
)
def test_json_as_documented(pattern: str, expected: bool) -> None:  # noqa: FBT001
    """What AWS's documentation says of its own example."""
    assert matched(pattern, TRAIL) is expected


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        ("= *Event", '"PutEvent"', True),
        ("= *Event", '"PutEvents"', False),
        ("= Event*", '"EventName"', True),
        ("= Event*", '"anEventName"', False),
        ("= *vent*", '"PutEvents"', True),
        ("= Ev*ent", '"Evabcent"', False),
        ("= Ev*ent", '"Ev*ent"', True),
        ("= *", '""', True),
        ('= ""', '""', True),
        ('= ""', '"x"', False),
        ("= PutEvent", '"putevent"', False),
        ("= Put", '"PutEvent"', False),
        (r'= "say \"x\""', r'"say \"x\""', True),
        # Numbers.
        ("= 45", "45", True),
        ("= 45", "45.0", True),
        ("= 4.5e1", "45", True),
        ("= 45", '"45"', False),
        ("< 45", '"4"', False),
        ("> 0", "true", False),
        ("< 1", "null", False),
        ("> -1", "-0.5", True),
        ("<= 5", "5", True), ("< 5", "5", False), (">= 1e400", "1e400", True),
    ],
)  # fmt: skip
def test_values_are_compared(pattern: str, value: str, expected: bool) -> None:  # noqa: FBT001
    """Texts to the letter and as wholes, numbers with numbers of JSON only."""
    assert matched(f"{{ $.a {pattern} }}", f'{{"a": {value}}}') is expected


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        ("!= x", None, False), ("!= 1", None, False), ("= *", None, False),
        ("= *", "null", False), ("!= x", "null", True), ("!= 45", '"45"', True),
        ('= "45"', "45", True), ("= 4*", "45", True), ("= %^4%", "45", True),
        ("= true", "true", True),
    ],
)  # fmt: skip
def test_what_aws_leaves_open(pattern: str, value: str | None, expected: bool) -> None:  # noqa: FBT001
    """Chosen, and written down where it is done: AWS documents none of it."""
    record = "{}" if value is None else f'{{"a": {value}}}'
    assert matched(f"{{ $.a {pattern} }}", record) is expected


def test_one_of_several_values_suffices() -> None:
    """A `*` in a field is about any of them, `!=` too: AWS documents nothing else."""
    assert matched("{ $.a[*] != 1 }", '{"a": [1, 2]}')
    assert not matched("{ $.a[*] != 1 }", '{"a": [1, 1]}')
    assert not matched("{ $.a[*] != 1 }", '{"a": []}')
    assert matched("{ $.a[*] NOT EXISTS }", '{"a": []}')


@pytest.mark.parametrize(
    "message",
    ["", "ERROR", '{"a": 1', '{"a": 1} trailing', "1", '"a"', "null", "{'a': 1}", '{"a": NaN}',
     '{"a": Infinity}', "[" * 100_000],
)  # fmt: skip
def test_json_pattern_matches_nothing_but_json(message: str) -> None:
    """Not even where it asks for what is not there."""
    assert not matched("{ $.a = * || $.b NOT EXISTS }", message)


@pytest.mark.parametrize("digits", [300, 301, 309, 310, 5_000])
def test_huge_numbers_are_numbers(digits: int) -> None:
    """No number of JSON is too large to be compared."""
    message = f'{{"a": {"9" * digits}, "b": -{"9" * digits}}}'
    assert matched("{ $.a > 1e299 && $.b < -1e299 }", message)


@pytest.mark.parametrize(
    ("pattern", "message", "expected"),
    [
        ("ERROR", "[ERROR 400] BAD REQUEST", True),
        ("ERROR", "Exiting with ERRORCODE: -1", True),
        ("ERROR", "error", False),
        ("ERROR ARGUMENTS", "[ERROR 419] MISSING ARGUMENTS", True),
        ("ARGUMENTS ERROR", "[ERROR 419] MISSING ARGUMENTS", True),
        ("ERROR ARGUMENTS", "[ERROR 400] BAD REQUEST", False),
        ("?ERROR ?ARGUMENTS", "INVALID ARGUMENTS", True),
        ("?ERROR ?ARGUMENTS", "OK", False),
        ("ERROR -ARGUMENTS", "[ERROR 400] BAD REQUEST", True),
        ("ERROR -ARGUMENTS", "[ERROR 419] MISSING ARGUMENTS", False),
        ("-ERROR", "", True),
        ('"INTERNAL SERVER ERROR"', "[ERROR 500] INTERNAL SERVER ERROR", True),
        ('"INTERNAL SERVER ERROR"', "SERVER INTERNAL ERROR", False),
        ('"4*"', "40", False),
        ("%AUTHORIZED%", "[ERROR 401] UNAUTHORIZED REQUEST", True),
        ("%^[hc]at%", "a cat", False),
        ("-%[hc]at%", "a cat", False),
        ("", "", True),
    ],
)
def test_words_are_found(pattern: str, message: str, expected: bool) -> None:  # noqa: FBT001
    """In any order, anywhere, to the letter."""
    assert matched(pattern, message) is expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("[ip, user, username, timestamp, request, status_code, bytes]", True),
        ("[ip, user, username, timestamp, request, status_code]", False),
        ("[ip, user, username, timestamp, request, status_code, bytes, more]", False),
        ("[ip, user, username, timestamp, request = *html*, status_code = 4*, bytes > 1000]", True),
        ("[ip, user, username, timestamp, request, status_code = 4*, bytes > 1534]", False),
        ("[..., status_code = 404, bytes]", True),
        ("[..., status_code = 4* && status_code != 404, bytes]", False),
        ("[..., status_code = 403 || status_code = 404, bytes]", True),
        ("[ip, ..., bytes >= 1534]", True),
        ("[ip != 10.*, ...]", True),
        ("[ip = 127.0.0.*, ...]", True),
        ("[..., request = %index[.]html%, status_code, bytes]", True),
        ('[..., request = "GET /index.html HTTP/1.0", status_code, bytes]', True),
        ("[ip, user = -, username = Frank, ...]", False),
        ("[ip > 1, ...]", False),
        ("[a, b, c, d, e, f, g, ...]", True),
        ("[a, b, c, d, e, f, g, h, ...]", False),
        ("[...]", True),
    ],
)
def test_lines_as_documented(pattern: str, expected: bool) -> None:  # noqa: FBT001
    """Quotes and brackets make one field, `...` any number, and `*` and numbers are compared."""
    assert matched(pattern, ACCESS) is expected


def test_lines_and_words() -> None:
    """AWS's example of alternatives in a field."""
    lines = ["WARN message", "ERROR message", "ERROR WARN message"]
    assert [matched("[w1=ERROR, w2]", line) for line in lines] == [False, True, False]
    assert [matched("[w1=ERROR || w1=WARN, w2]", line) for line in lines] == [True, True, False]


def test_fields_of_a_line() -> None:
    """Fields are what stands in their place, without quotes and brackets."""
    pattern = parse_filter_pattern("[ip, ..., time, request, status, bytes]")
    assert record_of(pattern, ACCESS) == {
        "ip": "127.0.0.1",
        "time": "10/Oct/2000:13:25:15 -0700",
        "request": "GET /index.html HTTP/1.0",
        "status": "404",
        "bytes": "1534",
    }
    assert record_of(pattern, "too short") is None
    assert record_of(parse_filter_pattern("ERROR"), ACCESS) is None


def test_fields_of_json() -> None:
    """A field of a record is found by its path, several behind a `*`."""
    pattern = parse_filter_pattern("{ $.level = * }")
    record = record_of(pattern, SECTION_3_2)
    found = {text: list(values_of(selector_of(text), record)) for text in (
        "$.duration_ms", "$.metadata.org_id", "$.metadata.*", "$.nothing",
    )}  # fmt: skip
    assert found == {
        "$.duration_ms": [45],
        "$.metadata.org_id": ["uuid"],
        "$.metadata.*": ["uuid", "uuid"],
        "$.nothing": [],
    }
    assert record_of(pattern, "no JSON") is None
