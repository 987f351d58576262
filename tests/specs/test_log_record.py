"""The JSON Schema of a log record: which fields it describes, and what is wrong with one."""

import json
from pathlib import Path

import pytest

from eventflow_monitoring.cli.load import load
from eventflow_monitoring.model.log_record import LogRecord, RecordField
from tests.compiler.compiling import ENVIRONMENTS, compile_texts
from tests.specs.log_specs import mistake, read, without_mistakes

ANY = RecordField()
TEXT = RecordField(frozenset({"string"}))


def group_of(file: str = "own.json") -> str:
    """Return specs of a log group whose records a file describes."""
    return f"LogGroups:\n  /own: {{Record: {file}}}\n"


def described(schema: object) -> LogRecord:
    """Return the record that a schema describes."""
    monitoring = without_mistakes(group_of(), {"own.json": json.dumps(schema)})
    record = next(group.record for group in monitoring.log_groups if group.name == "/own")
    assert record is not None
    return record


def of_field(schema: object, **definitions: object) -> RecordField:
    """Return what a schema says of a field of its own."""
    return described({"properties": {"f": schema}, "$defs": definitions}).fields["f"]


def types(*names: str) -> RecordField:
    """Return a field of some types and any value."""
    return RecordField(frozenset(names))


def values(*texts: str) -> RecordField:
    """Return a field of any type and some values."""
    return RecordField(values=texts)


@pytest.mark.parametrize(
    ("schema", "field"),
    [
        ({}, ANY),
        (True, ANY),
        ({"description": "f", "format": "date-time", "minLength": 1}, ANY),
        ({"type": "string"}, TEXT),
        ({"type": ["string", "null"]}, types("string", "null")),
        ({"enum": ["a", "b"]}, values("a", "b")),
        ({"enum": ["a", "a"]}, values("a")),
        ({"enum": [1, 2]}, ANY),
        ({"enum": []}, ANY),
        ({"const": "a"}, values("a")),
        ({"const": 1}, ANY),
        ({"type": "string", "const": "a", "enum": ["a", "b"]},
         RecordField(frozenset({"string"}), ("a",))),
        ({"allOf": [{"type": "string"}, {"enum": ["a"]}]},
         RecordField(frozenset({"string"}), ("a",))),
        ({"anyOf": [{"type": "string"}, {"type": "number"}]}, types("string", "number")),
        ({"oneOf": [{"type": "string"}, {"type": "null"}]}, types("string", "null")),
        ({"anyOf": [{"enum": ["a"]}, {"type": "string"}]}, TEXT),
        ({"if": {"const": "a"}, "then": {"enum": ["b"]}, "not": {"type": "null"}}, ANY),
    ],
)  # fmt: skip
def test_field_has_the_types_and_values_its_schema_says(schema: object, field: RecordField) -> None:
    """Values only where all that are possible are listed, and texts."""
    assert of_field(schema) == field


def test_reference_is_what_it_refers_to() -> None:
    """In the file, by a path whose steps are escaped; more may stand beside it."""
    assert of_field({"$ref": "#/$defs/id"}, id={"type": "string"}) == TEXT
    assert of_field({"$ref": "#/$defs/a"}, a={"$ref": "#/$defs/b"}, b={"const": "x"}) == values("x")
    assert of_field({"$ref": "#/$defs/a~1b~0c"}, **{"a/b~c": {"type": "null"}}) == types("null")
    beside = of_field({"type": "string", "$ref": "#/$defs/v"}, v={"enum": ["x"]})
    assert beside == RecordField(frozenset({"string"}), ("x",))


@pytest.mark.parametrize(
    "reference",
    ["#/$defs/none", "#/none/at/all", "#", "#id", "other.json", "https://a.example/b", 5],
)
def test_reference_that_leads_nowhere_says_nothing(reference: object) -> None:
    """The field is known all the same."""
    assert "f" in described({"properties": {"f": {"$ref": reference}}}).fields


def test_reference_to_a_part_of_a_list_is_followed() -> None:
    """A step of a JSON pointer may be an index."""
    schema = {
        "properties": {"f": {"$ref": "#/$defs/both/allOf/1"}},
        "$defs": {"both": {"allOf": [{}, {"type": "string"}]}},
    }
    assert described(schema).fields["f"] == TEXT


