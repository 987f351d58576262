"""The text of a configuration says what the data says, to whoever reads YAML."""

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from eventflow_monitoring.outputs.collector.configuration import configuration
from eventflow_monitoring.outputs.collector.text import _block, readable_text, short_text
from tests.eventflow import eventflow_plan

MONITORING = eventflow_plan().monitoring


@pytest.mark.parametrize("number", [0, 1])
def test_both_texts_are_the_configuration(number: int) -> None:
    """Read as YAML, the long one and the short one are the same data."""
    collector = MONITORING.collectors[number]
    data = configuration(collector, MONITORING.environment)
    assert yaml.safe_load(readable_text(collector, MONITORING.environment)) == data
    assert yaml.safe_load(short_text(collector, MONITORING.environment)) == data


def test_texts_say_what_they_are() -> None:
    """The long one for people, with what runs it; the short one in the fewest signs."""
    service, database = MONITORING.collectors
    text = readable_text(service, MONITORING.environment)
    assert text.startswith("# The OpenTelemetry collector `backend`: eventflow, production.\n")
    assert "# Distribution: any, AWS's too; version 0.142 or later.\n" in text
    other = readable_text(database, MONITORING.environment)
    assert "# Distribution: opentelemetry-collector-contrib; version" in other
    short = short_text(service, MONITORING.environment)
    assert len(short) < len(text)
    assert [line.partition(":")[0] for line in short.splitlines()[1:]] == [
        "extensions", "receivers", "processors", "exporters", "service",
    ]  # fmt: skip


def test_lines_are_broken_where_they_can_be() -> None:
    """Only a single text is longer than a line."""
    text = readable_text(MONITORING.collectors[0], MONITORING.environment)
    long = [line.strip() for line in text.splitlines() if len(line) > 100]
    assert all(re.fullmatch(r'(?:- |\w+: )"[^"]*"', line) for line in long)


KEYS = st.one_of(
    st.sampled_from(["a", "no", "y", "12:30", "0x1", "null", "a b", "#", "- a", "filter/sent"]),
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=5),
)
TEXTS = st.one_of(
    st.sampled_from(["no", "12:30", "", "# x", "a: b", "${env:X}", "\\z", "é", "'", '"', "1e3"]),
    st.text(st.characters(exclude_categories=["C", "Z"]), max_size=150),
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(TEXTS, st.integers(-9, 9), st.booleans(), st.just(0.5)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=25,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_any_data_comes_back(data: dict[str, Any]) -> None:
    """Whatever YAML would make of the words in it."""
    assert yaml.safe_load("\n".join(_block(data, 0))) == data
