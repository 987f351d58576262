"""A value of a spec as its field reads it."""

from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError


class Refused(NamedTuple):
    """Why a value was refused."""

    message: str
    help: str | None


def read(field_type: Any, text: object) -> Any:
    """Return what a field of a type makes of a value, or why it refuses it."""
    try:
        return TypeAdapter(field_type).validate_python(text)
    except ValidationError as error:
        (detail,) = error.errors()
        context = detail.get("ctx", {})
        return Refused(context.get("message", detail["msg"]), context.get("help"))
