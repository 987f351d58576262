"""The nearest of some names to one that was mistyped."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like `name`, ignoring case, or None where none is alike."""
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    matches = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def did_you_mean(name: str, candidates: Iterable[str]) -> str | None:
    """Return a help line that names the nearest candidate, or lists them where they are few."""
    candidates = list(candidates)
    match = nearest(name, candidates)
    if match is not None:
        return f"did you mean `{match}`?"
    if 0 < len(candidates) <= 12:
        return "known: " + ", ".join(f"`{candidate}`" for candidate in candidates)
    return None