def test_fields_are_known_by_their_paths() -> None:
    """Objects too; wherever a schema puts them together from others."""
    record = described(
        {
            "properties": {"a": {"type": "object", "properties": {"b": {"properties": {"c": {}}}}}},
            "allOf": [{"properties": {"all": {}}}, {"$ref": "#/$defs/more"}],
            "anyOf": [{"properties": {"any": {"type": "string"}}}],
            "oneOf": [{"properties": {"one": {}}}, {"properties": {"other": {}}}],
            "$defs": {"more": {"properties": {"more": {}}}, "unused": {"properties": {"no": {}}}},
        }
    )
    assert set(record.fields) == {
        "a", "a.b", "a.b.c", "all", "any", "more", "one", "other",
    }  # fmt: skip
    assert record.file == "own.json"


@pytest.mark.parametrize(
    ("path", "known"),
    [
        (("closed",), True),
        (("closed", "x"), False),
        (("silent", "x"), False),
        (("open", "x"), True),
        (("open", "x", "y"), True),
        (("open", "known"), True),
        (("described", "x"), True),
        (("closed", "open", "x"), True),
        (("x",), False),
    ],
)
def test_more_fields_there_are_only_where_it_says_so(path: tuple[str, ...], *, known: bool) -> None:
    """`additionalProperties` true, or with a schema; not where nothing is said, as in JSON Schema."""
    inner = {"open": {"additionalProperties": True, "properties": {"known": {}}}}
    record = described(
        {
            "properties": {
                "closed": {"additionalProperties": False, "properties": inner},
                "silent": {"properties": {"known": {}}},
                "described": {"additionalProperties": {"type": "string"}},
                **inner,
            }
        }
    )
    assert record.knows(path) is known


def test_record_itself_may_have_more_fields() -> None:
    """Then every field is known."""
    record = described({"additionalProperties": True, "properties": {"a": {"type": "string"}}})
    assert record.knows(("whatever", "it", "is"))
    assert record.fields == {"a": TEXT}


NESTED = {"properties": {"type": {"type": "string"}, "cause": {"$ref": "#/$defs/error"}}}


def test_recursion_ends() -> None:
    """A schema that refers to itself describes what is inside one another, many levels of it."""
    record = described({"$defs": {"error": NESTED}, "properties": {"error": NESTED}})
    for levels in range(15):
        assert record.fields[".".join(["error", *["cause"] * levels, "type"])] == TEXT
    circle = {"a": {"$ref": "#/$defs/b"}, "b": {"allOf": [{"$ref": "#/$defs/a"}]}}
    assert of_field({"$ref": "#/$defs/a"}, **circle) == ANY


def test_recursion_through_the_whole_schema() -> None:
    """`#` is the schema itself, which is how JSON Schema's own documentation writes recursion."""
    record = described({"properties": {"level": {"type": "string"}, "cause": {"$ref": "#"}}})
    assert record.fields["cause.level"] == TEXT
    assert record.knows(("cause", "cause", "level"))


def test_recursion_hides_no_field() -> None:
    """What refers to itself twice is endless in breadth too; the fields near the top are known."""
    twice = {"properties": {**NESTED["properties"], "related": {"$ref": "#/$defs/error"}}}
    record = described(
        {
            "$defs": {"error": twice},
            "properties": {"error": {"$ref": "#/$defs/error"}, "meta": {"properties": {"org": {}}}},
        }
    )
    assert record.knows(("error", "cause", "type"))
    assert record.knows(("error", "related", "type"))
    assert record.knows(("meta", "org"))


def test_schema_that_brings_itself_in_many_times_over_is_read() -> None:
    """Thirty levels of two references each would be a billion schemas."""
    levels = {f"l{n}": {"allOf": [{"$ref": f"#/$defs/l{n + 1}"}] * 2} for n in range(30)}
    levels["l30"] = {"allOf": [{"type": "string"}]}
    record = described(
        {"properties": {"a": {"type": "string"}, "b": {"$ref": "#/$defs/l0"}}, "$defs": levels}
    )
    assert record.fields["a"] == TEXT
    assert record.knows(("b",))


