"""Dashboards with one widget, or with some rows, beside the catalogue of `expanding`."""

from eventflow_monitoring.model.dashboard import Dashboard
from eventflow_monitoring.model.widget import MetricWidget, Widget
from tests.specs.expanding import Expanded, expanded


def on_a_dashboard(widget: str, others: str = "", more: str = "") -> str:
    """Return specs of a dashboard with one widget and more keys; `others` are other sections."""
    return f"{others}Dashboards:\n  D:\n    Rows:\n      - - {{{widget}}}\n{more}"


def dashboard_of(specs: str) -> Dashboard:
    """Return the only dashboard of specs without mistakes."""
    found = expanded(specs)
    assert found.shown == ""
    (dashboard,) = found.monitoring.dashboards
    return dashboard


def widget_of(keys: str, others: str = "") -> Widget:
    """Return the widget of some keys in flow style."""
    (placed,) = dashboard_of(on_a_dashboard(keys, others)).widgets
    return placed.widget


def graph_of(keys: str, others: str = "") -> MetricWidget:
    """Return the graph of some keys beside its title."""
    widget = widget_of(f"Title: t, {keys}", others)
    assert isinstance(widget, MetricWidget)
    return widget


def mistakes_of(keys: str, others: str = "") -> Expanded:
    """Return what is wrong with the widget of some keys."""
    return expanded(on_a_dashboard(keys, others))
