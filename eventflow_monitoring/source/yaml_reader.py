"""Text to tree: reads YAML event by event, so that every value keeps its place and its spelling.

What goes in is a `Source`; what comes out is a `Tree` and the problems met on the way. The
restrictions (no tags, no keys but text, bounded depth and size) keep a spec plain data and a hostile
file harmless.
"""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from eventflow_monitoring.position import Origin, Pointer, Span
from eventflow_monitoring.problem import Findings, Problem, Related, StoppedError
from eventflow_monitoring.source.allowed_text import refusal
from eventflow_monitoring.source.syntax_problem import syntax_problem
from eventflow_monitoring.source.tree import Source, Tree
from eventflow_monitoring.suggestion import did_you_mean

MAX_DEPTH = 64
"""Levels of nesting, what an alias brings in included; a spec needs about ten. libyaml has no limit."""

MAX_NODES = 2_000_000
"""Values in one file, what an alias repeats counted each time; 10,000 alarms have about 200,000."""

MAX_ITEMS = 10_000
"""Values of one list or mapping, but for the things of a section, of which there may be more."""

# An anchor or a tag, which the parser counts to the value it stands before, and comments between.
_PROPERTY = re.compile(r"(?:[&!]\S*|#[^\r\n\x85\u2028\u2029]*)\s+")
_MERGE = "<<"
_BOM = "\ufeff"
_START = Span(0, 0)
_QUOTE_BRACES = "put a value that begins with a brace or a bracket in quotes"
_QUOTE_STAR = "put a value that begins with `*` in quotes"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(source: Source) -> tuple[Tree, list[Problem]]:
    """Read one document. After a syntax error the tree holds no data."""
    problem = refusal(source)
    if problem is not None:
        return Tree(source), [problem]
    builder = _Builder(source)
    # libyaml drops one byte order mark without counting it, and counts a second one.
    text = f"{_BOM}{source.text}" if source.text.startswith(_BOM) else source.text
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        problem = syntax_problem(source, error, builder.last_scalar, builder.innermost)
        return Tree(source), [*builder.problems, problem]
    except _RefusedError as refused:
        return Tree(source), [*builder.problems, refused.problem]
    except StoppedError as stopped:
        return Tree(source), stopped.problems
    return builder.tree(), builder.problems


class _RefusedError(Exception):
    """Reading cannot go on; carries the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is still open."""

    data: dict[str, Any] | list[Any]
    pointer: Pointer
    start: int
    anchor: str | None
    nodes_before: int
    height: int = 0
    key: str | None = None
    key_span: Span = _START
    merges: list[tuple[Any, Span]] = field(default_factory=list)


class _Anchored(NamedTuple):
    """What an anchor names: its value, and how many values and levels that has."""

    value: Any
    nodes: int
    height: int


