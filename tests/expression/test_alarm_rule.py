"""The rule of a composite alarm: what is read, counted, written and told."""

import pytest

from eventflow_monitoring.expression.alarm_rule import (
    MAX_CHILDREN,
    MAX_ELEMENTS,
    MAX_RULE_LENGTH,
    children,
    describe,
    elements,
    parse_rule,
    write_rule,
)
from eventflow_monitoring.expression.alarm_rule_syntax import (
    AllOf,
    AnyOf,
    AtLeast,
    ChildReference,
    Constant,
    InState,
    Not,
    RuleNode,
    State,
)
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

NOWHERE = Span(0, 0)


def alarm(name: str, state: State = State.ALARM) -> InState:
    """Return the condition that an alarm is in a state."""
    return InState(state, ChildReference(name, NOWHERE), NOWHERE)


def refusal(text: str) -> tuple[str, str, str | None]:
    """Return the message for a rule, the part it is about, and the help."""
    with pytest.raises(ExpressionError) as caught:
        parse_rule(text)
    start, end = caught.value.span
    return caught.value.message, text[start:end], caught.value.help


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("ALARM(a)", alarm("a")),
        ("OK(a)", alarm("a", State.OK)),
        (" INSUFFICIENT_DATA (\n a\t) ", alarm("a", State.INSUFFICIENT_DATA)),
        ("(((ALARM(a))))", alarm("a")),
        ("TRUE", Constant(value=True, span=NOWHERE)),
        ("FALSE", Constant(value=False, span=NOWHERE)),
        ('ALARM("High errors (5xx), all")', alarm("High errors (5xx), all")),
        (r'ALARM("the \"new\" one")', alarm('the "new" one')),
        ("ALARM(OK)", alarm("OK")),
        (
            "ALARM(arn:aws:cloudwatch:us-east-1:111111111111:alarm:a)",
            alarm("arn:aws:cloudwatch:us-east-1:111111111111:alarm:a"),
        ),
        ("NOT ALARM(a)", Not(alarm("a"), NOWHERE)),
        ("NOT NOT TRUE", Not(Not(Constant(value=True, span=NOWHERE), NOWHERE), NOWHERE)),
        (
            "ALARM(a) AND ALARM(b) AND ALARM(c)",
            AllOf((alarm("a"), alarm("b"), alarm("c")), NOWHERE),
        ),
        ("NOT ALARM(a) AND ALARM(b)", AllOf((Not(alarm("a"), NOWHERE), alarm("b")), NOWHERE)),
        (
            "ALARM(a) OR (ALARM(b) OR ALARM(c))",
            AnyOf((alarm("a"), AnyOf((alarm("b"), alarm("c")), NOWHERE)), NOWHERE),
        ),
        (
            "(ALARM(a) OR ALARM(b)) AND NOT OK(c)",
            AllOf(
                (AnyOf((alarm("a"), alarm("b")), NOWHERE), Not(alarm("c", State.OK), NOWHERE)),
                NOWHERE,
            ),
        ),
        (
            'AT_LEAST(2, ALARM, (a, "b c"))',
            AtLeast(
                threshold=2,
                percent=False,
                negated=False,
                state=State.ALARM,
                alarms=(ChildReference("a", NOWHERE), ChildReference("b c", NOWHERE)),
                span=NOWHERE,
            ),
        ),
        (
            "AT_LEAST(60%,NOT OK,(a))",
            AtLeast(
                threshold=60,
                percent=True,
                negated=True,
                state=State.OK,
                alarms=(ChildReference("a", NOWHERE),),
                span=NOWHERE,
            ),
        ),
    ],
)
def test_rule_is_read(text: str, tree: RuleNode) -> None:
    """What is written is read; chains of one operator are one node, parentheses another."""
    assert parse_rule(text) == tree


