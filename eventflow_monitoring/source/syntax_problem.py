"""What libyaml says about broken YAML, said for the people who wrote it.

In: the text, libyaml's error, and what was read before it. Out: a `Problem` whose caret stands where
the mistake is rather than where libyaml noticed it.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from eventflow_monitoring.position import Origin, Span
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.source.tree import Source

_COMMENT = re.compile(r"(?:^|\s)#.*")
_GLUED = re.compile(r"(?P<key>[^\s:]+):(?!//)(?P<value>\S.*)")  # no space after the colon
_KEY_AFTER_VALUE = re.compile(r": [^,:{\[]*\s([A-Z]\w*)$")
_QUOTE_VALUE = "put the value in quotes"
_ITEMS = "every item of a list begins with `- `, all in the same column"
_COLUMN = "the keys of one mapping begin in the same column"


class _Mistake(NamedTuple):
    """Where libyaml stopped, and where what it was reading began.

    `last` is the scalar before; `bracket` is where the innermost open list or mapping began.
    """

    source: Source
    at: int
    opened: int
    last: Span
    bracket: int

    @property
    def character(self) -> str:
        return self.source.text[self.at : self.at + 1]

    @property
    def opening(self) -> str:
        return self.source.text[self.opened : self.opened + 1]

    @property
    def line(self) -> int:
        return self.source.line_and_column(self.at)[0]

    @property
    def opening_line(self) -> int:
        return self.source.line_and_column(self.opened)[0]

    @property
    def before(self) -> str:
        """What stands on the line before the place where libyaml stopped."""
        number, column = self.source.line_and_column(self.at)
        return self.source.line(number)[: column - 1]


class _Explanation(NamedTuple):
    message: str
    span: Span
    help: str | None = None
    noticed: int | None = None


def syntax_problem(
    source: Source, error: yaml.MarkedYAMLError, last: Span, bracket: int
) -> Problem:
    """Return the problem for an error of libyaml's.

    `last` is the scalar read before it, `bracket` where the innermost open list or mapping began.
    """
    at, opened = (
        None if mark is None else min(mark.index, len(source.text))
        for mark in (error.problem_mark, error.context_mark)
    )
    if at is None:
        at = opened or 0
    mistake = _Mistake(source, at, at if opened is None else opened, last, bracket)
    said = f"{error.problem} {error.context or ''}".strip()
    explain = next((known for words, known in _KNOWN if words in said), None)
    # The mark can lie past the end of the text; what was being read is then the useful place.
    found = _Explanation(said, _one(mistake.opened if at == len(source.text) else at))
    if explain is not None:
        found = explain(mistake)
    related: tuple[Related, ...] = ()
    if found.noticed is not None and found.noticed < len(source.text):
        related = (Related("noticed here", Origin(source.path, span=_one(found.noticed))),)
    origin = Origin(source.path, span=_inside(source.text, found.span))
    return Problem("yaml-syntax", found.message, origin, help=found.help, related=related)


def _tab(mistake: _Mistake) -> _Explanation:
    return _Explanation(
        "a tab stands in the indentation", _one(mistake.at), "YAML is indented with spaces only"
    )


def _bad_first_character(mistake: _Mistake) -> _Explanation:
    if mistake.character == "\t":
        return _tab(mistake)
    shown = "a backtick" if mistake.character == "`" else f"`{mistake.character}`"
    return _Explanation(f"a value cannot begin with {shown}", _one(mistake.at), _QUOTE_VALUE)


def _no_value(mistake: _Mistake) -> _Explanation:
    if mistake.character and mistake.character in ",]}":
        return _bad_first_character(mistake)
    if not mistake.character and mistake.source.text[mistake.bracket] in "[{":
        return _unclosed_bracket(mistake._replace(opened=mistake.bracket))
    return _Explanation("a value is expected here", _one(mistake.at))


def _unclosed_quote(mistake: _Mistake) -> _Explanation:
    return _Explanation("this quote is never closed", _one(mistake.opened))


def _unclosed_bracket(mistake: _Mistake) -> _Explanation:
    opening = mistake.opening
    if mistake.line != mistake.opening_line or not mistake.character.strip():
        return _Explanation(
            f"this `{opening}` is not closed", _one(mistake.opened), noticed=mistake.at
        )
    if mistake.character == ":":
        key = _KEY_AFTER_VALUE.search(mistake.before)
        return _colon_in_value(mistake) if key is None else _missing_comma(mistake, key[1])
    if mistake.character == "{" and mistake.before.endswith("$"):
        return _bare_variable(mistake)
    closing = {"[": "]", "{": "}"}.get(opening, "]")
    return _Explanation(f"`,` or `{closing}` is expected here", _one(mistake.at))


def _missing_comma(mistake: _Mistake, key: str) -> _Explanation:
    span = Span(mistake.at - len(key), mistake.at)
    help = "or put the value in quotes, if the colon belongs to it"
    return _Explanation(f"a comma is missing before `{key}`", span, help)


def _bare_variable(mistake: _Mistake) -> _Explanation:
    """Explain `${Name}` inside brackets, where its brace begins a mapping."""
    text = mistake.source.text
    begun = re.split(r"[\s,\[{]", mistake.before)[-1]
    rest = re.split(r"[,\]\n]|(?<=\})[^${}\n]*\}", text[mistake.at :], maxsplit=1)[0]
    start, end = mistake.at - len(begun), mistake.at + len(rest)
    return _Explanation(
        f"a value with a variable stands in quotes inside `{mistake.opening}`",
        Span(start, end),
        f'write `"{text[start:end]}"`',
    )


def _colon_in_value(mistake: _Mistake) -> _Explanation:
    return _Explanation("a value holds `: ` only in quotes", _one(mistake.at), _QUOTE_VALUE)


def _no_key(mistake: _Mistake) -> _Explanation:
    text, last = mistake.source.text, mistake.last
    if not mistake.before.strip():
        if mistake.character == "-":
            return _Explanation("a list item cannot stand here", _one(mistake.at), _ITEMS)
        line, column = mistake.source.line_and_column(last.start)
        alone = not mistake.source.line(line)[: column - 1].strip()
        if alone and "\n" not in text[last.start : last.end]:
            return _missing_colon(mistake.source, line)
        return _Explanation("this line is indented like nothing above", _one(mistake.at), _COLUMN)
    quote = text[last.end - 1 : last.end]
    if quote in ("'", '"') and not text[last.end : mistake.at].strip():
        if "\n" in text[last.start : last.end]:
            return _long_quote(mistake, last.start)
        within = "`''`" if quote == "'" else '`\\"`'
        return _Explanation(
            "nothing may follow the closing quote",
            _one(mistake.at),
            f"a `{quote}` inside such quotes is written {within}",
        )
    closed = mistake.before.rstrip()[-1:]
    if closed in ("]", "}"):
        return _Explanation(f"nothing may follow the `{closed}`", _one(mistake.at))
    return _Explanation("a key is expected here", _one(mistake.at))


def _long_quote(mistake: _Mistake, start: int) -> _Explanation:
    return _Explanation(
        "this quote is closed on another line, with text after it",
        _one(start),
        "is the closing quote missing on this line?",
        noticed=mistake.at,
    )


def _no_item(mistake: _Mistake) -> _Explanation:
    return _Explanation("a list item is expected here", _one(mistake.at), _ITEMS)


def _list_in_line(mistake: _Mistake) -> _Explanation:
    return _Explanation(
        "a list cannot begin here",
        _one(mistake.at),
        "begin each item on a line of its own, or write `[one, two]`",
    )


def _no_colon(mistake: _Mistake) -> _Explanation:
    if mistake.opening in ("'", '"'):
        return _long_quote(mistake, mistake.opened)
    return _missing_colon(mistake.source, mistake.opening_line)


def _unexpected_colon(mistake: _Mistake) -> _Explanation:
    source = mistake.source
    if ": " in mistake.before:
        return _colon_in_value(mistake)
    above = [n for n in range(max(1, mistake.line - 50), mistake.line) if _bare(source, n)]
    if not above:
        return _Explanation("a key cannot stand here", _one(mistake.at))
    previous = _bare(source, above[-1])
    if ": " in previous:
        column = len(previous) - len(previous.lstrip()) + 1
        return _Explanation(
            "a key cannot stand here: the line above has a value already",
            Span(mistake.at - len(mistake.before.lstrip()), mistake.at),
            f"{_COLUMN}, here column {column}",
        )
    if len(above) == 1 or _bare(source, above[-2]).endswith(":"):
        return _missing_colon(source, above[-1])
    return _colon_in_value(mistake)


def _missing_colon(source: Source, line: int) -> _Explanation:
    bare = _bare(source, line)
    written = bare.lstrip()
    start = source.offset(line) + len(bare) - len(written)
    span = Span(start, start + len(written))
    glued = _GLUED.fullmatch(written)
    if glued is not None:
        shown = f"{glued['key']}: {glued['value']}"
        return _Explanation("a space is missing after the colon", span, f"write `{shown}`")
    if " " in written.removeprefix("- "):
        return _Explanation("a colon is missing between key and value", span, "write `Key: value`")
    return _Explanation(f"a colon is missing after `{written}`", span)


def _bad_escape(mistake: _Mistake) -> _Explanation:
    text = mistake.source.text
    start = max(text.rfind("\\", 0, mistake.at + 1), mistake.opened)
    return _Explanation(
        f"`{text[start : start + 2]}` is no complete escape",
        Span(start, start + 2),
        "in double quotes a backslash is written twice; in single quotes once",
    )


def _name_missing(mistake: _Mistake) -> _Explanation:
    return _bad_first_character(mistake._replace(at=mistake.opened))


def _block_text(mistake: _Mistake) -> _Explanation:
    return _Explanation(
        f"nothing may follow `{mistake.opening}` on its line", _one(mistake.opened), _QUOTE_VALUE
    )


_KNOWN: tuple[tuple[str, Callable[[_Mistake], _Explanation]], ...] = (
    ("found a tab character", _tab),
    ("found character that cannot start any token", _bad_first_character),
    ("did not find expected node content", _no_value),
    ("found unexpected end of stream while scanning a quoted scalar", _unclosed_quote),
    ("found unexpected document indicator while scanning a quoted scalar", _unclosed_quote),
    ("did not find expected ',' or", _unclosed_bracket),
    ("did not find expected key", _no_key),
    ("did not find expected '-' indicator", _no_item),
    ("block sequence entries are not allowed", _list_in_line),
    ("could not find expected ':'", _no_colon),
    ("mapping values are not allowed", _unexpected_colon),
    ("found unknown escape character", _bad_escape),
    ("found invalid Unicode character escape code", _bad_escape),
    ("did not find expected hexdecimal number", _bad_escape),
    ("while scanning an anchor", _name_missing),
    ("while scanning an alias", _name_missing),
    ("did not find expected comment or line break while scanning a block scalar", _block_text),
)
"""What libyaml's words, the first that fit, mean."""


def _bare(source: Source, line: int) -> str:
    """Return a line without its comment and what follows it."""
    return _COMMENT.sub("", source.line(line)).rstrip()


def _inside(text: str, span: Span) -> Span:
    """Return a span, moved to the end of what is written where it lies past it."""
    if span.start < len(text):
        return Span(span.start, min(span.end, len(text)))
    end = len(text.rstrip())
    return Span(end, end)


def _one(offset: int) -> Span:
    return Span(offset, offset + 1)