def test_schema_of_very_many_fields() -> None:
    """All of them are known."""
    record = described({"properties": {f"f{n}": {"type": "string"} for n in range(5_000)}})
    assert len(record.fields) == 5_000
    assert record.fields["f4999"] == TEXT


def test_deep_schema_is_known_down_to_some_level() -> None:
    """No record is nested so deep; below, a schema of any depth does no harm."""
    schema: dict[str, object] = {"type": "string"}
    for level in range(200):
        schema = {"properties": {f"l{level}": schema}}
    record = described(schema)
    assert record.knows(tuple(f"l{level}" for level in range(199, 183, -1)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no JSON: Expecting value, line 1, column 1"),
        ('{"properties":\n {,}}',
         "is no JSON: Expecting property name enclosed in double quotes, line 2, column 3"),
        ("[1]", "is no JSON Schema: it holds no object"),
        ("true", "is no JSON Schema: it holds no object"),
        ("{}", "describes no field: it has no `properties`"),
        ('{"properties": {}}', "describes no field: it has no `properties`"),
        ('{"properties": ["a"]}', "describes no field: it has no `properties`"),
        ('{"$ref": "#"}', "describes no field: it has no `properties`"),
        ("[" * 100_000, "is nested too deep"),
    ],
)  # fmt: skip
def test_broken_schema_is_told_under_the_file(text: str, message: str) -> None:
    """What is no JSON Schema, or describes nothing."""
    assert mistake(group_of(), {"own.json": text}) == (
        f"bad-record: `own.json` {message}",
        "own.json",
        None,
    )


@pytest.mark.parametrize(
    "field",
    [
        '{"type": 5}',
        '{"type": [["string"]]}',
        '{"type": {"not": "a type"}}',
        '{"enum": 5}',
        '{"enum": true}',
        '{"enum": "abc"}',
        '{"enum": {"a": 1}}',
        '{"const": []}',
        '{"allOf": {}, "anyOf": 5, "oneOf": "x"}',
        '{"allOf": [5, null, "x"]}',
        '{"properties": 5}',
        '{"properties": {"": 5}}',
        '{"additionalProperties": "yes"}',
        '{"$ref": ["#"]}',
        f'{{"maximum": {"9" * 5_000}}}',
        '{"maximum": 1e999}',
    ],
)
def test_keyword_that_cannot_be_does_no_harm(field: str) -> None:
    """A keyword with a value of the wrong type is refused, or says nothing; nothing fails."""
    found = read(group_of(), {"own.json": f'{{"properties": {{"f": {field}}}}}'})
    assert all(one.startswith("bad-record: ") for one in found.messages)


def test_missing_file_is_told() -> None:
    """The path is taken from where the specs stand."""
    assert mistake(group_of("no.json")) == (
        "missing-file: there is no file `no.json`",
        "no.json",
        "the path is taken from the directory of this file",
    )
    in_a_directory = {"environments.yaml": ENVIRONMENTS, "logs/specs.yaml": group_of("../r.json")}
    for there in ("logs/../r.json", "logs/r.json"):
        found = compile_texts(in_a_directory, examples={there: '{"properties": {"a": {}}}'})
        assert (found.messages == []) is (there == "logs/../r.json")


def test_unreadable_file_is_told(tmp_path: Path) -> None:
    """One that is no text, or no file."""
    (tmp_path / "environments.yaml").write_text(ENVIRONMENTS)
    (tmp_path / "specs.yaml").write_text(
        "LogGroups:\n  /a: {Record: latin.json}\n  /b: {Record: directory}\n"
    )
    (tmp_path / "latin.json").write_bytes(b'{"title": "\xe9"}')
    (tmp_path / "directory").mkdir()
    assert [(one.rule, one.message) for one in load(tmp_path).problems] == [
        ("unreadable-file", "`latin.json` is not UTF-8: it holds the byte 0xE9"),
        ("unreadable-file", "`directory` is a directory"),
    ]