def test_parts_know_their_place() -> None:
    """Names stand inside their quotes, operations span their operands with all parentheses."""
    text = r'(ALARM("a \"b\"")) AND NOT (OK(c) OR AT_LEAST(1, OK, (d, "e")))'

    def part(span: Span) -> str:
        return text[span.start : span.end]

    rule = parse_rule(text)
    assert isinstance(rule, AllOf)
    first, second = rule.operands
    assert isinstance(second, Not)
    assert isinstance(second.operand, AnyOf)
    assert [part(child.span) for child in children(rule)] == [r"a \"b\"", "c", "d", "e"]
    assert part(rule.span) == text
    assert part(first.span) == r'ALARM("a \"b\"")'
    assert part(second.span) == text[text.index("NOT") :]
    assert [part(operand.span) for operand in second.operand.operands] == [
        "OK(c)",
        'AT_LEAST(1, OK, (d, "e"))',
    ]


def test_at_least_at_its_limits() -> None:
    """One alarm or all of them, one percent or a hundred, with or without zeros in front."""
    for threshold in ("1", "2", "002", "1%", "100%"):
        assert isinstance(parse_rule(f"AT_LEAST({threshold}, OK, (a, b))"), AtLeast)
    assert refusal(f"AT_LEAST({'9' * 5000}, OK, (a, b))")[1] == "9" * 5000


def test_length_is_limited() -> None:
    """CloudWatch's limit on the characters of a rule is kept."""
    rule = f"ALARM({'a' * (MAX_RULE_LENGTH - 7)})"
    assert children(parse_rule(rule))[0].name == "a" * (MAX_RULE_LENGTH - 7)
    message = "the rule has 10,241 characters, more than 10,240"
    assert refusal(f"{rule} ") == (message, f"{rule} ", None)


def test_alarms_are_limited() -> None:
    """A rule may name a hundred alarms, any of them again, and the next one is too many."""
    names = [f"a{number}" for number in range(MAX_CHILDREN)]
    text = f"AT_LEAST(1, OK, ({', '.join(names)})) OR ALARM(a7)"
    assert len(children(parse_rule(text))) == MAX_CHILDREN + 1
    assert refusal(f"{text} OR ALARM(more)") == (
        "the rule names more than 100 alarms",
        "more",
        None,
    )


def test_elements_are_limited() -> None:
    """CloudWatch's limit on the elements of a rule is kept."""
    text = " AND ".join(["TRUE"] * (MAX_ELEMENTS - 2))
    assert elements(parse_rule(text)) == MAX_ELEMENTS
    assert refusal(f"{text} AND TRUE") == (
        "the rule has 501 elements, more than 500",
        f"{text} AND TRUE",
        "alarms, `TRUE`, `FALSE` and parentheses count",
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ALARM(a)", 1),
        ("(((TRUE)))", 1),
        ("NOT OK(a)", 3),
        ("AT_LEAST(1, OK, (a, b, c))", 3),
        ("OK(a) AND OK(b) AND FALSE", 5),
        ("OK(a) AND (OK(b) OR NOT OK(a))", 9),
    ],
)
def test_elements_are_those_of_what_is_written(text: str, count: int) -> None:
    """Mentions of alarms, constants and the parentheses that are written back count."""
    assert elements(parse_rule(text)) == count


@pytest.mark.parametrize(
    ("text", "message", "part", "start"),
    [
        ("NOT " * 33 + "TRUE", "more than 32 operations inside one another", "NOT", 0),
        (
            "TRUE AND " + "(TRUE OR " * 32 + "TRUE" + ")" * 32,
            "more than 32 operations inside one another",
            "AND",
            5,
        ),
        ("(" * 65 + "TRUE", "nested more than 64 levels deep", "(", 64),
        ("NOT " * 10_000, "the rule has 40,000 characters, more than 10,240", "NOT " * 10_000, 0),
        ("NOT " * 2_500, "nested more than 64 levels deep", "NOT", 256),
    ],
    ids=["not", "and-or", "parentheses", "length", "depth"],
)
def test_depth_is_limited(text: str, message: str, part: str, start: int) -> None:
    """However deep a rule is, it is refused, and nothing overflows."""
    with pytest.raises(ExpressionError) as caught:
        parse_rule(text)
    span = caught.value.span
    assert (caught.value.message, text[span.start : span.end], span.start) == (message, part, start)


