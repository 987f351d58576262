"""A CloudWatch Logs Insights query (language "CWLI"), checked as far as it can be without AWS.

The language has no published grammar, and new commands and functions come. So only what cannot be
right is refused: expressions are looked at, not parsed.

Source: CloudWatch Logs User Guide, "CloudWatch Logs Insights language query syntax".
"""

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from eventflow_monitoring.expression.logs_insights_fields import (
    FieldReference,
    ends_fields,
    find_fields,
)
from eventflow_monitoring.expression.logs_insights_refusal import (
    CLOSING,
    EXAMPLE,
    no_command,
    no_function,
    sql_clause,
    unclosed,
    unopened,
)
from eventflow_monitoring.expression.logs_insights_tokens import Token, tokenise
from eventflow_monitoring.expression.logs_insights_vocabulary import (
    EXPRESSION_COMMANDS,
    KEYWORDS,
    OPERATOR_WORDS,
    STANDARD_CLASS_COMMANDS,
    find_command,
    find_function,
)
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

MAX_QUERY_LENGTH = 10_000
"""Characters of a query (CloudWatch Logs API, StartQuery and PutQueryDefinition, queryString)."""
MAX_LIMIT = 100_000
"""Records that `limit` can ask for (CloudWatch Logs User Guide, limit; once it was 10,000)."""
MAX_STATS = 10
"""`stats` commands of a query. The CloudWatch Logs User Guide said two in 2025, and is quoted with
ten since; what may be right is not refused."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command where it begins, its name as it is documented."""

    name: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class FunctionCall:
    """A function where it is called, its name as it is documented."""

    name: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class InsightsQuery:
    """What is known of a query, each in the order written.

    `commands` and `functions` are with those of subqueries. `fields` are those of the log record
    that are read, each time they are; it lacks those that could be something else.
    """

    commands: tuple[Command, ...]
    functions: tuple[FunctionCall, ...]
    fields: tuple[FieldReference, ...]


class _Stage(NamedTuple):
    """What stands between two pipes: the pipe before it, its tokens, in how many brackets."""

    pipe: Token | None
    tokens: list[Token]
    depth: int


@lru_cache(maxsize=200)  # every environment asks again, and a rule once more
def read_insights_query(text: str) -> InsightsQuery:
    """Return what is known of a query. Raises ExpressionError where it cannot be right."""
    if len(text) > MAX_QUERY_LENGTH:
        message = f"the query has {len(text):,} characters, more than {MAX_QUERY_LENGTH:,}"
        raise ExpressionError(message, Span(0, len(text)))
    tokens = tokenise(text)
    if len(tokens) == 1:
        raise ExpressionError("the query is empty", tokens[0].span, EXAMPLE)
    stages = _split(tokens[:-1])
    commands: list[Command] = []
    functions: list[FunctionCall] = []
    stats: list[Command] = []
    for stage in stages:
        command = _command(stage)
        expression = _without_subquery(stage.tokens)
        if command is not None:
            commands.append(command)
            if command.name == "limit":
                _check_limit(command, expression[1:])
            if command.name == "stats" and stage.depth == 0:
                stats.append(command)
            if command.name in EXPRESSION_COMMANDS:
                functions += _functions(expression)
        if len(expression) < len(stage.tokens):
            commands.append(Command("SOURCE", stage.tokens[len(expression)].span))
    if len(stats) > MAX_STATS:
        message = f"a query has at most {MAX_STATS} `stats`"
        raise ExpressionError(message, stats[MAX_STATS].span)
    return InsightsQuery(tuple(commands), tuple(functions), _fields(stages))


def commands_need_standard_class(query: InsightsQuery) -> tuple[Command | FunctionCall, ...]:
    """Return what of a query log groups of class INFREQUENT_ACCESS cannot be asked.

    That is commands, and `unmask` as a function too.
    """
    parts: tuple[Command | FunctionCall, ...] = (*query.commands, *query.functions)
    return tuple(part for part in parts if part.name in STANDARD_CLASS_COMMANDS)


