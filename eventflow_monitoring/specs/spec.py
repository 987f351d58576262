"""The base of everything an author writes: PascalCase keys, and no key that means nothing."""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic.alias_generators import to_pascal


class Spec(BaseModel):
    """A mapping in a spec file. Its docstring and its fields' descriptions are its reference."""

    ONE_OF: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Keys of which one is needed."""

    INSTEAD: ClassVar[Mapping[str, str]] = {}
    """Keys that others of the section have, and what to write here instead of each."""

    PLACEHOLDERS: ClassVar[Mapping[str, Any]] = {}
    """What stands in for a required key that is wrong or missing, so that the rest of the entry is
    looked at for further mistakes; what comes of it is thrown away."""

    model_config = ConfigDict(
        alias_generator=to_pascal,
        extra="forbid",
        frozen=True,
        str_min_length=1,
        defer_build=True,
    )


class PlainSpec(Spec):
    """A mapping in whose place a plain text may be written."""

    PLAIN: ClassVar[str | None] = None
    """The key that a plain text is the value of."""

    WORDS: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    """Words that may be written, and the mapping that each stands for."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, written: object) -> object:
        if not isinstance(written, str) or not written:
            return written
        if written in cls.WORDS:
            return dict(cls.WORDS[written])
        return written if cls.PLAIN is None else {cls.PLAIN: written}