class _Builder:
    """Takes the parser's events one by one and puts the tree together, without recursion."""

    def __init__(self, source: Source) -> None:
        self.problems = Findings()
        self.last_scalar = _START
        self._source = source
        self._data: object = None
        self._keys: dict[Pointer, Span] = {}
        self._values: dict[Pointer, Span] = {}
        self._frames: list[_Frame] = []
        self._anchors: dict[str, _Anchored] = {}
        self._nodes = 0
        self._documents = 0

    @property
    def innermost(self) -> int:
        return self._frames[-1].start if self._frames else 0

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
                raise self._refused(
                    "several-documents",
                    "a file holds one document",
                    _span(event),
                    "give what follows the `---` a file of its own",
                )

    def _scalar(self, event: Any) -> None:
        span = self.last_scalar = Span(event.start_mark.index, event.end_mark.index)
        frame = self._frames[-1] if self._frames else None
        if event.tag is not None or event.anchor is not None:
            span = self._without_properties(event)
        self._nodes += 1  # as `_count` does, which would be called for every scalar
        if self._nodes > MAX_NODES:
            raise self._too_many_values(span)
        if frame is not None and frame.key is None and type(frame.data) is dict:
            frame.key = event.value
            frame.key_span = span
            if event.anchor is not None:
                self._anchors[event.anchor] = _Anchored(event.value, 1, 0)
            if event.value == _MERGE and event.style:
                self._problem("merge-key", "`<<` in quotes is not a merge key", span)
            return
        value = None if not event.value and not event.style else event.value
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchored(value, 1, 0)
        self._put(value, span)

    def _open(self, event: Any, data: dict[str, Any] | list[Any]) -> None:
        span = _span(event)
        self._check_depth(1, span)
        if event.tag is not None or event.anchor is not None:
            span = self._without_properties(event)
        pointer: Pointer = ()
        if self._frames:
            frame = self._frames[-1]
            if type(frame.data) is dict:
                if frame.key is None:
                    raise self._refused("bad-key", "a key must be text", span, _QUOTE_BRACES)
                pointer = (*frame.pointer, frame.key)
            else:
                pointer = (*frame.pointer, len(frame.data))
        self._count(1, span)
        self._frames.append(_Frame(data, pointer, span.start, event.anchor, self._nodes))

    def _close(self, event: Any) -> None:
        frame = self._frames.pop()
        for value, span in frame.merges:
            self._merge(frame, value, span)
        if frame.anchor is not None:
            nodes = self._nodes - frame.nodes_before + 1
            self._anchors[frame.anchor] = _Anchored(frame.data, nodes, frame.height + 1)
        span = Span(frame.start, max(event.end_mark.index, frame.start))
        self._put(frame.data, span, frame.height + 1)

    def _alias(self, event: Any) -> None:
        span = _span(event)
        frame = self._frames[-1] if self._frames else None
        if frame is not None and type(frame.data) is dict and frame.key is None:
            raise self._refused("bad-key", "a key must be text, not an alias", span)
        if event.anchor not in self._anchors:
            if any(open_frame.anchor == event.anchor for open_frame in self._frames):
                message = f"the alias `*{event.anchor}` stands inside its own anchor"
                raise self._refused("bad-alias", message, span)
            message = f"no anchor is called `&{event.anchor}`"
            known = [f"*{name}" for name in self._anchors]
            help = did_you_mean(f"*{event.anchor}", known) or _QUOTE_STAR
            raise self._refused("bad-alias", message, span, help)
        anchored = self._anchors[event.anchor]
        self._check_depth(anchored.height, span)
        self._count(anchored.nodes, span)
        self._put(anchored.value, span, anchored.height)

    def _put(self, value: Any, span: Span, height: int = 0) -> None:
        """Store a finished value, so many levels high, in whatever is open around it."""
        if not self._frames:
            self._data = value
            self._values[()] = span
            return
        frame = self._frames[-1]
        if height > frame.height:  # noqa: PLR1730 - a call of max() for every value
            frame.height = height
        data = frame.data
        if type(data) is list:
            self._values[(*frame.pointer, len(data))] = span
            data.append(value)
            if len(data) > MAX_ITEMS:
                self._check_items(frame, span)
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
        if len(data) > MAX_ITEMS:
            self._check_items(frame, span)

    def _merge(self, frame: _Frame, value: Any, span: Span) -> None:
        """Bring in what `<<` names; keys of the mapping itself, and earlier merges, win."""
        assert type(frame.data) is dict
        merged = value if type(value) is list else [value]
        for mapping in merged:
            if type(mapping) is not dict:
                message = "`<<` takes a mapping or a list of mappings"
                raise self._refused("merge-key", message, span)
            for key, item in mapping.items():
                if key not in frame.data:
                    frame.data[key] = item
                    self._values[(*frame.pointer, key)] = span

    def _count(self, nodes: int, span: Span) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise self._too_many_values(span)

    def _too_many_values(self, span: Span) -> _RefusedError:
        message = f"more than {MAX_NODES:,} values, what an alias repeats counted each time"
        return self._refused("too-many-values", message, span)

    def _check_items(self, frame: _Frame, span: Span) -> None:
        if len(frame.pointer) != 1 or type(frame.data) is list:
            what = "list" if type(frame.data) is list else "mapping"
            message = f"more than {MAX_ITEMS:,} values in one {what}"
            raise self._refused("too-many-values", message, span)

    def _check_depth(self, more: int, span: Span) -> None:
        if len(self._frames) + more > MAX_DEPTH:
            raise self._refused("too-deep", f"nested more than {MAX_DEPTH} levels deep", span)

    def _without_properties(self, event: Any) -> Span:
        """Return where a value stands without its anchor; a tag is reported."""
        span = _span(event)
        if event.tag is not None and event.tag != "!":
            # Parsers expand `!!int` to its long form; show what was written.
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            help = "write the value alone, or in quotes where the `!` belongs to it"
            self._problem("yaml-tag", f"the tag `{tag}` means nothing here", span, help)
        start = span.start
        while (found := _PROPERTY.match(self._source.text, start)) is not None:
            start = found.end()
        return Span(min(start, span.end), span.end) if span.end > span.start else span

    def _problem(self, rule: str, message: str, span: Span, help: str | None = None) -> None:
        self.problems.append(Problem(rule, message, Origin(self._source.path, span=span), help))

    def _refused(
        self, rule: str, message: str, span: Span, help: str | None = None
    ) -> _RefusedError:
        return _RefusedError(Problem(rule, message, Origin(self._source.path, span=span), help))


def _span(event: Any) -> Span:
    return Span(event.start_mark.index, event.end_mark.index)