def _split(tokens: list[Token]) -> list[_Stage]:
    """Return what stands between the pipes. Raises ExpressionError for brackets without another."""
    stages = [_Stage(None, [], 0)]
    opened: list[Token] = []
    for token in tokens:
        if token.is_sign("|"):
            stages.append(_Stage(token, [], len(opened)))
            continue
        stages[-1].tokens.append(token)
        if token.is_sign("(", "[", "{"):
            opened.append(token)
        elif token.is_sign(")", "]", "}"):
            if not opened:
                raise unopened(token)
            if opened[-1].text != CLOSING[token.text]:
                raise unclosed(opened[-1])
            opened.pop()
    if opened:
        raise unclosed(opened[-1])
    # A pipe before the first command does no harm.
    return stages if stages[0].tokens else stages[1:]


def _command(stage: _Stage) -> Command | None:
    """Return the command of a stage, None if a parameter stands for it. Raises ExpressionError."""
    first = stage.tokens[0] if stage.tokens else None
    if first is None or first.is_sign(")", "]", "}"):
        assert stage.pipe is not None
        raise ExpressionError("a command is missing after this pipe", stage.pipe.span)
    if first.kind == "parameter":
        return None
    name = find_command(first.text)
    if name is None:
        raise no_command(first)
    return Command(name, first.span)


def _without_subquery(tokens: list[Token]) -> list[Token]:
    """Return the tokens up to `SOURCE` in parentheses, which begins another query."""
    for index, (opening, token) in enumerate(pairwise(tokens)):
        if opening.is_sign("(") and token.word == "source":
            return tokens[: index + 1]
    return tokens


def _check_limit(command: Command, arguments: list[Token]) -> None:
    """Raise ExpressionError unless the arguments of `limit` are a number, before it maybe `any`."""
    help = "`limit 20`"
    if any(token.kind == "parameter" for token in arguments):
        return
    if arguments and arguments[0].word == "any":
        arguments = arguments[1:]
    if not arguments:
        raise ExpressionError("`limit` takes a number", command.span, help)
    number = arguments[0]
    if not (number.text.isascii() and number.text.isdigit()):
        raise ExpressionError("`limit` takes a whole number", number.span, help)
    digits = number.text.lstrip("0")
    if len(digits) > len(str(MAX_LIMIT)) or int(digits or "0") > MAX_LIMIT:
        raise ExpressionError(f"`limit` takes at most {MAX_LIMIT:,}", number.span)
    if len(arguments) > 1 and not arguments[1].is_sign(")"):
        raise ExpressionError("`limit` takes one number", arguments[1].span, help)


def _functions(tokens: list[Token]) -> list[FunctionCall]:
    """Return the functions called in a command. Raises ExpressionError for what is none, or SQL."""
    calls: list[FunctionCall] = []
    after_operand = False
    for token, following in pairwise(tokens[1:]):
        error = sql_clause(token, following) if after_operand else None
        if error is not None:
            raise error
        adjacent = following.is_sign("(") and token.span.end == following.span.start
        if adjacent and token.word is not None and token.word not in OPERATOR_WORDS:
            name = find_function(token.text)
            if name is None:
                raise no_function(token)
            calls.append(FunctionCall(name, token.span))
        after_operand = (
            token.kind in ("value", "number", "regex")
            or token.is_sign(")", "]", "*")
            or (token.kind == "word" and token.word not in KEYWORDS)
        )
    return calls


def _fields(stages: list[_Stage]) -> tuple[FieldReference, ...]:
    """Return the fields that a query reads, up to a command that leaves them open."""
    fields: list[FieldReference] = []
    made: set[str] = set()
    for stage in stages:
        command = find_command(stage.tokens[0].text)
        if stage.depth or len(_without_subquery(stage.tokens)) < len(stage.tokens):
            break
        fields += find_fields(command, stage.tokens[1:], made)
        if ends_fields(command):
            break
    return tuple(fields)
