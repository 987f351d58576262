"""A Logs Insights query that is kept under a name, for people and for dashboards."""

from dataclasses import dataclass, field

from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.position import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """A query and the log groups it is made for."""

    name: str
    physical_name: str
    query: str
    log_groups: tuple[LogGroup, ...]
    written: Written = field(compare=False)
