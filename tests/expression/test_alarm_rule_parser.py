"""The rule of a composite alarm: what is refused, and where."""

import pytest

from eventflow_monitoring.expression.alarm_rule import parse_rule
from eventflow_monitoring.expression.syntax import ExpressionError

AT_LEAST_HELP = "`AT_LEAST(2, ALARM, (x, y, z))`"


def refusal(text: str) -> tuple[str, str, str | None]:
    """Return the message for a rule, the part it is about, and the help."""
    with pytest.raises(ExpressionError) as caught:
        parse_rule(text)
    start, end = caught.value.span
    return caught.value.message, text[start:end], caught.value.help


@pytest.mark.parametrize(
    ("text", "message", "part", "help"),
    [
        ("", "the rule ends too soon", "", None),
        ("  ", "the rule ends too soon", " ", None),
        ("ALARM(a) AND", "the rule ends too soon", "D", None),
        ("NOT", "the rule ends too soon", "T", None),
        ("ALARM(", "the rule ends too soon", "(", None),
        ("AT_LEAST(", "the rule ends too soon", "(", None),
        ("AT_LEAST(1,", "the rule ends too soon", ",", None),
        ("AT_LEAST(1, NOT", "the rule ends too soon", "T", None),
        ("AT_LEAST(1, OK,", "the rule ends too soon", ",", None),
        ("(ALARM(a)", "this parenthesis is never closed", "(", None),
        ("ALARM(a", "this parenthesis is never closed", "(", None),
        ("ALARM(a AND ALARM(b)", "this parenthesis is never closed", "(", None),
        ("AT_LEAST(1, OK, (a)", "this parenthesis is never closed", "(", None),
        ("AT_LEAST(1", "this parenthesis is never closed", "(", None),
        ("ALARM(a))", "this parenthesis was never opened", ")", None),
        ("()", "`)` is not expected here", ")", None),
        ("AND ALARM(a)", "`AND` is not expected here", "AND", None),
        ("ALARM(a) AND OR ALARM(b)", "`OR` is not expected here", "OR", None),
        ("ALARM(a) AND && ALARM(b)", "`&&` is not expected here", "&&", None),
        ("ALARM(a), ALARM(b)", "`,` is not expected here", ",", None),
        ("ALARM(a) ALARM(b)", "an operator is missing before `ALARM`", "ALARM",
         "join conditions by `AND` or `OR`"),
        ('(TRUE "a")', 'an operator is missing before `"a"`', '"a"',
         "join conditions by `AND` or `OR`"),
        ("ALARM(a) and ALARM(b)", "`and` is no operator", "and", "did you mean `AND`?"),
        ("ALARM(a) Or ALARM(b)", "`Or` is no operator", "Or", "did you mean `OR`?"),
        ("ALARM(a) && ALARM(b)", "`&&` is no operator", "&&", "did you mean `AND`?"),
        ("ALARM(a) | ALARM(b)", "`|` is no operator", "|", "did you mean `OR`?"),
        ("!ALARM(a)", "`!` is no operator", "!", "did you mean `NOT`?"),
        ("TRUE OR not OK(a)", "`not` means nothing in a rule, words are in capitals", "not",
         "did you mean `NOT`?"),
        ("alarm(a)", "`alarm` means nothing in a rule, words are in capitals", "alarm",
         "did you mean `ALARM`?"),
        ("false", "`false` means nothing in a rule, words are in capitals", "false",
         "did you mean `FALSE`?"),
        ("ALRM(a)", "a rule has no condition `ALRM`", "ALRM", "did you mean `ALARM`?"),
        ("xyz(a)", "a rule has no condition `xyz`", "xyz",
         "known: `ALARM`, `OK`, `INSUFFICIENT_DATA`, `AT_LEAST`"),
        ("TRUE AND Errors", "`Errors` is not a condition", "Errors",
         "say which state the alarm is in: `ALARM(Errors)`"),
        ('"High errors"', '`"High errors"` is not a condition', '"High errors"',
         'say which state the alarm is in: `ALARM("High errors")`'),
        ("ALARM", "a parenthesis is missing after `ALARM`", "ALARM", "`ALARM(x)`"),
        ("OK a", "a parenthesis is missing after `OK`", "OK", "`OK(x)`"),
        ("AT_LEAST 2", "a parenthesis is missing after `AT_LEAST`", "AT_LEAST", AT_LEAST_HELP),
        ("ALARM()", "the name of an alarm is missing", ")", None),
        ('ALARM("")', "the name of an alarm is missing", '""', None),
        ("AT_LEAST(1, OK, (a,))", "the name of an alarm is missing", ")", None),
        ("ALARM(a, b)", "`ALARM` takes one alarm", ",",
         "`AT_LEAST(1, ALARM, (x, y))` takes several"),
        ("ALARM(High error  rate)", "the name of an alarm is one word, `error` is another", "error",
         'a name with spaces needs quotes: `"High error rate"`'),
        ("AT_LEAST(1, OK, (a b, c))", "the name of an alarm is one word, `b` is another", "b",
         'a name with spaces needs quotes: `"a b"`'),
        ("ALARM(Errors(5xx))", "the name of an alarm is expected, not `Errors(...)`", "Errors",
         "a name that has parentheses needs quotes"),
        ("AT_LEAST(1, OK, (ALARM(a)))", "the name of an alarm is expected, not `ALARM(...)`",
         "ALARM",
         f"the alarms are in one state, which stands before them: {AT_LEAST_HELP}"),
        ("2 of ALARM(a)", "`2` is not a condition", "2",
         f"so many of some alarms: {AT_LEAST_HELP}"),
        ("AT_LEAST(1, OK, (a, b, a))", "`a` is listed twice", "a", None),
        ('ALARM("a)', "this quote is never closed", '"', None),
        (r'ALARM("a\")', "this quote is never closed", '"', None),
        (r'ALARM("a\b")', r'a backslash stands only before a quote in a name, as `\"`', "\\", None),
        (r"ALARM(a\)", r'a backslash stands only before a quote in a name, as `\"`', "\\", None),
        (r'ALARM("\"\\")', r'a backslash stands only before a quote in a name, as `\"`', "\\", None),
        ("AT_LEAST(x, OK, (a))", "`x` is no number of alarms", "x",
         "write a number, `2`, or a percentage, `50%`"),
        ("AT_LEAST(1.5, OK, (a))", "`1.5` is no number of alarms", "1.5",
         "write a number, `2`, or a percentage, `50%`"),
        ("AT_LEAST(٣, OK, (a))", "`٣` is no number of alarms", "٣",
         "write a number, `2`, or a percentage, `50%`"),
        ("AT_LEAST(2 OK, (a))", "a comma is missing before `OK`", "OK", AT_LEAST_HELP),
        ("AT_LEAST(1, OK (a))", "a comma is missing before `(`", "(", AT_LEAST_HELP),
        ("AT_LEAST(1, ok, (a))", "`ok` is no state of an alarm", "ok", "did you mean `OK`?"),
        ("AT_LEAST(1, NOT x, (a))", "`x` is no state of an alarm", "x",
         f"{AT_LEAST_HELP}; known: `ALARM`, `OK`, `INSUFFICIENT_DATA`"),
        ("AT_LEAST(2, a, b)", "`a` is no state of an alarm", "a",
         f"{AT_LEAST_HELP}; known: `ALARM`, `OK`, `INSUFFICIENT_DATA`"),
        ("AT_LEAST(2, (ALARM(a), OK(b)))", "`(` is no state of an alarm", "(",
         f"{AT_LEAST_HELP}; known: `ALARM`, `OK`, `INSUFFICIENT_DATA`"),
        ("AT_LEAST(1, OK, a)", "the alarms of `AT_LEAST` stand in parentheses of their own", "a",
         AT_LEAST_HELP),
        ("AT_LEAST(1, OK, ( ))", "`AT_LEAST` takes one alarm or more, none is written", "( )",
         AT_LEAST_HELP),
        ("AT_LEAST(0, OK, (a))", "at least 0 alarms is always so, a rule counts from 1", "0", None),
        ("AT_LEAST(3, OK, (a, b))", "2 alarms are listed, fewer than the 3 to count", "3", None),
        ("AT_LEAST(2, OK, (a))", "1 alarm is listed, fewer than the 2 to count", "2", None),
        ("AT_LEAST(0%, OK, (a))", "a percentage of alarms is from 1% to 100%", "0%", None),
        ("AT_LEAST(101%, OK, (a))", "a percentage of alarms is from 1% to 100%", "101%", None),
    ],
)  # fmt: skip
def test_mistake_is_refused_at_its_place(
    text: str, message: str, part: str, help: str | None
) -> None:
    """The error names the part of the text that is to blame, and what to do where that is clear."""
    assert refusal(text) == (message, part, help)


