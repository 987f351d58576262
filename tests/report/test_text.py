"""Problems as text."""

import json
from collections.abc import Iterable

from eventflow_monitoring.position import Origin, Span
from eventflow_monitoring.problem import Problem, Related, Severity
from eventflow_monitoring.report.problems import render_problems
from eventflow_monitoring.report.text import summary
from eventflow_monitoring.source.tree import Source, Tree


def shown(text: str, *problems: Problem) -> str:
    """Return problems with a text as they are shown."""
    return render_problems(problems, {"a.yaml": Tree(Source("a.yaml", text))})


def at(start: int, end: int) -> Origin:
    """Return the place of a stretch of the text."""
    return Origin("a.yaml", span=Span(start, end))


def test_problem_is_shown_with_its_line() -> None:
    """The message, the place, the line with a caret under the token, and the help."""
    assert shown("one: 1\ntwo: 2\n", Problem("rule", "message", at(7, 10), help="help")) == (
        "error[rule]: message\n  --> a.yaml:2:1\n   |\n 2 | two: 2\n   | ^^^\n   = help: help"
    )


def test_gutter_is_as_wide_as_the_number() -> None:
    """The bars stand in one column whatever line it is."""
    text = "x\n" * 99 + "here: x\n"
    problem = Problem("rule", "message", at(198, 202), related=(Related("first here", at(0, 1)),))
    assert shown(text, problem) == (
        "error[rule]: message\n"
        "    --> a.yaml:100:1\n"
        "     |\n"
        " 100 | here: x\n"
        "     | ^^^^\n"
        "     = note: first here: a.yaml:1:1"
    )


def test_place_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    """Of a mapping the first line is shown."""
    assert shown("one: 1\ntwo: 2\n", Problem("rule", "message", at(5, 14))).endswith(
        " 1 | one: 1\n   |      ^"
    )


def test_place_at_the_end_of_the_text_is_shown() -> None:
    """Where something is missing at the end, the caret stands behind the text."""
    assert shown("one:", Problem("rule", "message", at(4, 4))).endswith(" 1 | one:\n   |     ^")
    assert shown("one:\n", Problem("rule", "message", at(5, 5))).endswith(" 2 |\n   | ^")


def test_line_end_of_windows_is_not_shown() -> None:
    """A carriage return before the line end is a part of it."""
    assert shown("one: 1\r\ntwo: 2\r\n", Problem("rule", "message", at(5, 8))).endswith(
        " 1 | one: 1\n   |      ^"
    )


def test_carriage_return_inside_a_line_is_shown_as_a_picture() -> None:
    """Nothing in a file can move the cursor."""
    assert shown("one\rtwo: 1", Problem("rule", "a\nb\x1b", at(4, 7))) == (
        "error[rule]: a␊b␛\n  --> a.yaml:1:5\n   |\n 1 | one␍two: 1\n   |     ^^^"
    )


def test_caret_stands_under_wide_and_combining_characters() -> None:
    """A wide character takes two columns, a combining one none."""
    # The é is an e and an accent of its own.
    assert shown("日e\u0301: x", Problem("rule", "message", at(0, 3))).endswith(
        " 1 | 日e\u0301: x\n   | ^^^"
    )
    assert shown("日e\u0301: x", Problem("rule", "message", at(5, 6))).endswith("\n   |      ^")


def test_long_message_is_cut() -> None:
    """A value that is quoted in a message does not fill the screen."""
    first, *_ = shown("x", Problem("rule", "y" * 1_000, at(0, 1))).split("\n")
    assert first == "error[rule]: " + "y" * 387 + "…"


def test_place_far_along_a_long_line_is_shown_with_what_is_around_it() -> None:
    """Of a long line the part around the place is shown."""
    text = "x" * 500 + "here" + "y" * 500
    lines = shown(text, Problem("rule", "message", at(500, 504))).split("\n")
    assert lines[3:] == [f" 1 | {'x' * 80}here{'y' * 76}", f"   | {' ' * 80}^^^^"]


