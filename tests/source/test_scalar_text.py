"""Texts that are written into YAML come out of it as they were."""

import pytest

from eventflow_monitoring.source.scalar_text import scalar_text
from eventflow_monitoring.source.tree import Source
from eventflow_monitoring.source.yaml_reader import read_yaml

_QUOTED = [
    "",
    *(" Lag", "Lag ", "Lag: x", "Lag:", "Lag # now", "#Lag", "'Lag'", "it's: so", '"', "- x", "-"),
    *("[a]", "{a}", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a`", "? a", "=", "--- a"),
    *("null", "~", "Yes", "on", "1", "1.5", "0x1F", "1:30", "2026-01-01", "2026-13-45", ".inf"),
    *("a\nb", "a\tb", "\x1b[31m", "a\u2028b", "a\u200bb", "\U000e0001", "\x85", "\ufeff"),
]


@pytest.mark.parametrize(
    "text", ["Lag", "p95(Lag) > 5% for 2 of 3 periods", "a - b", "it's", "é 日"]
)
def test_text_that_yaml_reads_as_it_is_stays(text: str) -> None:
    assert scalar_text(text) == text


@pytest.mark.parametrize("text", _QUOTED, ids=ascii)
def test_other_text_is_quoted(text: str) -> None:
    written = scalar_text(text)
    assert written != text
    assert written[0] in "'\""
    tree, problems = read_yaml(Source("a.yaml", f"A:\n  {written}: {written}\n"))
    assert (tree.data, problems) == ({"A": {text: text}}, [])