@pytest.mark.parametrize(
    ("text", "start"),
    [("(TRUE AND (ALARM(a))", 0), ("TRUE AND (ALARM(a)", 9), ("TRUE AND ((FALSE)", 9)],
)
def test_open_parenthesis_is_the_one_without_its_other(text: str, start: int) -> None:
    """Of several parentheses the one that lacks its closing one is pointed at."""
    with pytest.raises(ExpressionError) as caught:
        parse_rule(text)
    assert caught.value.span == (start, start + 1)


@pytest.mark.parametrize(
    ("text", "operators", "part", "help"),
    [
        ("ALARM(a) AND ALARM(b) OR OK(c)", "`AND` and `OR`", "OR",
         "write `(ALARM(a) AND ALARM(b)) OR OK(c)` or `ALARM(a) AND (ALARM(b) OR OK(c))`"),
        ("TRUE OR\n NOT  OK(b) AND (OK(c))", "`OR` and `AND`", "AND",
         "write `(TRUE OR NOT OK(b)) AND (OK(c))` or `TRUE OR (NOT OK(b) AND (OK(c)))`"),
        ("OK(a) AND OK(b) AND OK(c) OR OK(d)", "`AND` and `OR`", "OR",
         "write `(OK(b) AND OK(c)) OR OK(d)` or `OK(b) AND (OK(c) OR OK(d))`"),
        (f"ALARM({'a' * 40}) AND TRUE OR FALSE", "`AND` and `OR`", "OR",
         "write `(... AND TRUE) OR FALSE` or `... AND (TRUE OR FALSE)`"),
    ],
)  # fmt: skip
def test_and_beside_or_needs_parentheses(text: str, operators: str, part: str, help: str) -> None:
    """AWS documents no precedence: the second operator is pointed at, and both readings shown."""
    message = f"{operators} stand side by side, and AWS does not say which binds tighter"
    assert refusal(text) == (message, part, help)
