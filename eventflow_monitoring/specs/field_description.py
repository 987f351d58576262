"""What the docstring under a field of a spec says of it.

Read from the source when somebody asks: pydantic's own way reads every spec's while it is imported.
"""

import ast
import inspect
from itertools import pairwise
from textwrap import dedent

from pydantic import BaseModel


def field_description(model: type[BaseModel], field: str) -> str | None:
    """Return the docstring of a field, by the name it has in Python; None where it has none.

    A spec that declares a field again may leave the docstring to the one it is built on.
    """
    for part in model.__mro__:
        if field in inspect.get_annotations(part):
            description = _description(part, field)
            if description is not None:
                return description
    return None


def _description(model: type, field: str) -> str | None:
    (definition,) = ast.parse(dedent(inspect.getsource(model))).body
    assert isinstance(definition, ast.ClassDef)
    for statement, below in pairwise(definition.body):
        match statement, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ) if name == field:
                return inspect.cleandoc(text)
    return None
