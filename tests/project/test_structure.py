"""What holds for the project as a whole."""

from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_module_is_longer_than_300_lines() -> None:
    """A module that grows past 300 lines holds more than one thing."""
    modules = [*ROOT.glob("eventflow_monitoring/**/*.py"), *ROOT.glob("tests/**/*.py")]
    long = {str(path): len(path.read_text().splitlines()) for path in modules}
    assert {path: lines for path, lines in long.items() if lines > 300} == {}
