"""Text of a filter pattern to its syntax tree.

Source: CloudWatch Logs User Guide, "Filter pattern syntax for metric filters, subscription filters,
filter log events, and Live Tail"; CloudWatch Logs API, PutMetricFilter.filterPattern.
"""

import re

from eventflow_monitoring.expression.filter_pattern_conditions import ConditionParser, checked_regex
from eventflow_monitoring.expression.filter_pattern_selectors import json_selector
from eventflow_monitoring.expression.filter_pattern_syntax import (
    Comparison,
    Condition,
    FilterPattern,
    JsonPattern,
    Operator,
    Place,
    Regex,
    Role,
    Selector,
    SpacePattern,
    Term,
    TermsPattern,
    Text,
    with_regex,
)
from eventflow_monitoring.expression.filter_pattern_tokens import Token, tokenise
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

MAX_LENGTH = 1_024
"""Characters of a pattern."""

MAX_REGEXES = 2
"""Regular expressions of a pattern."""

_TERM = re.compile(
    r'\s*(?P<role>[?-]?)(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|%(?P<regex>(?:[^%\\]|\\.)*)%|(?P<word>[^\s"%]+))'
)
_NAME = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_PLAIN = re.compile(r"\w+", re.ASCII)
"""A word that needs no quotes: "terms that include characters other than alphanumeric or underscore
must be placed inside double quotes"."""


def parse_filter_pattern(text: str) -> FilterPattern:
    """Return what a filter pattern means. Raises ExpressionError."""
    if len(text) > MAX_LENGTH:
        message = f"a pattern has at most {MAX_LENGTH:,} characters, this one has {len(text):,}"
        raise ExpressionError(message, Span(MAX_LENGTH, len(text)))
    stripped = text.strip()
    if stripped.startswith("{"):
        pattern: FilterPattern = _json(text)
    elif stripped.startswith("["):
        pattern = _space_delimited(text)
    else:
        pattern = _terms(text)
    several = with_regex(pattern)
    if len(several) > MAX_REGEXES:
        message = f"a pattern has at most {MAX_REGEXES} regular expressions"
        raise ExpressionError(message, several[MAX_REGEXES].span)
    return pattern


def _span_of(text: str) -> Span:
    start = len(text) - len(text.lstrip())
    return Span(start, max(start + 1, len(text.rstrip())))


def _inside(text: str, closing: str) -> tuple[int, int]:
    """Return where the inside of braces or brackets begins and ends."""
    span = _span_of(text)
    if text[span.end - 1] != closing:
        for token in tokenise(text, span.start + 1, span.end):
            if token.is_sign(closing):
                rest = text[token.span.end :]
                start = span.end - len(rest.strip())
                message = f"nothing stands behind the `{closing}` of a pattern"
                raise ExpressionError(message, Span(start, span.end))
        opening = text[span.start]
        raise ExpressionError(f"`{opening}` is not closed", Span(span.start, span.start + 1))
    return span.start + 1, span.end - 1


def _json(text: str) -> JsonPattern:
    start, end = _inside(text, "}")
    parser = ConditionParser(tokenise(text, start, end), json_selector)
    if parser.peek().kind == "end":
        message, help = "a condition is missing", 'such as `{ $.level = "ERROR" }`'
        raise ExpressionError(message, Span(start - 1, end + 1), help)
    condition = parser.condition()
    parser.expect_end()
    return JsonPattern(condition)


