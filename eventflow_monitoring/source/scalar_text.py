"""A text to the scalar that stands for it in YAML: as it is where that reads back, else in quotes."""

import yaml

_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def scalar_text(text: str) -> str:
    """Return what to write for a text, as a key or as a value of a mapping in block style.

    What other readers of YAML take for a number, a date, null or a truth value is quoted too.
    """
    if _reads_back(text):
        return text
    if text.isprintable():
        quoted = text.replace("'", "''")
        return f"'{quoted}'"
    return f'"{"".join(map(_escaped, text))}"'


def _reads_back(text: str) -> bool:
    if not text.isprintable():
        return False
    try:
        # A date that does not exist is a ValueError.
        return bool(yaml.safe_load(f"{text}: {text}\n") == {text: text})
    except (yaml.YAMLError, ValueError):
        return False


def _escaped(character: str) -> str:
    if character in _ESCAPED:
        return _ESCAPED[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
