"""The keys of a spec, each with what there is to know of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_type_hints

from eventflow_monitoring.specs.field_description import field_description
from eventflow_monitoring.specs.spec import Spec


@dataclass(frozen=True, slots=True)
class Key:
    """A key. `annotation` keeps its validators; `default` is None where there is none to name.

    `owner` is the spec that declares it: the kind's own, or one that it is built on.
    """

    name: str
    annotation: Any
    description: str
    required: bool
    default: Any
    owner: type[Spec]


def keys_of(spec: type[Spec]) -> Iterator[Key]:
    """Yield the keys of a spec in the order in which they are declared."""
    annotations = get_type_hints(spec, include_extras=True)
    for name, field in spec.model_fields.items():
        required = field.is_required()
        yield Key(
            name=str(field.alias),
            annotation=annotations[name],
            description=" ".join((field_description(spec, name) or "").split()),
            required=required,
            default=None if required else field.get_default(call_default_factory=True),
            owner=_owner(spec, name),
        )


def _owner(spec: type[Spec], field: str) -> type[Spec]:
    for part in spec.__mro__:
        if issubclass(part, Spec) and field in part.__annotations__:
            return part
    return spec