def _terms(text: str) -> TermsPattern:
    terms: list[Term] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TERM.match(text, position)
        if match is None or match.end() == match.start():
            at = position + len(text[position:]) - len(text[position:].lstrip())
            at += text[at] in "?-"
            what = "quote" if text[at : at + 1] == '"' else "regular expression"
            raise ExpressionError(f"this {what} is never closed", Span(at, at + 1))
        span = Span(match.start("role"), match.end())
        if match["regex"] is not None:
            content: Text | Regex = checked_regex(match["regex"], Span(*match.span("regex")))
        else:
            quoted = match["quoted"]
            if quoted is None and match["word"].upper() in ("AND", "OR"):
                word = match["word"]
                means = "`a b` looks for both" if word.upper() == "AND" else "`?a ?b` for either"
                raise ExpressionError(
                    f"`{word}` is looked for as a word of the line", Span(*match.span("word")),
                    f'{means}; in quotes it is a word: `"{word}"`',
                )  # fmt: skip
            if quoted is None and not _PLAIN.fullmatch(match["word"]):
                raise _odd_word(match["word"], Span(*match.span("word")))
            content = Text(match["word"] if quoted is None else quoted.replace('\\"', '"'))
        terms.append(Term(Role(match["role"]), content, span))
        position = match.end()
    optional = [term for term in terms if term.role is Role.OPTIONAL]
    if optional and len(optional) < len(terms):
        raise ExpressionError(
            "Logs ignores words with `?` in silence where others stand beside them",
            optional[0].span,
            "give every word a `?`, or none; `{ … || … }` says more of JSON",
        )
    return TermsPattern(tuple(terms))


def _odd_word(word: str, span: Span) -> ExpressionError:
    """Return what is wrong with a word that has other signs than a word without quotes may have."""
    if word in ("-", "?"):
        message = f"`{word}` stands right before a word"
        return ExpressionError(message, span, f"such as `{word}ERROR`")
    if word in ("}", "]"):
        return ExpressionError(f"`{word}` closes nothing", span)
    message = f"a word has letters, digits and `_`, `{word}` has other signs"
    if word.startswith("$"):
        return ExpressionError(message, span, f"conditions stand in braces: `{{ {word} = … }}`")
    return ExpressionError(message, span, f'write `"{word}"`')


def _space_delimited(text: str) -> SpacePattern:
    start, end = _inside(text, "]")
    tokens = tokenise(text, start, end)
    if tokens[0].kind == "end":
        message, help = "a field is missing", "such as `[time, level = ERROR, ...]`"
        raise ExpressionError(message, Span(start - 1, end + 1), help)
    places: list[Place] = []
    known: dict[str, Token] = {}
    parser = ConditionParser(tokens, _named)
    while True:
        first = parser.peek()
        places.append(_place(parser))
        name = places[-1].name
        if name is None and [one.name for one in places].count(None) > 1:
            raise ExpressionError("a pattern has at most one `...`", first.span)
        if name is not None and name in known:
            raise ExpressionError(f"`{name}` names two fields", first.span)
        known[name or "..."] = first
        following = parser.peek()
        if following.kind == "end":
            return SpacePattern(tuple(places))
        if following.text.upper() in ("AND", "OR"):
            parser.expect_end()  # which says how to write them
        parser.expect_sign(",", "fields stand apart by commas")


def _place(parser: ConditionParser) -> Place:
    token = parser.peek()
    if token.text == "...":
        parser.take()
        return Place(None, None, token.span)
    following = parser.peek(1)
    if following.kind == "end" or following.is_sign(","):
        parser.take()
        return Place(_named(token).text, None, token.span)
    condition = parser.condition()
    compared = _comparisons(condition)
    field = compared[0].selector.text
    for one in compared:
        name = one.selector
        if name.text != field:
            message = f"the condition of `{field}` is about `{name.text}`"
            raise ExpressionError(message, name.span, "a comma begins the next field")
        if one.operator in (Operator.IS, Operator.NOT_EXISTS):
            message = f"only fields of JSON are asked for `{one.operator.value}`"
            raise ExpressionError(message, one.span)
    return Place(field, condition, Span(token.span.start, parser.last_end))


def _comparisons(condition: Condition) -> list[Comparison]:
    if isinstance(condition, Comparison):
        return [condition]
    return [part for one in condition.conditions for part in _comparisons(one)]


def _named(token: Token) -> Selector:
    """Read the name of a field of a line."""
    if token.kind == "end" or token.is_sign(","):
        raise ExpressionError("the name of a field is missing", token.span)
    if token.kind != "word" or not _NAME.fullmatch(token.text):
        message = f"`{token.text}` cannot name a field"
        raise ExpressionError(message, token.span, "letters, digits, `_` and `-`, a letter first")
    return Selector(token.text, (token.text,), token.span)
