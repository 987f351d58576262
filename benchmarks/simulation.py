"""Measure the simulation of 100 alarms over a week beside `promtool test rules` on the same samples."""

import argparse
import gc
import os
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from generate_specs import positive
from measurement import (
    ROOT,
    Contestant,
    ContestantError,
    Ratio,
    clean_environment,
    measure,
    report,
    run_command,
)
from simulation_workload import (
    Series,
    metric_of,
    samples,
    write_promtool,
    write_specs,
    write_test,
)

from eventflow_monitoring.cli.load import load
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.simulate.given import GivenSeries
from eventflow_monitoring.simulate.result import Simulation, Timeline
from eventflow_monitoring.simulate.run import simulate

PROMTOOL = "promtool test rules"
OURS = "simulate"
COMMAND = "eventflow-monitoring test"
GOAL = 100
"""How many times faster than promtool the simulation is to be."""

_FETCHED = ROOT / ".cache" / "promtool"
_ABSENT = """\
promtool is not here, so there is nothing to compare with. `make promtool` fetches it on Debian and
Ubuntu; elsewhere it comes with Prometheus: https://prometheus.io/download"""


def main() -> int:
    """Measure; the exit status is 0, or 2 where a contestant is wrong."""
    arguments = _parser().parse_args()
    try:
        print(compare(arguments.alarms, arguments.days, arguments.rounds))
    except ContestantError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def compare(count: int, days: int, rounds: int) -> str:
    """Measure promtool, `simulate` alone, and our whole command, which reads the same samples.

    Raises ContestantError where promtool does not fire in the same minutes.
    """
    minutes = days * 24 * 60
    series = {metric_of(number): samples(number, minutes) for number in range(count)}
    path = f"{_FETCHED}{os.pathsep}{os.environ.get('PATH', '')}"
    promtool = shutil.which("promtool", path=path)
    with tempfile.TemporaryDirectory() as directory:
        specs = Path(directory, "specs")
        write_specs(specs, series)
        loaded = load(specs)
        if loaded.problems:
            raise ContestantError(f"the specs are wrong: {loaded.problems[0].message}")
        monitoring = loaded.plans[0].monitoring
        firing = _firing(_simulate(monitoring, series), minutes)
        write_test(specs / "all.test.yaml", series, firing)
        command = [sys.executable, "-m", "eventflow_monitoring", "test", "--specs", str(specs)]
        contestants = [
            Contestant(OURS, partial(_time, monitoring, series)),
            Contestant(COMMAND, partial(run_command, command, clean_environment())),
        ]
        for contestant in contestants:
            contestant.run()
        ratios: list[Ratio] = []
        title = f"{count} alarms in {minutes + 1:,} minutes, {rounds} rounds"
        if promtool is None:
            print(_ABSENT, flush=True)
        else:
            for name, every_minute in (("every.yaml", True), ("last.yaml", False)):
                write_promtool(Path(directory, name), series, firing, every_minute=every_minute)
            run_command([promtool, "test", "rules", f"{directory}/every.yaml"], clean_environment())
            fired = sum(map(sum, firing.values()))
            title += f"; both fire in the same {fired:,} of {count * (minutes + 1):,}"
            measured = [promtool, "test", "rules", f"{directory}/last.yaml"]
            run = partial(run_command, measured, clean_environment())
            contestants.append(Contestant(PROMTOOL, run))
            ratios = [
                Ratio(PROMTOOL, OURS, GOAL, at_least=True),
                Ratio(PROMTOOL, COMMAND),
            ]
        seconds = measure(contestants, rounds)
    return report(title, seconds, ratios)


def _simulate(monitoring: Monitoring, series: Series) -> Simulation:
    given = {name: GivenSeries(values) for name, values in series.items()}
    return simulate(monitoring, given, interval=60)


def _firing(simulation: Simulation, minutes: int) -> dict[str, list[bool]]:
    """Return whether each alarm is in ALARM, from minute 0 to the last."""
    firing: dict[str, list[bool]] = {}
    for name, timeline in simulation.alarms.items():
        if not isinstance(timeline, Timeline):
            raise ContestantError(f"{name} is not simulated: it {timeline.reason}")
        states = (timeline.state_at(minute * 60) for minute in range(minutes + 1))
        firing[name] = [state is State.ALARM for state in states]
        if not any(firing[name]):
            raise ContestantError(f"{name} never fires")
    return firing


def _time(monitoring: Monitoring, series: Series) -> float:
    gc.collect()
    start = time.perf_counter()
    result = _simulate(monitoring, series)
    seconds = time.perf_counter() - start
    del result  # freed outside the measurement
    return seconds


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Measure the simulation of alarms over days of samples beside `promtool test "
        "rules` on the same samples, taking turns. Seconds depend on the machine; the ratios are "
        "what counts.",
        epilog="example: python benchmarks/simulation.py --alarms 100 --days 7 --rounds 5",
    )
    for name, default, meaning in (
        ("alarms", 100, "the number of alarms, each on a metric of its own"),
        ("days", 7, "how many days of samples, one each minute"),
        ("rounds", 5, "turns each takes"),
    ):
        parser.add_argument(
            f"--{name}",
            type=positive,
            default=default,
            metavar="N",
            help=f"{meaning} (default: {default})",
        )
    return parser


if __name__ == "__main__":
    sys.exit(main())
