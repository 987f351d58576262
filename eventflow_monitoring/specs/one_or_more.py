"""One thing where a list of them may stand."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """Marks a field of a list (in `Annotated`) in which one item may stand without a list.

    pydantic passes over it: who reads the entry puts the item into a list first.
    """


ONE_OR_MORE: Any = OneOrMore()
