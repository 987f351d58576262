"""Text to tree: reads YAML event by event, so that every value keeps its place and its spelling.

What goes in is a `Source`; what comes out is a `Tree` and the problems met on the way. The
restrictions (no tags, no keys but text, bounded depth and size) keep a spec plain data and a hostile
file harmless.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from eventflow_monitoring.position import Origin, Pointer, Span
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.source.tree import Source, Tree

MAX_DEPTH = 64
"""Levels of nesting; a spec needs about ten. libyaml itself has no limit."""

MAX_NODES = 2_000_000
"""Values in one file, what an alias repeats counted each time; 10,000 alarms have about 200,000."""

MAX_CHARACTERS = 20_000_000
"""Length of one file."""

# YAML 1.1 section 5.1: the characters a document may hold.
_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MERGE = "<<"
_START = Span(0, 0)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(source: Source) -> tuple[Tree, list[Problem]]:
    """Read one document. After a syntax error the tree holds no data."""
    problem = _unreadable(source)
    if problem is not None:
        return Tree(source), [problem]
    builder = _Builder(source)
    try:
        for event in yaml.parse(source.text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        return Tree(source), [*builder.problems, _syntax_problem(source, error)]
    except _RefusedError as refused:
        return Tree(source), [*builder.problems, refused.problem]
    return builder.tree(), builder.problems


class _RefusedError(Exception):
    """Reading cannot go on; carries the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def _unreadable(source: Source) -> Problem | None:
    if len(source.text) > MAX_CHARACTERS:
        return Problem(
            "file-too-large",
            f"the file has {len(source.text):,} characters, more than {MAX_CHARACTERS:,}",
            Origin(source.path, span=Span(0, 0)),
            help="split it: sections may stand in any file of the directory",
        )
    match = _NOT_PRINTABLE.search(source.text)
    if match is None:
        return None
    return Problem(
        "bad-character",
        f"character U+{ord(match[0]):04X} is not allowed in YAML",
        Origin(source.path, span=Span(match.start(), match.end())),
    )


def _syntax_problem(source: Source, error: yaml.MarkedYAMLError) -> Problem:
    # The mark of the problem can lie past the end of the text; the context's is then the useful one.
    mark = error.problem_mark or error.context_mark
    if mark is None or (mark.index >= len(source.text) and error.context_mark is not None):
        mark = error.context_mark
    start = min(mark.index, max(len(source.text) - 1, 0)) if mark is not None else 0
    parts = [part for part in (error.problem, error.context) if part]
    return Problem(
        "yaml-syntax",
        " ".join(parts).replace("could not found", "could not find") or "not YAML",
        Origin(source.path, span=Span(start, start + 1)),
        help=_syntax_help(source, start),
    )


