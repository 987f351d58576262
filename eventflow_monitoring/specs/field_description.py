"""What the docstring under a field of a spec says of it.

Read from the source when somebody asks: pydantic's own way reads every spec's while it is imported.
"""

import ast
import inspect
from itertools import pairwise
from textwrap import dedent

from pydantic import BaseModel


def field_description(model: type[BaseModel], field: str) -> str | None:
    """Return the docstring of a field, by the name it has in Python; None where it has none."""
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
