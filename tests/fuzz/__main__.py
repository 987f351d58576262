"""`python -m tests.fuzz --documents 100000`: any document ends in problems or success."""

import argparse
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.fuzz.alarm_tests import run_alarm_tests
from tests.fuzz.run import Tally, run

_CHUNK = 2_000
_MEMORY = 500  # megabytes of a process
_SECONDS = 10  # of a document


def main() -> int:
    """Run, print the figures, and return 1 where a document did anything else."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first document")
    parser.add_argument("--alarm-tests", action="store_true", help="make files of alarm tests")
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    started = time.monotonic()
    total = Tally()
    end = arguments.first + arguments.documents
    chunks = [
        range(first, min(first + _CHUNK, end)) for first in range(arguments.first, end, _CHUNK)
    ]
    with ProcessPoolExecutor(arguments.processes) as pool:
        do = run_alarm_tests if arguments.alarm_tests else _chunk
        jobs = [pool.submit(do, arguments.seed, numbers) for numbers in chunks]
        for number, job in enumerate(jobs, start=1):
            total.add(job.result())
            print(f"{number}/{len(jobs)}", file=sys.stderr, end="\r", flush=True)
    _print(total, time.monotonic() - started)
    bad = total.failures or total.peak_megabytes > _MEMORY or total.slowest[0] > _SECONDS
    return 1 if bad else 0


def _chunk(seed: int, numbers: range) -> Tally:
    with tempfile.TemporaryDirectory() as directory:
        return run(seed, numbers, Path(directory))


def _print(total: Tally, seconds: float) -> None:
    count = total.counts["documents"] + len(total.failures)
    for what in (
        "documents",
        "parsed",
        "compiled",
        "valid",
        "noise",
        "bombs",
        "mutations",
        "shapes",
        "read",
        "run",
    ):
        share = total.counts[what] / max(1, count)
        print(f"{what:<10} {total.counts[what]:>9,}  {share:6.1%}")
    print(f"seconds    {seconds:9,.0f}")
    print(f"slowest    {total.slowest[0]:9.2f} s, document {total.slowest[1]}")
    print(f"peak       {total.peak_megabytes:9,.0f} MB")
    print(f"failures   {len(total.failures):>9,}")
    for number, trace in sorted(total.failures.items())[:20]:
        print(f"\ndocument {number}:\n{trace}")


if __name__ == "__main__":
    sys.exit(main())
