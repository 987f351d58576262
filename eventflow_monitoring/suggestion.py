"""The nearest of some names to one that was mistyped."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from heapq import nlargest
from itertools import islice, pairwise

_MANY = 50
_BEGINNING = 3  # letters
_LIKELY = 10
"""Of many candidates only the likeliest are compared letter by letter, which takes 0.1 ms each."""
_MOST_READ = 10_000
"""Candidates that are looked at; with more, a thousand mistakes would take a minute."""
_MOST = 2_000
"""Of more candidates only so many are looked at, and only those that begin with the same letter."""


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like `name`, ignoring case, or None where none is alike.

    One that alone begins so is alike too: `prod` is `production`.
    """
    by_folded = {one.casefold(): one for one in islice(candidates, _MOST_READ)}
    folded = name.casefold()
    likely = list(by_folded)
    if len(likely) > _MOST:
        likely = list(islice((one for one in likely if one[:1] == folded[:1]), _MOST))
    if len(likely) > _MANY:
        pairs = _pairs(folded)
        likely = nlargest(_LIKELY, likely, key=lambda candidate: len(pairs & _pairs(candidate)))
    matches = get_close_matches(folded, likely, n=1, cutoff=0.6)
    if matches:
        return by_folded[matches[0]]
    longer = [candidate for candidate in by_folded if candidate.startswith(folded)]
    return by_folded[longer[0]] if len(longer) == 1 and len(folded) >= _BEGINNING else None


@lru_cache(maxsize=4 * _MOST)
def _pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters, most of which a typing mistake leaves alone."""
    return frozenset(map("".join, pairwise(text)))


def did_you_mean(name: str, candidates: Iterable[str]) -> str | None:
    """Return a help line that names the nearest candidate, or lists them where they are few."""
    candidates = list(candidates)
    match = nearest(name, candidates)
    if match is not None:
        return f"did you mean `{match}`?"
    if 0 < len(candidates) <= 12:
        return "known: " + ", ".join(f"`{candidate}`" for candidate in candidates)
    return None
