"""The page of alarm tests: what may be written into a `*.test.yaml` file."""

import inspect
from collections.abc import Iterator

from eventflow_monitoring.alarm_tests import spec
from eventflow_monitoring.reference.keys import Key, keys_of
from eventflow_monitoring.reference.markdown import example, joined, listed, prose, table
from eventflow_monitoring.reference.page import Page, page
from eventflow_monitoring.reference.takes import default_in_words, in_words
from eventflow_monitoring.specs.spec import Spec

ALARM_TESTS = "alarm-tests.md"
"""The file of the page."""

_PARTS: tuple[tuple[str, type[Spec], str], ...] = (
    ("Tests", spec.TestSpec, "Each item of `Tests`."),
    ("Given", spec.GivenSpec, "Below the name of a metric in `Given`."),
    ("Expect", spec.ExpectSpec, "Below the name of an alarm in `Expect`."),
    ("Notifies", spec.NotifiesSpec, "Below `Notifies`."),
    ("Settings", spec.SettingsSpec, ""),
    ("Survivors", spec.SurvivorSpec, "Each item of `Survivors`."),
)


def alarm_tests_page() -> Page:
    """Return what is told of alarm tests, with its examples: specs, and tests of them."""
    return page(inspect.getdoc(spec) or "")


def alarm_tests_text() -> str:
    """Return the page."""
    return joined(_blocks())


def _blocks() -> Iterator[str]:
    said = alarm_tests_page()
    yield "# Alarm tests"
    yield prose(said)
    for one in said.examples:
        yield from example(one)
    yield "## Keys of the file"
    yield _table(keys_of(spec.TestFileSpec))
    for heading, part, where in _PARTS:
        yield f"## {heading}"
        yield prose(page(part.__doc__ or ""))
        yield where
        for keys in part.ONE_OF:
            yield f"One of {listed([f'`{key}`' for key in keys])} is needed."
        yield _table(keys_of(part))


def _table(keys: Iterator[Key]) -> str:
    """Return a table of keys, without those that stand below them: they have their own headings."""
    return table(
        ("Key", "Takes", "Default", "What it says"),
        (
            (
                f"`{key.name}`",
                in_words(key.annotation),
                "*needed*" if key.required else default_in_words(key),
                key.description,
            )
            for key in keys
        ),
    )
