"""A dashboard with more than CloudWatch takes, as several that link to each other.

It is cut between two rows, so that its widgets keep their places beside each other, and where it is
cut depends on nothing but what stands above.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from eventflow_monitoring.model.dashboard import (
    COLUMNS,
    MAX_WIDGETS,
    Dashboard,
    Placed,
    is_too_large,
    rows_of,
)
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.widget import TextWidget

_LINKS_HEIGHT = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A dashboard as CloudWatch takes it. `suffix` tells it from the first one, which has none."""

    physical_name: str
    suffix: str
    widgets: tuple[Placed, ...]


def parts_of(dashboard: Dashboard, environment: Environment) -> tuple[Part, ...]:
    """Return the parts of a dashboard, mostly just the one that it is."""
    cuts = list(_cut(dashboard.widgets))
    if len(cuts) <= 1:
        return (Part(dashboard.physical_name, "", dashboard.widgets),)
    suffixes = ["", *(f"-{number}" for number in range(2, len(cuts) + 1))]
    names = [
        environment.physical_name(f"{dashboard.name}{suffix}")
        if suffix
        else dashboard.physical_name
        for suffix in suffixes
    ]
    return tuple(
        Part(names[index], suffixes[index], _with_links(widgets, names, index))
        for index, widgets in enumerate(cuts)
    )


def _cut(widgets: Sequence[Placed]) -> Iterator[tuple[Placed, ...]]:
    """Yield the widgets of each part. A row that alone is too much stays whole (a rule tells it)."""
    if not is_too_large(widgets):
        yield tuple(widgets)
        return
    part: list[Placed] = []
    for row in rows_of(widgets):
        longer = [*part, *row]
        # One more widget holds the links.
        if part and (len(longer) == MAX_WIDGETS or is_too_large(longer)):
            yield tuple(part)
            longer = row
        part = longer
    yield tuple(part)


def _with_links(widgets: Sequence[Placed], names: Sequence[str], index: int) -> tuple[Placed, ...]:
    """Return the widgets of a part from the top, below links to the other parts."""
    links = [
        f"**{number + 1}**"
        if number == index
        else f"[{number + 1}](#dashboards:name={quote(name, safe='')})"
        for number, name in enumerate(names)
    ]
    text = TextWidget(markdown=f"Part {index + 1} of {len(names)}: " + " ".join(links))
    first = min(one.y for one in widgets)
    moved = (replace(one, y=one.y - first + _LINKS_HEIGHT) for one in widgets)
    return (Placed(text, 0, 0, COLUMNS, _LINKS_HEIGHT, widgets[0].origin), *moved)
