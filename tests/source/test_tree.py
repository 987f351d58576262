"""Where things stand: from pointers to the text they were written as."""

import pytest

from eventflow_monitoring.position import Origin, Pointer, Span
from eventflow_monitoring.source.tree import Source, Tree
from eventflow_monitoring.source.yaml_reader import read_yaml


def tree_of(text: str) -> Tree:
    return read_yaml(Source("a.yaml", text))[0]


def written_at(
    tree: Tree, *pointer: str | int, on_key: bool = False, within: Span | None = None
) -> str:
    """Return the text that an origin stands for."""
    start, end = tree.locate(Origin("a.yaml", pointer, on_key, within))
    return tree.source.text[start:end]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028\n", "\x85\n"])
def test_lines_end_where_editors_end_them(end: str) -> None:
    """Windows line ends count once; U+2028 and U+0085, line breaks to YAML, not at all."""
    tree = tree_of(end.join(["# first", "a: b", "c: [d, e]", ""]))
    span = tree.values["c", 1]
    assert tree.source.text[span.start : span.end] == "e"
    assert tree.source.line_and_column(span.start) == (3, 8)
    assert tree.source.line(2).rstrip("\u2028\x85") == "a: b"


def test_line_break_of_yaml_inside_a_line_moves_no_position() -> None:
    """A value behind U+2028 is where an editor shows it."""
    tree = tree_of("a: 'b\u2028c'\nd: e\n")
    assert tree.source.line_and_column(tree.values["d",].start) == (2, 4)


def test_characters_outside_the_basic_plane_count_once() -> None:
    """Positions count characters, not bytes or UTF-16 units."""
    tree = tree_of("a: {'🔥é': '🔥', b: c}\n")
    assert tree.source.line_and_column(tree.values["a", "b"].start) == (1, 19)


_TEXT = """\
a: &x one
b: ['two', {c: three}]
d: "four\\n"
e: |
  five
f: *x
g: {h: [*x]}
k: &y {j: 6, l: [7]}
i:
  <<: *y
  m: &z
    n: 8
"""


@pytest.mark.parametrize(
    ("pointer", "written"),
    [
        (("a",), "one"),
        (("b", 0), "'two'"),
        (("b", 1, "c"), "three"),
        (("d",), '"four\\n"'),
        (("e",), "|\n  five\n"),
        (("f",), "*x"),
        (("g", "h", 0), "*x"),
        (("k",), "{j: 6, l: [7]}"),
        (("i", "j"), "*y"),
        (("i", "m"), "n: 8\n"),
    ],
)
def test_value_stands_where_it_was_written(pointer: Pointer, written: str) -> None:
    """A value is its text without its anchor, an alias where it is used, a merge at its `<<`."""
    assert written_at(tree_of(_TEXT), *pointer) == written


@pytest.mark.parametrize(
    ("pointer", "written"),
    [
        (("b", 1, "c"), "c"),
        (("i",), "i"),
        (("i", "j"), "*y"),
        (("b", 1), "{c: three}"),
    ],
)
def test_key_stands_where_it_was_written(pointer: Pointer, written: str) -> None:
    """The key is shown where there is one: an item of a list and a merged key have their value."""
    assert written_at(tree_of(_TEXT), *pointer, on_key=True) == written


@pytest.mark.parametrize(
    ("pointer", "written"),
    [
        (("a", "nothing"), "one"),
        (("b", 1, "nothing", "more"), "{c: three}"),
        (("i", "l", 0), "*y"),
        (("g", "h", 0, "nothing"), "*x"),
        (("nothing", 3), ""),
    ],
)
def test_what_was_not_written_stands_at_what_holds_it(pointer: Pointer, written: str) -> None:
    """A place without a text of its own is shown at the nearest one around it, or the beginning."""
    assert written_at(tree_of(_TEXT), *pointer) == written


def test_byte_order_mark_in_a_text_moves_no_position() -> None:
    """A mark that is in the text is counted like any character, and is no part of a key."""
    tree = tree_of("\ufeffa: b")
    assert list(tree.keys) == [("a",)]
    assert written_at(tree, "a") == "b"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a: 100 * Errors", "Errors"),
        ("a: '100 * Errors'", "Errors"),
        ('a: "100 * Errors"', "Errors"),
        ("a: &x 100 * Errors", "Errors"),
        ('a: "1\\x300 * Errors"', '"1\\x300 * Errors"'),
        ("a: '100 * Errors '''", "Errors"),
        ("a: '''00 * Errors'", "'''00 * Errors'"),
        ("a: 100 *\n  Errors", "Errors"),
        ("a: |\n  100 * Errors", "Errors"),
        ("a: |-\n    100 *\n    Errors", "Errors"),
        ("a: |2+ # why\n\n  10 *\n  Errors\n\nb: c", "Errors"),
        ("a: |\r\n  100 *\r\n  Errors\r\n", "Errors"),
        ("a: >\n  100 * Errors", "Errors"),
        ("a: >-\n    100\n    *\n    Errors", "Errors"),
        ("a: >\n  10 *\n   Errors\n  / 2", "Errors"),
        ("b: &x 100 * Errors\na: *x", "*x"),
        ("a: 100 * ${Name}", "100 * ${Name}"),
        ("a: 100 * Errors / ${Name}", "Errors"),
        ("a: |\n  10 * ${X} +\n  Errors\n", "10 * ${X} +\n  Errors\n"),
        ("a: >\n\n  \n  ${X}100\n  Errors\n", "${X}100\n  Errors\n"),
    ],
)
def test_part_of_a_value_is_shown_only_where_it_is_exact(text: str, shown: str) -> None:
    """Escapes, aliases and variables before it shift a text: then the whole value is shown."""
    assert written_at(tree_of(text), "a", within=Span(6, 12)) == shown


def test_variable_is_shown_inside_its_value() -> None:
    """A variable itself is not shifted."""
    assert written_at(tree_of("a: x/${Name}/${Other}"), "a", within=Span(2, 9)) == "${Name}"
