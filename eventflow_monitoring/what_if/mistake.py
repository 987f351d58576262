"""What is wrong with a question."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake in words, with a help line where there is one."""

    message: str
    help: str | None = None


class QuestionError(Exception):
    """A question that has no answer, with everything that is wrong with it.

    With `incomplete`, metrics are missing: an example of a complete question is what helps.
    """

    def __init__(self, mistakes: Sequence[Mistake], *, incomplete: bool = False) -> None:
        super().__init__("; ".join(mistake.message for mistake in mistakes))
        self.mistakes = tuple(mistakes)
        self.incomplete = incomplete
