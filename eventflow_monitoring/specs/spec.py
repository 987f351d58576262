"""The base of everything an author writes: PascalCase keys, and no key that means nothing."""

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_pascal


class Spec(BaseModel):
    """A mapping in a spec file. Its docstring and its fields' descriptions are its reference."""

    model_config = ConfigDict(
        alias_generator=to_pascal,
        extra="forbid",
        frozen=True,
        str_min_length=1,
    )
