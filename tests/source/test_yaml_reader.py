"""Text to tree: what values are, and what is refused."""

import pytest

from eventflow_monitoring.source import allowed_text, yaml_reader
from eventflow_monitoring.source.tree import Source
from eventflow_monitoring.source.yaml_reader import MAX_DEPTH, read_yaml
from tests.source.reading import data_of, problems_of


@pytest.mark.parametrize(
    "written",
    [
        "on",
        "no",
        "0x9",
        "012345678901",
        "12:30",
        "1_000",
        "null",
        "~",
        "1e3",
        "2026-11-23",
        "=",
        "5%",
    ],
)
def test_plain_scalar_is_the_text_that_was_written(written: str) -> None:
    """What YAML 1.1 takes for a number, a date or a truth value stays text, as key and as value."""
    assert data_of(f"{written}: {written}\n") == {written: written}


def test_only_a_plain_scalar_can_be_without_value() -> None:
    """Nothing is None, an empty text in quotes is an empty text."""
    assert data_of("a:\nb: ''\nc: \"\"\nd: [ '', ]\n") == {"a": None, "b": "", "c": "", "d": [""]}


def test_block_and_folded_texts_are_read() -> None:
    """Texts of several lines are what YAML says they are."""
    assert data_of("a: |\n  one\n  two\nb: >-\n  one\n  two\n") == {
        "a": "one\ntwo\n",
        "b": "one two",
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n", "---\n", "---\n...\n", "\ufeff"])
def test_nothing_is_no_mistake(text: str) -> None:
    """A text without a value has no data and no problem."""
    assert data_of(text) is None


def test_64_levels_are_read() -> None:
    """The deepest nesting that is allowed is read."""
    data = data_of("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    for _ in range(MAX_DEPTH - 1):
        assert isinstance(data, list)
        (data,) = data
    assert data == []


def test_65_levels_are_refused() -> None:
    """One level more is refused at the place where it begins."""
    tree, problems = read_yaml(Source("a.yaml", "[" * (MAX_DEPTH + 1)))
    assert tree.data is None
    (problem,) = problems
    assert (problem.rule, problem.message) == ("too-deep", "nested more than 64 levels deep")
    assert problem.origin is not None
    assert problem.origin.span == (MAX_DEPTH, MAX_DEPTH + 1)


def test_levels_that_an_alias_brings_in_count() -> None:
    """Anchors that hold each other cannot nest deeper than plain text can."""
    deep = "[" * 40 + "x" + "]" * 40
    assert problems_of(f"a: &a {deep}\nb: &b [[*a]]\nc: {'[' * 22}*b{']' * 22}\n") == (
        "error[too-deep]: nested more than 64 levels deep\n"
        "  --> a.yaml:3:26\n"
        "   |\n"
        " 3 | c: [[[[[[[[[[[[[[[[[[[[[[*b]]]]]]]]]]]]]]]]]]]]]]\n"
        "   |                          ^^"
    )


def test_values_that_aliases_repeat_count_each_time() -> None:
    """A few lines of aliases cannot stand for billions of values."""
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 10)
    )
    assert problems_of(bomb) == (
        "error[too-many-values]: more than 2,000,000 values, what an alias repeats counted each time\n"
        "  --> a.yaml:7:10\n"
        "   |\n"
        " 7 | a6: &a6 [*a5, *a5, *a5, *a5, *a5, *a5, *a5, *a5, *a5, *a5]\n"
        "   |          ^^^"
    )


def test_values_are_limited_without_aliases_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The value that is one too many is shown."""
    monkeypatch.setattr(yaml_reader, "MAX_NODES", 5)
    assert problems_of("a: b\nc: d\n") == ""
    assert problems_of("a: b\nc: [d]\n") == (
        "error[too-many-values]: more than 5 values, what an alias repeats counted each time\n"
        "  --> a.yaml:2:5\n"
        "   |\n"
        " 2 | c: [d]\n"
        "   |     ^"
    )


def test_thousands_of_aliases_are_read() -> None:
    """An alias to a scalar costs one value, so that many of them are fine."""
    data = data_of("a: &a x\nb: [" + "*a, " * 10_000 + "]\n")
    assert isinstance(data, dict)
    assert data["b"] == ["x"] * 10_000


def test_file_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of more characters than the limit is not even parsed."""
    monkeypatch.setattr(allowed_text, "MAX_CHARACTERS", 10)
    assert problems_of("a: 3456789") == ""
    assert problems_of("a: 34567890") == (
        "error[file-too-large]: the file has 11 characters, more than 10\n"
        "  --> a.yaml:1:1\n"
        "   |\n"
        " 1 | a: 34567890\n"
        "   | ^\n"
        "   = help: split it: sections may stand in any file of the directory"
    )


def test_alias_inside_its_own_anchor_is_refused() -> None:
    """What holds itself is no tree."""
    assert problems_of("a: &a\n  b: *a\n") == (
        "error[bad-alias]: the alias `*a` stands inside its own anchor\n"
        "  --> a.yaml:2:6\n"
        "   |\n"
        " 2 |   b: *a\n"
        "   |      ^^"
    )


