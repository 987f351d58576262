"""`new alarm` and the files there are: none loses anything, and one that cannot take it is left."""

import errno
from pathlib import Path

import pytest

from eventflow_monitoring.cli.load import load
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.reference.new_alarm import NewAlarm
from eventflow_monitoring.reference.new_alarm_file import place
from eventflow_monitoring.source.tree import Source
from eventflow_monitoring.source.yaml_reader import read_yaml
from tests.cli.adding import CONDITION, check, new, texts


def test_file_that_has_the_name_of_the_alarm_is_not_replaced(here: Path) -> None:
    """Nor is one that is numbered, or a link that leads nowhere: the new file has a free name."""
    flow = "Tier: high\nAlarms: {A: {Condition: Lag > 5, Actions: [alerts]}}\n"
    (here / "high.yaml").write_text(flow, encoding="utf-8")
    (here / "health.yaml").write_text("LogGroups: {}\n", encoding="utf-8")
    (here / "health-2.yaml").symlink_to("nowhere")
    assert place(NewAlarm("Health", Tier.HIGH, None, None), {}, here).path == here / "health-3.yaml"
    (here / "health-2.yaml").unlink()
    before = texts(here)
    assert new("Health", "--condition", CONDITION) == 0
    after = texts(here)
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() == {"health-2.yaml", "health.test.yaml"}
    check(here, "Health", "A")


@pytest.mark.parametrize(
    "specs",
    [
        "Tier: high\nAlarms: {\n  A: {Condition: Lag > 5, Actions: [alerts]}\n}\n",
        "Tier: high\nAlarms:\n  {A: {Condition: Lag > 5,\n   Actions: [alerts]}}\n",
        "{\n  Tier: high,\n  Alarms: {\n    A: {Condition: Lag > 5, Actions: [alerts]}\n  }\n}\n",
        "{Tier: high,\n  Alarms:\n    {\n    A: {Condition: Lag > 5, Actions: [alerts]}}}\n",
        'Tier: high\nAlarms: &all {\n  "A": {Condition: Lag > 5, Actions: [alerts]}\n}\n',
    ],
)
def test_alarms_in_flow_style_are_left_alone(here: Path, specs: str) -> None:
    """Over however many lines they go."""
    (here / "high.yaml").write_text(specs, encoding="utf-8")
    assert new("QueueFull", "--condition", CONDITION) == 0
    assert (here / "high.yaml").read_text(encoding="utf-8") == specs
    names = {alarm.name for alarm in load(here).plans[0].monitoring.alarms}
    assert names >= {"A", "QueueFull"}
    assert not load(here).failed


_ALARM = "Tier: high\nAlarms:\n  A:\n    Condition: Lag > 5\n    Actions: [alerts]\n"


@pytest.mark.parametrize(
    "specs",
    [
        _ALARM + "    Description: 'a\u2028b\u2029c\x85d'\n# After\u2028# it.\nLogGroups: {}\n",
        _ALARM + "    Description: |+\n      Kept.\n\n\n",
        _ALARM + "    Description: |+\n      Kept.\n\n\nLogGroups: {}\n",
        _ALARM + "    Description: |-\n      Text\u2028\n      # of it\n\n  # No more.\n",
        _ALARM + "    Description: >+\n      Kept.\n\n  # No more.\n",
        _ALARM + "    Description: |\n      without an end",
        _ALARM + '    Description: "over\n\n      lines\n\n      "\n\n',
        _ALARM.replace("  A:\n", "  A: &a\n") + "  B: *a\n  'C':\n    <<: *a\n",
        _ALARM + "...\n",
        _ALARM + "Alarms: {}\n",
        "Tier: high\nAlarms: QueueFullX\n",
        "Tier: high\nAlarms: [QueueFull]\n",
        "Tier: high\nAlarms:\n",
        "Tier: high\nAlarms:\n  QueueFull2:\n",
        "Tier: high\n<<: {Alarms: {A: {Condition: Lag > 5}}}\n",
    ],
    ids=lambda specs: ascii(specs[-40:]),
)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_what_was_there_is_read_as_before(here: Path, specs: str, mark: str, line_end: str) -> None:
    """Every entry keeps its value, every line its end, and the file its byte order mark."""
    file = here / "high.yaml"
    written = (mark + specs).replace("\n", line_end)
    file.write_bytes(written.encode())
    before, _ = read_yaml(Source("", written.removeprefix(mark)))
    assert new("QueueFull", "--condition", CONDITION) == 0
    text = file.read_bytes().decode()
    after, _ = read_yaml(Source("", text.removeprefix(mark)))
    assert text.startswith(mark)
    assert isinstance(before.data, dict)
    assert isinstance(after.data, dict)
    found = {key: value for key, value in after.data.items() if key != "Alarms"}
    assert found == {key: value for key, value in before.data.items() if key != "Alarms"}
    if text == written:
        assert (here / "queue-full.yaml").exists()
        return
    assert (text.count(line_end), text.count("\n")) == (text.count("\n"),) * 2
    alarms = dict(after.data["Alarms"])
    assert alarms.pop("QueueFull")["Condition"] == CONDITION
    assert alarms == before.data["Alarms"]


def test_everything_is_written_though_nobody_reads_of_it(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An alarm without its test would be left, which the command refuses to add a second time."""

    def refuse(*_arguments: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("click.echo", refuse)
    monkeypatch.setattr("eventflow_monitoring.cli.streams.discard_output", lambda: None)
    monkeypatch.setattr("eventflow_monitoring.cli.streams.discard_stream", lambda _: None)
    assert new("QueueFull", "--condition", CONDITION) == 2
    assert texts(here.parent).keys() == {
        "alarm_specs/base.yaml",
        "alarm_specs/high.yaml",
        "alarm_specs/queue-full.test.yaml",
        "docs/runbooks/queue-full.md",
    }


def test_spec_that_cannot_be_written_stays(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk leaves it as it is, and nothing beside it; one changed meanwhile stays, too."""
    spec = here / "high.yaml"
    text = "Tier: high\nAlarms:\n  A:\n    Condition: Lag > 5\n    Actions: [alerts]\n"
    spec.write_text(text, encoding="utf-8")
    before = texts(here.parent)
    with monkeypatch.context() as patched:

        def refuse(path: Path, _data: bytes) -> int:
            path.touch()
            raise OSError(errno.ENOSPC, "No space left on device")

        patched.setattr(Path, "write_bytes", refuse)
        assert new("QueueFull") == 2
        assert "cannot be written: No space left on device" in capsys.readouterr().err
        assert texts(here.parent) == before
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", lambda _: b"Tier: low\n")
        assert new("QueueFull") == 2
        assert "was changed in the meantime" in capsys.readouterr().err
    assert texts(here.parent) == before
