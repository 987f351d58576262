"""What the runbooks hold that is written from the specs."""

import pytest

from eventflow_monitoring.reference.runbooks import alarms_by_page, with_index, with_queries
from tests.eventflow import ROOT, SPECS, plans_of
from tests.reference.committed import assert_committed

RUNBOOKS = ROOT / "docs/runbooks"
PAGES = alarms_by_page(plan.monitoring for plan in plans_of(SPECS))


@pytest.mark.parametrize("page", PAGES)
def test_page_holds_the_queries_of_its_alarms(page: str) -> None:
    """As the specs say of every environment; the rest of it is its authors'."""
    path = RUNBOOKS / page
    assert_committed(path, with_queries(path.read_text(encoding="utf-8"), PAGES[page]))


def test_index_lists_every_alarm() -> None:
    """By tier, in the order of the specs, with whom it tells."""
    path = RUNBOOKS / "README.md"
    assert_committed(path, with_index(path.read_text(encoding="utf-8"), PAGES))