def test_alias_means_the_nearest_anchor_before_it() -> None:
    """An anchor may be given anew; an alias means the last one before it."""
    assert data_of("a: &x 1\nb: *x\nc: &x 2\nd: *x\n") == {"a": "1", "b": "1", "c": "2", "d": "2"}


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\0", "U+0000"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\ud800", "U+D800"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_character_that_yaml_refuses_is_shown(character: str, name: str) -> None:
    """Control characters and lone surrogates are refused at their place."""
    tree, problems = read_yaml(Source("a.yaml", f"a: b\nc: d{character}e\n"))
    assert tree.data is None
    (problem,) = problems
    assert problem.message == f"character {name} is not allowed in YAML"
    assert problem.origin is not None
    assert problem.origin.span == (9, 10)


def test_control_character_is_not_sent_to_the_terminal() -> None:
    """The line with a control character is shown with a picture of it."""
    assert problems_of("a: \x1b[31m\n").splitlines()[3:] == [" 1 | a: ␛[31m", "   |    ^"]


@pytest.mark.parametrize("written", ["<<: *a", "<<: [*a]", "<<: [{b: 3}, *a]", "b: 3\n  <<: *a"])
def test_own_keys_and_earlier_merges_win(written: str) -> None:
    """What `<<` brings in never replaces a key of the mapping itself or of an earlier merge."""
    first = {"a": "1"} if "3" not in written else {"a": "1", "b": "3"}
    expected = {"a": "1", "b": "2"} | first
    assert data_of(f"x: &a {{a: 1, b: 2}}\ny:\n  {written}\n") == {
        "x": {"a": "1", "b": "2"},
        "y": expected,
    }


def test_merge_of_no_mapping_is_refused() -> None:
    """`<<` takes a mapping or a list of mappings."""
    for value in ("3", "[a]", "", "[*a, b]"):
        shown = problems_of(f"x: &a {{}}\ny:\n  <<: {value}\n")
        assert shown.startswith("error[merge-key]: `<<` takes a mapping or a list of mappings\n")
        assert "--> a.yaml:3:" in shown


def test_merge_key_in_quotes_is_refused() -> None:
    """A `<<` in quotes would mean a merge to one tool and a key to another."""
    assert problems_of("x: &a {}\ny: {'<<': *a}\n") == (
        "error[merge-key]: `<<` in quotes is not a merge key\n"
        "  --> a.yaml:2:5\n"
        "   |\n"
        " 2 | y: {'<<': *a}\n"
        "   |     ^^^^"
    )


def test_first_of_two_keys_is_kept() -> None:
    """Of two values for one key the first is kept, and the second place is shown with the first."""
    tree, problems = read_yaml(Source("a.yaml", "a: 1\nb: 2\na: 3\n"))
    assert tree.data == {"a": "1", "b": "2"}
    assert [problem.message for problem in problems] == ["the key `a` stands twice"]


def test_tag_is_shown_as_it_was_written() -> None:
    """A tag is refused, in YAML's short form and in the author's."""
    assert [
        line for line in problems_of("a: !!int 5\nb: !x [c]\n").splitlines() if "error" in line
    ] == [
        "error[yaml-tag]: the tag `!!int` means nothing here",
        "error[yaml-tag]: the tag `!x` means nothing here",
    ]


def test_non_specific_tag_means_nothing() -> None:
    """A `!` alone says that a value is text, which it is anyway."""
    assert data_of("a: ! 12\n") == {"a": "12"}


@pytest.mark.parametrize("key", ["? [a]\n: b", "? {a: b}\n: c", "[a]: b", "x: &x y\n*x : z"])
def test_key_that_is_no_text_is_refused(key: str) -> None:
    """A list, a mapping or an alias cannot be a key."""
    assert problems_of(f"{key}\n").startswith("error[bad-key]: a key must be text")


def test_second_document_is_refused() -> None:
    """What follows `---` is not dropped in silence."""
    tree, problems = read_yaml(Source("a.yaml", "a: b\n---\nc: d\n"))
    assert tree.data is None
    assert [problem.rule for problem in problems] == ["several-documents"]


def test_problems_before_a_syntax_error_are_kept() -> None:
    """A syntax error does not hide what was found above it."""
    shown = problems_of("a: 1\na: 2\nb: [\n")
    assert [line for line in shown.splitlines() if line.startswith("error")] == [
        "error[duplicate-key]: the key `a` stands twice",
        "error[yaml-syntax]: this `[` is not closed",
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"X: [{'a, ' * 100_000}]\n",
        f"X: {{a: {{{', '.join(f'k{number}: a' for number in range(100_000))}}}}}\n",
        "".join(f"S{number}: a\n" for number in range(100_000)),
    ],
)
def test_list_or_mapping_holds_only_so_many_values(text: str) -> None:
    """Only the things of a section may be more; what is wrong with each would take minutes."""
    tree, (problem,) = read_yaml(Source("a.yaml", text))
    assert (tree.data, problem.rule) == (None, "too-many-values")
    assert problem.message.startswith("more than 10,000 values in one ")
    things = "".join(f"  t{number}:\n" for number in range(10_050))
    assert read_yaml(Source("a.yaml", f"X:\n{things}"))[1] == []


@pytest.mark.parametrize("item", ["a: b", "a!: !tag b"])
def test_a_thousand_errors_end_the_reading(item: str) -> None:
    """Of a file full of the same mistake the rest is not read."""
    items = ", ".join(item.replace("!:", f"{number}:") for number in range(100_000))
    tree, problems = read_yaml(Source("a.yaml", f"X: {{{items}}}\n"))
    assert tree.data is None
    assert len(problems) == 1_002
    assert problems[-1].rule == "too-many-errors"
