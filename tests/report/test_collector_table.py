"""Collectors as people and programs are shown them."""

import json

import pytest

from eventflow_monitoring.report.collector_table import collector_table
from eventflow_monitoring.report.plan_json import plan_json
from tests.eventflow import eventflow_plan
from tests.outputs.collectors import BACKEND, BASE, DATABASE, monitoring_of


def cells(specs: str, base: str = BASE) -> list[str]:
    """Return the row of the only collector of specs."""
    table = collector_table(monitoring_of(specs, base))
    return [str(next(iter(column.cells))) for column in table.columns]


@pytest.mark.parametrize(
    ("share", "kept"),
    [
        ("10%", "failed, 1 second or longer, 10 % of the others"),
        ("0%", "failed, 1 second or longer, 0 % of the others"),
        ("100%", "all"),
    ],
)
def test_service_is_shown_with_the_traces_it_keeps(share: str, kept: str) -> None:
    """What comes which way, and where the configuration stands."""
    assert cells(BACKEND, BASE.replace("10%", share)) == [
        "backend", "2 scraped, 1 sent", kept, "/shop/collector/prod-backend",
    ]  # fmt: skip


def test_database_is_shown_with_its_queries() -> None:
    """It takes in no traces."""
    assert cells(DATABASE)[1:3] == [
        "2 read from PostgreSQL, and its queries as logs", "none taken in",
    ]  # fmt: skip


def test_traces_alone_are_no_metrics() -> None:
    """Which is said."""
    assert cells("Collectors: {a: {Traces: {}}}\n")[1] == "none"


def test_programs_get_the_metrics_by_name() -> None:
    """The catalogue has them once already; a password is a reference."""
    service, database = json.loads(plan_json(eventflow_plan()))["collectors"]
    assert service["exports"][0] == {
        "metric": "ApiLatency", "from": "api_request_duration_seconds", "source": "sent",
    }  # fmt: skip
    assert service["log_group"] == "/eventflow/collector/metrics"
    assert (service["needs_contrib"], database["needs_contrib"]) == (False, True)
    assert database["postgresql"]["password"] == {
        "secret_id": "eventflow/database-monitoring", "json_field": "password",
    }  # fmt: skip