def test_place_longer_than_the_part_that_is_shown_ends_with_it() -> None:
    """The carets never go past the text they are under."""
    lines = shown("x" * 500, Problem("rule", "message", at(100, 500))).split("\n")
    assert lines[3:] == [f" 1 | {'x' * 160}", f"   | {' ' * 80}{'^' * 80}"]


def test_suggestion_is_shown_with_its_place() -> None:
    """What was meant and where it stands are one line."""
    problem = Problem(
        "rule", "message", at(0, 1), "did you mean `two`?", (Related("`two`", at(7, 10)),)
    )
    assert shown("one: 1\ntwo: 2\n", problem).endswith(
        "\n   = help: did you mean `two`? (a.yaml:2)"
    )


def test_problem_without_a_place_is_shown_without_a_line() -> None:
    """What no file is to blame for has a message and help."""
    assert shown("", Problem("rule", "message", help="help")) == (
        "error[rule]: message\n   = help: help"
    )


def test_file_that_could_not_be_read_has_no_line() -> None:
    """A place in a file without text is its beginning."""
    assert (
        shown("", Problem("rule", "message", at(0, 0))) == "error[rule]: message\n  --> a.yaml:1:1"
    )
    problem = Problem("rule", "message", Origin("elsewhere.yaml", ("Alarms",)))
    assert shown("", problem) == "error[rule]: message\n  --> elsewhere.yaml:1:1"


def test_problems_are_sorted_by_place() -> None:
    """Problems without a place come first, then file by file from the top."""
    problems = [Problem("c", "", at(5, 6)), Problem("b", "", at(0, 1)), Problem("a", "")]
    rules = [line[6:7] for line in shown("one: 1", *problems).split("\n") if line[:5] == "error"]
    assert rules == ["a", "b", "c"]


def test_summary_counts_by_severity() -> None:
    """Errors come first, and one is not several."""

    def problems(*severities: Severity) -> Iterable[Problem]:
        return [Problem("rule", "message", severity=severity) for severity in severities]

    assert summary(problems()) == ""
    assert summary(problems(Severity.ERROR)) == "1 error"
    assert (
        summary(problems(Severity.NOTE, Severity.ERROR, Severity.WARNING, Severity.ERROR))
        == "2 errors, 1 warning, 1 note"
    )


def test_of_very_many_problems_the_first_are_shown_errors_before_the_rest() -> None:
    """What is not shown is counted, in every format; a warning gives way to an error."""
    text = "a\n" * 3_000
    warnings = [
        Problem("w", "one", at(2 * n, 2 * n + 1), severity=Severity.WARNING) for n in range(1_500)
    ]
    errors = [Problem("e", "two", at(2 * n, 2 * n + 1)) for n in range(2_000, 2_300)]
    lines = shown(text, *warnings, *errors).splitlines()
    assert sum(line.startswith("error[e]") for line in lines) == 300
    assert sum(line.startswith("warning[w]") for line in lines) == 700
    assert lines[-1] == "note[more-problems]: and 800 more problems, which are not shown"
    trees = {"a.yaml": Tree(Source("a.yaml", text))}
    assert len(json.loads(render_problems([*warnings, *errors], trees, "json"))) == 1_001


def test_long_line_is_not_copied_for_every_problem() -> None:
    """A file of one line is shown in parts, each as long as what is shown."""
    taken: list[int] = []

    class Counting(Source):
        def part_of_line(self, number: int, first: int, last: int) -> str:
            part = super().part_of_line(number, first, last)
            taken.append(len(part))
            return part

        def line(self, number: int) -> str:
            raise AssertionError(number)

    text = "one two " * 100_000
    problems = [Problem("rule", "message", at(8 * n, 8 * n + 3)) for n in range(500)]
    assert render_problems(problems, {"a.yaml": Tree(Counting("a.yaml", text))}).count("^^^") == 500
    assert max(taken) == 160


def test_sign_that_turns_text_round_is_spelled_out() -> None:
    """Neither a message nor a line reads as what it is not."""
    lines = shown("one \u202etwo\n", Problem("rule", "a \u202e b", at(0, 3)))
    assert "\u202e" not in lines
    assert lines.count("\\u202e") == 2