def _syntax_help(source: Source, offset: int) -> str | None:
    if not source.text:
        return None
    number, _ = source.line_and_column(offset)
    line = source.line(number)
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "indent with spaces: YAML allows no tabs there"
    character = source.text[offset : offset + 1]
    if character and character in "%@`":
        return f"quote a value that begins with `{character}`"
    if line.count(": ") > 1:
        return "quote a value that holds `: `"
    return None


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is still open."""

    data: dict[str, Any] | list[Any]
    pointer: Pointer
    start: int
    anchor: str | None
    nodes_before: int
    key: str | None = None
    key_span: Span = _START
    merges: list[tuple[Any, Span]] = field(default_factory=list)


class _Builder:
    """Takes the parser's events one by one and puts the tree together, without recursion."""

    def __init__(self, source: Source) -> None:
        self.problems: list[Problem] = []
        self._source = source
        self._data: object = None
        self._keys: dict[Pointer, Span] = {}
        self._values: dict[Pointer, Span] = {}
        self._frames: list[_Frame] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._nodes = 0
        self._documents = 0

    def tree(self) -> Tree:
        return Tree(self._source, self._data, self._keys, self._values)

    def take(self, event: yaml.Event) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._open(event, {})
        elif kind is yaml.SequenceStartEvent:
            self._open(event, [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close(event)
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise self._refused("several-documents", "a file holds one document", _span(event))

    def _scalar(self, event: Any) -> None:
        span = Span(event.start_mark.index, event.end_mark.index)
        frame = self._frames[-1] if self._frames else None
        if event.tag is not None and event.tag != "!":
            self._tag_problem(event)
        if frame is not None and frame.key is None and type(frame.data) is dict:
            frame.key = event.value
            frame.key_span = span
            self._count(1)
            if event.anchor is not None:
                self._anchors[event.anchor] = (event.value, 1)
            if event.value == _MERGE and event.style:
                self._problem("merge-key", "`<<` in quotes is not a merge key", span)
            return
        value = None if not event.value and not event.style else event.value
        self._count(1)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, 1)
        self._put(value, span)

    def _open(self, event: Any, data: dict[str, Any] | list[Any]) -> None:
        if len(self._frames) >= MAX_DEPTH:
            raise self._refused(
                "too-deep", f"nested more than {MAX_DEPTH} levels deep", _span(event)
            )
        if event.tag is not None and event.tag != "!":
            self._tag_problem(event)
        pointer: Pointer = ()
        if self._frames:
            frame = self._frames[-1]
            if type(frame.data) is dict:
                if frame.key is None:
                    raise self._refused("bad-key", "a key must be text", _span(event))
                pointer = (*frame.pointer, frame.key)
            else:
                pointer = (*frame.pointer, len(frame.data))
        self._count(1)
        self._frames.append(
            _Frame(data, pointer, event.start_mark.index, event.anchor, self._nodes)
        )

    def _close(self, event: Any) -> None:
        frame = self._frames.pop()
        for value, span in frame.merges:
            self._merge(frame, value, span)
        if frame.anchor is not None:
            self._anchors[frame.anchor] = (frame.data, self._nodes - frame.nodes_before + 1)
        self._put(frame.data, Span(frame.start, max(event.end_mark.index, frame.start)))

    def _alias(self, event: Any) -> None:
        span = _span(event)
        frame = self._frames[-1] if self._frames else None
        if frame is not None and type(frame.data) is dict and frame.key is None:
            raise self._refused("bad-key", "a key must be text, not an alias", span)
        if event.anchor not in self._anchors:
            inside = any(open_frame.anchor == event.anchor for open_frame in self._frames)
            message = (
                f"the alias `*{event.anchor}` stands inside its own anchor"
                if inside
                else f"no anchor is called `&{event.anchor}`"
            )
            raise self._refused("bad-alias", message, span)
        value, nodes = self._anchors[event.anchor]
        self._count(nodes, span)
        self._put(value, span)

    def _put(self, value: Any, span: Span) -> None:
        """Store a finished value in whatever is open around it."""
        if not self._frames:
            self._data = value
            self._values[()] = span
            return
        frame = self._frames[-1]
        data = frame.data
        if type(data) is list:
            self._values[(*frame.pointer, len(data))] = span
            data.append(value)
            return
        key, frame.key = frame.key, None
        assert type(data) is dict
        assert key is not None
        if key == _MERGE:
            frame.merges.append((value, span))
            return
        pointer = (*frame.pointer, key)
        if key in data:
            self.problems.append(
                Problem(
                    "duplicate-key",
                    f"the key `{key}` stands twice",
                    Origin(self._source.path, span=frame.key_span),
                    related=(
                        Related("first here", Origin(self._source.path, span=self._keys[pointer])),
                    ),
                )
            )
            return
        data[key] = value
        self._keys[pointer] = frame.key_span
        self._values[pointer] = span

    def _merge(self, frame: _Frame, value: Any, span: Span) -> None:
        """Bring in what `<<` names; keys of the mapping itself, and earlier merges, win."""
        assert type(frame.data) is dict
        merged = value if type(value) is list else [value]
        for mapping in merged:
            if type(mapping) is not dict:
                self._problem("merge-key", "`<<` takes a mapping or a list of mappings", span)
                return
            for key, item in mapping.items():
                if key not in frame.data:
                    frame.data[key] = item
                    self._values[(*frame.pointer, key)] = span

    def _count(self, nodes: int, span: Span = _START) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise self._refused(
                "too-many-values",
                f"more than {MAX_NODES:,} values, what an alias repeats counted each time",
                span,
            )

    def _tag_problem(self, event: Any) -> None:
        # Parsers expand `!!int` to its long form; show what was written.
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        self._problem(
            "yaml-tag", f"the tag `{tag}` means nothing here: write the value alone", _span(event)
        )

    def _problem(self, rule: str, message: str, span: Span) -> None:
        self.problems.append(Problem(rule, message, Origin(self._source.path, span=span)))

    def _refused(self, rule: str, message: str, span: Span) -> _RefusedError:
        return _RefusedError(Problem(rule, message, Origin(self._source.path, span=span)))


def _span(event: Any) -> Span:
    return Span(event.start_mark.index, event.end_mark.index)
