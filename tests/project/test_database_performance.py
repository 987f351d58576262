"""The page on the performance of the database says what the specs have, and checks what it wants."""

import re

import pytest

from eventflow_monitoring.expression.logs_insights import read_insights_query
from eventflow_monitoring.model.trigger import metrics_read
from tests.eventflow import ROOT, eventflow_plan

MONITORING = eventflow_plan().monitoring
PAGE = (ROOT / "docs/database-performance.md").read_text(encoding="utf-8")
SQL = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
PARAMETERS = dict(re.findall(r"^\| `([a-z_.]+)` \| `([^`]+)` \|", PAGE, re.MULTILINE))


def test_page_tells_where_each_of_four_things_comes_from() -> None:
    """Section 8.2, in its order; and of the three tools it names."""
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")]
    first = [row.split("|")[1].strip() for row in rows[2 : next(
        n for n, row in enumerate(rows) if row.startswith("| Setting"))]]  # fmt: skip
    assert [one for one in first if one] == [
        "Slow queries (more than 1 second)", "Query execution plans", "Index usage",
        "Connection pool",
    ]  # fmt: skip
    for tool in ("pg_stat_statements", "RDS", "`eventflow/slow-queries`"):
        assert tool in PAGE


def test_page_names_what_is_in_the_specs() -> None:
    """Metrics, alarms, the metric filter and the query."""
    known = {
        *(one.name for one in MONITORING.metrics),
        *(one.name for one in MONITORING.metric_filters),
        *(one.name for one in MONITORING.queries),
    }
    table = PAGE.partition("\nThe instance is not made here")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")]
    named = {name for row in rows for name in re.findall(r"`([\w/-]+)`", row.split("|")[3])}
    assert named <= known
    alarms = {one.name: one for one in MONITORING.alarms}
    told = re.findall(r"\b(Database[A-Z]\w+)\b(?!`)", table)
    assert set(told) == {
        name
        for name, alarm in alarms.items()
        if any(
            one.metric_name.startswith(("DatabaseQuery", "DatabaseConnection"))
            for one in metrics_read(alarm.trigger)
        )
    }


def test_slow_is_the_same_everywhere() -> None:
    """More than a second, for the backend's records and for PostgreSQL's log, in milliseconds."""
    (slow,) = (one for one in MONITORING.metric_filters if one.name == "slow-queries")
    (limit,) = re.findall(r"duration_ms > (\d+)", slow.pattern)
    assert PARAMETERS["log_min_duration_statement"] == limit
    assert PARAMETERS["auto_explain.log_min_duration"] == limit


def test_check_of_the_parameters_is_that_of_the_table() -> None:
    """Whoever runs it looks for what the table wants, and for nothing less."""
    checked = dict(re.findall(r"^    \('([a-z_.]+)', '([^']+)'\),?$", SQL[0], re.MULTILINE))
    assert checked == PARAMETERS
    assert {"shared_preload_libraries", "pg_stat_statements.track"} <= PARAMETERS.keys()


@pytest.mark.parametrize("sql", SQL, ids=lambda sql: str(sql).split("\n", 1)[0][:40])
def test_sql_is_whole(sql: str) -> None:
    """Its parentheses and quotes close, and every statement ends."""
    assert sql.count("(") == sql.count(")")
    assert sql.count("'") % 2 == 0
    assert sql.rstrip().endswith(";")


@pytest.mark.parametrize(
    "view",
    ["pg_stat_statements", "pg_stat_user_indexes", "pg_stat_user_tables", "pg_stat_activity"],
)
def test_statistics_are_read(view: str) -> None:
    """By a statement that can be run as it stands."""
    assert any(re.search(rf"FROM {view}\b", sql) for sql in SQL)


def test_query_over_the_log_is_one() -> None:
    """Logs takes it."""
    for query in re.findall(r"```cwli\n(.*?)```", PAGE, re.DOTALL):
        assert read_insights_query(query).commands
