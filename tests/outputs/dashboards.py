"""Bodies of dashboards, and what CloudWatch's reference says of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.outputs.cloudformation.dashboards import dashboard_resources
from eventflow_monitoring.reference.check_example import base_text
from tests.compiler.compiling import Compiled, compile_texts

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE / "dashboard_body_schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft7Validator(SCHEMA)


def bodies(monitoring: Monitoring) -> dict[str, Any]:
    """Return the bodies of the dashboards of an environment by logical id."""
    return {
        logical_id: json.loads(resource.properties["DashboardBody"])
        for logical_id, resource in dashboard_resources(monitoring)
    }


def complaints(body: object) -> list[str]:
    """Return what the schema says against a body: the place and the message of each."""
    return [
        f"{'.'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for error in VALIDATOR.iter_errors(body)
    ]


def beside_the_base(specs: str) -> Compiled:
    """Compile specs beside the base of the reference's examples."""
    return compile_texts({"base.yaml": base_text(), "specs.yaml": specs})


def without_mistakes(specs: str) -> Monitoring:
    """Return the model of specs without mistakes, beside the base of the reference's examples."""
    found = beside_the_base(specs)
    assert found.shown == ""
    (monitoring,) = found.monitorings
    return monitoring


def body_of(specs: str) -> Any:
    """Return the body of the only dashboard of specs without mistakes."""
    (body,) = bodies(without_mistakes(specs)).values()
    return body


def on_a_dashboard(widgets: str, more: str = "") -> str:
    """Return specs with a dashboard whose only row has some widgets, in flow style."""
    return f"Dashboards:\n  D:\n    Rows: [[{widgets}]]\n{more}"


def properties_of(widget: str, others: str = "") -> dict[str, Any]:
    """Return the properties of the only widget of a dashboard; `others` stands before it."""
    (found,) = body_of(others + on_a_dashboard(widget))["widgets"]
    properties: dict[str, Any] = found["properties"]
    return properties


def widgets_in(body: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the type and the properties of every widget of a body."""
    for widget in body["widgets"]:
        yield widget["type"], widget["properties"]
