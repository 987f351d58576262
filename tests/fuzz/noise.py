"""Bytes and characters without any order: what a file may hold that was never meant as a spec."""

from random import Random

ODD = (
    "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\xa0", "\u00ad", "\u200b", "\u200d", "\u202e",
    "\u2028", "\u2029", "\u2066", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\U0001f525",
    "\U0010ffff", "é", "é", "日本", "：", "﹕", "‐", "–", "“", "”", "’", "А", "е", "Τ", "ﬁ", "İ",
    "ı", "ß", "٣", "५", "²", "½", "\t", "\r", "\r\n", "\n\r",
)  # fmt: skip
"""Control characters, white space of all kinds, and what looks like something else."""

SIGNS = (
    ":", ": ", ":\n", "- ", "-", "? ", ",", ", ", "#", " # ", "[", "]", "{", "}", "'", '"', "|", ">",
    "|-\n", ">+\n", "|2\n", "\\", "%", "@", "`", "&a ", "*a", "*a ", "! ", "!!int ", "!!binary ",
    "!<tag:x> ", "<<: ", "<<: *a\n", "---\n", "...\n", "%YAML 1.2\n", "%TAG ! x\n", "null", "~",
    "=", "\n", "\n", "\n  ", "\n    ", "\n  - ", " ", "  ", "0x1f", "1_000", "1:30", "2026-01-01",
    "yes", "NO", ".nan", "-.inf", "1e999", '"\\x00"', '"\\u2028"', '"\\ud800"', "${", "}", "${a}",
)  # fmt: skip
"""What YAML, and our own small languages, give a meaning to."""

WORDS = (
    "Alarms:", "Metrics:", "Environments:", "Topics:", "Channels:", "Dashboards:", "Mutes:",
    "LogGroups:", "HealthChecks:", "Templates:", "Defaults:", "Tier: critical", "Service: a",
    "Alаrms:", "Alarms：", "Me\u200btrics:", "a", "b: ", "Kind: Log", "Extends: a", "ForEach: ",
)  # fmt: skip
"""Sections and keys, some with a letter that is another one, or a character that nobody sees."""

# Halves of characters, a lone surrogate as UTF-8 would write it, other encodings.
_BYTES = (
    b"\xff", b"\xfe", b"\x80", b"\xc3", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf4\x90\x80\x80",
    b"\xc0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", "Alarms: é".encode("latin-1"),
    "Alarms: {}".encode("utf-16"),
)  # fmt: skip


def noise(random: Random) -> bytes:
    """Return bytes, or text of pieces in any order."""
    kind = random.random()
    if kind < 0.1:
        return random.randbytes(random.randrange(200))
    if kind < 0.2:
        text = "".join(chr(_code(random)) for _ in range(random.randrange(60)))
        return text.encode()
    pieces = random.choice(((*ODD, *SIGNS, *WORDS), SIGNS + WORDS, (*WORDS, "\n", "\n  ", " ")))
    written = "".join(random.choices(pieces, k=random.randrange(1, 40))).encode()
    if kind < 0.3:
        at = random.randrange(len(written) + 1)
        written = written[:at] + random.choice(_BYTES) + written[at:]
    return written


def _code(random: Random) -> int:
    """Return a code point of any plane, of those that stand for a character."""
    top = random.choice((0x7F, 0x2FF, 0xD7FF, 0x10FFFF))
    code = random.randrange(top + 1)
    return code if not 0xD800 <= code <= 0xDFFF else 0xFFFD
