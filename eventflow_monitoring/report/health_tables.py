"""How a service is asked whether it is well, as tables for people."""

from collections.abc import Iterator

from rich.table import Table

from eventflow_monitoring.model.health_check import Canary, HealthCheck
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.probe import ContainerProbe, Probe, TargetGroupProbe
from eventflow_monitoring.model.wording import duration_in_words
from eventflow_monitoring.report.listing import Listing


def health_tables(monitoring: Monitoring) -> Iterator[Table]:
    """Yield the tables of health checks, and of probes where there are any."""
    yield _health_checks(monitoring.health_checks)
    if monitoring.probes:
        yield _probes(monitoring.probes)


def _health_checks(checks: tuple[HealthCheck, ...]) -> Table:
    made = Listing(
        f"Health checks ({len(checks)})",
        *("Health check", "Probe", "URL", "Every", "What is looked for"),
        wrap=("What is looked for",),
    )
    for check in checks:
        every = duration_in_words(check.interval)
        made.add_row(check.physical_name, check.PROBE, check.url, every, _looked_for(check))
    return made


def _looked_for(check: HealthCheck) -> str:
    text = [] if check.search_string is None else [check.search_string]
    if not isinstance(check, Canary):
        return ", ".join(text) or "no text"
    said = [f"{path} = {expected}" for path, expected in check.expected]
    return ", ".join([f"status {check.status}", *text, *said])


def _probes(probes: tuple[Probe, ...]) -> Table:
    made = Listing(
        f"Probes ({len(probes)})",
        *("Parameters", "Read by", "Request", "Every", "Unhealthy after"),
        wrap=("Request",),
    )
    for probe in probes:
        made.add_row(
            f"{probe.parameter_path}/*",
            probe.READ_BY,
            _request(probe),
            duration_in_words(probe.interval),
            f"{probe.failures} failure{'' if probe.failures == 1 else 's'} in a row",
        )
    return made


def _request(probe: Probe) -> str:
    match probe:
        case TargetGroupProbe():
            return f"{probe.protocol} {probe.port} {probe.path}, status {probe.status_codes}"
        case ContainerProbe():
            return probe.command
        case _:
            return ""
