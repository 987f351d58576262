"""A dashboard as text: its grid, with the title and the content of every widget.

A row of the grid is a line, a column three or more characters, by what the terminal has. Borders are
shared by neighbours, and titles stand on them.
"""

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size

from eventflow_monitoring.model.dashboard import COLUMNS, Dashboard, Placed
from eventflow_monitoring.model.metric import AnyMetric, Metric
from eventflow_monitoring.model.widget import (
    AlarmGraphWidget,
    AlarmStatusWidget,
    CustomWidget,
    ExplorerWidget,
    HorizontalLine,
    LogWidget,
    MetricWidget,
    TextWidget,
    VerticalLine,
    Widget,
    title_of,
)
from eventflow_monitoring.model.wording import duration_in_words, number_in_words
from eventflow_monitoring.report.visible import visible

_LEAST, _MOST = 3, 6
"""Characters of a column."""

_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
_BORDERS = " ╵╷│╴┘┐┤╶└┌├─┴┬┼"
"""The sign with lines in some directions, by their sum."""


def dashboard_drawing(dashboard: Dashboard, width: int) -> Iterator[str]:
    """Yield the lines of a drawing that is at most `width` characters wide, and 73 at least."""
    yield from map(visible, _heading(dashboard))
    column = max(_LEAST, min(_MOST, (width - 1) // COLUMNS))
    height = max((one.y + one.height for one in dashboard.widgets), default=0)
    borders = [[0] * (COLUMNS * column + 1) for _ in range(height + 1)]
    signs: list[dict[int, str]] = [{} for _ in range(height + 1)]
    for one in dashboard.widgets:
        _draw_border(borders, one, column)
    for one in dashboard.widgets:
        _write(signs, one, column)
    for bits, texts in zip(borders, signs, strict=True):
        line = (texts.get(x, _BORDERS[bit]) for x, bit in enumerate(bits))
        yield "".join(line).rstrip()


def _heading(dashboard: Dashboard) -> Iterator[str]:
    yield dashboard.physical_name
    if dashboard.start is not None:
        yield f"Begins {duration_in_words(dashboard.start)} ago."
    if dashboard.refresh is not None:
        every = duration_in_words(dashboard.refresh)
        yield f"To be refreshed every {every}: whoever looks sets that in the console."
    for one in dashboard.variables:
        what = "the pattern" if one.is_pattern else "the property"
        yield visible(f"Variable {one.label}: {what} {one.property}")
    yield ""


def _draw_border(borders: list[list[int]], one: Placed, column: int) -> None:
    left, right = one.x * column, (one.x + one.width) * column
    top, bottom = one.y, one.y + one.height
    for y in (top, bottom):
        for x in range(left, right):
            borders[y][x] |= _RIGHT
            borders[y][x + 1] |= _LEFT
    for x in (left, right):
        for y in range(top, bottom):
            borders[y][x] |= _DOWN
            borders[y + 1][x] |= _UP


def _write(signs: list[dict[int, str]], one: Placed, column: int) -> None:
    """Write the title on the upper border, and below it what the widget shows."""
    left = one.x * column + 1
    room = one.width * column - 1
    title = visible(" ".join(title_of(one.widget).split()))
    if title:
        _put(signs[one.y], left + 1, _fitted(f" {title} ", room - 2))
    lines = [visible(line) for line in _content(one.widget)]
    for offset, line in enumerate(lines[: one.height - 1], start=1):
        more = len(lines) - offset if offset == one.height - 1 else 0
        shown = line if more < 1 else f"… {more + 1} more"
        _put(signs[one.y + offset], left + 1, _fitted(shown, room - 2))


def _fitted(text: str, room: int) -> str:
    if cell_len(text) <= room:
        return text
    return set_cell_size(text, max(0, room - 1)).rstrip() + "…" if room > 0 else ""


def _put(line: dict[int, str], start: int, text: str) -> None:
    x = start
    for sign in text:
        wide = cell_len(sign)
        if wide == 0:
            continue
        line[x] = sign
        for extra in range(1, wide):
            line[x + extra] = ""
        x += wide


def _content(widget: Widget) -> Iterator[str]:
    match widget:
        case MetricWidget():
            yield f"{widget.view.value}, {duration_in_words(widget.period)}"
            for curve in widget.curves:
                statistic = curve.statistic
                by = f" by {', '.join(curve.by)}" if curve.by else ""
                side = " (right)" if curve.right else ""
                yield f"{curve.label or _called(curve.metric, statistic)}{by}{side}"
            yield from map(_lying, widget.horizontal)
            yield from map(_standing, widget.vertical)
            if widget.place.region is not None or widget.place.account is not None:
                yield f"of {' '.join(filter(None, (widget.place.account, widget.place.region)))}"
        case AlarmGraphWidget():
            yield "graph of the alarm"
        case AlarmStatusWidget():
            count = len(widget.alarms)
            yield f"states of {count} alarms" if count > 1 else "state of 1 alarm"
            yield from (alarm.name for alarm in widget.alarms)
        case TextWidget():
            title, lines = title_of(widget), widget.markdown.strip().splitlines()
            first = next((n for n, line in enumerate(lines) if line.strip(" #") == title), 0)
            yield from lines[first + 1 :]
        case LogWidget():
            yield f"query, {widget.view.value}"
            yield from (group.physical_name for group in widget.log_groups)
            yield from widget.query.splitlines()
        case ExplorerWidget():
            yield f"explorer, {widget.view.value}"
            yield from (f"{kind} {name} {statistic}" for kind, name, statistic in widget.metrics)
        case CustomWidget():
            yield "drawn by a function"
            yield widget.function


def _called(metric: AnyMetric, statistic: str | None) -> str:
    """Name a metric as the dashboard does."""
    own = metric.statistic if isinstance(metric, Metric) else None
    return metric.label if statistic in (None, own) else f"{metric.label} {statistic}"


def _lying(line: HorizontalLine) -> str:
    ends = number_in_words(line.value)
    if line.to is not None:
        ends = f"{ends} to {number_in_words(line.to)}"
    return f"- {line.label or f'at {ends}'}"


def _standing(line: VerticalLine) -> str:
    ends = line.time if line.to is None else f"{line.time} to {line.to}"
    return f"| {line.label or f'at {ends}'}"
