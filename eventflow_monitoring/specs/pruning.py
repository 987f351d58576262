"""What was written less some of its keys, and the keys after which nothing was written."""

import copy
from collections.abc import Iterable, Iterator
from typing import Any

from eventflow_monitoring.position import Pointer


def empty_keys(data: object, path: Pointer) -> Iterator[Pointer]:
    """Find the keys, however deep, after which nothing is written."""
    items = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, value in items:
        if value is None:
            yield (*path, key)
        elif not isinstance(value, str):
            yield from empty_keys(value, (*path, key))


def without(data: Any, paths: Iterable[Pointer]) -> Any:
    """Return a copy without some of its keys; the data itself where there are none."""
    paths = list(paths)
    if not paths:
        return data
    left = copy.deepcopy(data)
    for *outer, key in paths:
        inner = left
        for step in outer:
            inner = inner[step]
        inner.pop(key, None)
    return left