@pytest.mark.parametrize(
    "text",
    [
        "NOT " * 32 + "TRUE",
        "(" * 64 + "TRUE" + ")" * 64,
        "TRUE AND " + "(TRUE OR " * 31 + "TRUE" + ")" * 31,
        "(NOT " * 32 + "TRUE" + ")" * 32,
    ],
    ids=["not", "parentheses", "and-or", "both"],
)
def test_rule_at_the_depth_limit_is_read_and_written(text: str) -> None:
    """What is as deep as is allowed is written so that it can be read again."""
    rule = parse_rule(text)
    assert parse_rule(write_rule(rule, {})) == rule


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ALARM(a)", 'ALARM("a")'),
        ("TRUE", "TRUE"),
        ("NOT FALSE", "(NOT FALSE)"),
        ("OK(a) AND INSUFFICIENT_DATA(b)", '(OK("a") AND INSUFFICIENT_DATA("b"))'),
        (
            "(ALARM(a) OR ALARM(b) OR TRUE) AND NOT ALARM(c)",
            '((ALARM("a") OR ALARM("b") OR TRUE) AND (NOT ALARM("c")))',
        ),
        ("AT_LEAST(02, OK, (a, b))", 'AT_LEAST(2, OK, ("a", "b"))'),
        ("AT_LEAST(50%, NOT OK, (a, b))", 'AT_LEAST(50%, NOT OK, ("a", "b"))'),
        (r'ALARM("say \"hi\"")', r'ALARM("say \"hi\"")'),
    ],
)
def test_rule_is_written_in_full(text: str, written: str) -> None:
    """Every operation gets parentheses and every name quotes, the quotes in it escaped."""
    assert write_rule(parse_rule(text), {}) == written


def test_names_are_written_as_in_aws() -> None:
    """An alarm is written by its name in AWS, wherever it is mentioned; words are no names."""
    rule = parse_rule("ALARM(OK) AND AT_LEAST(1, OK, (OK, b))")
    assert write_rule(rule, {"OK": 'prod-"OK"'}) == (
        r'(ALARM("prod-\"OK\"") AND AT_LEAST(1, OK, ("prod-\"OK\"", "b")))'
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ALARM(a)", "a is in ALARM"),
        ("OK(a)", "a is OK"),
        ("NOT INSUFFICIENT_DATA(a)", "a is not in INSUFFICIENT_DATA"),
        ("TRUE", "always"),
        ("FALSE", "never"),
        ('ALARM("a or b")', "`a or b` is in ALARM"),
        ("ALARM(a) AND ALARM(b)", "a and b are in ALARM"),
        ("OK(a) OR OK(b) OR OK(c)", "a, b or c is OK"),
        ("ALARM(a) OR OK(b)", "a is in ALARM, or b is OK"),
        ("NOT OK(a) OR NOT OK(b)", "a is not OK, or b is not OK"),
        (
            "(ALARM(HighErrorRate) OR ALARM(HighLatency)) AND NOT ALARM(ServiceDown)",
            "HighErrorRate or HighLatency is in ALARM, and ServiceDown is not in ALARM",
        ),
        (
            "ALARM(a) OR (OK(b) AND (ALARM(c) OR FALSE))",
            "a is in ALARM, or (b is OK, and (c is in ALARM, or never))",
        ),
        ("NOT (ALARM(a) OR OK(b))", "not (a is in ALARM, or b is OK)"),
        ("NOT (ALARM(a) OR ALARM(b))", "not (a or b is in ALARM)"),
        ("NOT NOT OK(a)", "not (a is not OK)"),
        ("AT_LEAST(2, ALARM, (a, b, c))", "at least 2 of a, b and c are in ALARM"),
        ("AT_LEAST(1, NOT OK, (a, b))", "at least 1 of a and b is not OK"),
        ("AT_LEAST(1%, OK, (a, b))", "at least 1% of a and b are OK"),
    ],
)
def test_rule_in_words(text: str, words: str) -> None:
    """Words say what the rule says, and leave no doubt what belongs together."""
    assert describe(parse_rule(text)) == words
