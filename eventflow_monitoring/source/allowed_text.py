"""What a text must be before it is parsed: not too long, and of characters that YAML allows."""

import re

from eventflow_monitoring.position import Origin, Span
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.source.tree import Source

MAX_CHARACTERS = 20_000_000
"""Length of one file."""

SPLIT_IT = "split it: sections may stand in any file of the directory"

# YAML 1.1 section 5.1: the characters a document may hold.
_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def refusal(source: Source) -> Problem | None:
    """Return why a text is not to be parsed, or None."""
    if len(source.text) > MAX_CHARACTERS:
        return Problem(
            "file-too-large",
            f"the file has {len(source.text):,} characters, more than {MAX_CHARACTERS:,}",
            Origin(source.path, span=Span(0, 0)),
            help=SPLIT_IT,
        )
    match = _NOT_PRINTABLE.search(source.text)
    if match is None:
        return None
    return Problem(
        "bad-character",
        f"character U+{ord(match[0]):04X} is not allowed in YAML",
        Origin(source.path, span=Span(match.start(), match.end())),
    )
