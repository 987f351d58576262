"""Text for a terminal: what moves the cursor, reorders the line or cannot be seen is spelled out."""

import unicodedata

_PICTURES = {chr(code): chr(0x2400 + code) for code in range(0x20)} | {"\x7f": "␡"}
"""Unicode's pictures of the control characters of ASCII."""

_SPELLED_OUT = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Controls, what is invisible or turns the direction, halves of pairs, ends of lines."""


def visible(text: str, keep: str = "") -> str:
    r"""Return a text with pictures of control characters, and with `\u200b` for what is not seen."""
    if text.isprintable():
        return text
    return "".join(one if one in keep else _visible(one) for one in text)


def columns(character: str) -> int:
    """Return how many columns of a terminal a character takes as it is shown."""
    shown = _visible(character)
    if shown != character:
        return len(shown)
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _visible(character: str) -> str:
    if character in _PICTURES:
        return _PICTURES[character]
    if unicodedata.category(character) not in _SPELLED_OUT:
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
