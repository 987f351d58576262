"""What holds of every text, however little it is a spec file."""

from hypothesis import given, settings
from hypothesis import strategies as st

from eventflow_monitoring.source.tree import Source
from eventflow_monitoring.source.yaml_reader import read_yaml
from tests.properties.checking import compile_and_check

_SIGNS = st.sampled_from(
    [
        *(
            "\n",
            "\n",
            "\n  ",
            "\n    ",
            "\t",
            "\r\n",
            "\r",
            " ",
            "- ",
            ": ",
            ":",
            "? ",
            ", ",
            "#",
            " # ",
        ),
        *(
            "[",
            "]",
            "{",
            "}",
            "'",
            '"',
            "|",
            ">",
            "|-\n",
            "\\",
            "%",
            "@",
            "`",
            "&a ",
            "*a",
            "!",
            "!!int ",
        ),
        *(
            "<<: ",
            "<<: *a",
            "---\n",
            "...\n",
            "%YAML 1.2\n",
            "\ufeff",
            "\x85",
            "\u2028",
            "\x00",
            "\ud800",
        ),
        *("a", "b", "null", "~", "5%", "10,000 events", "é", "日本", "🔥", "${Region}", "${", "}"),
        *(
            "Alarms:",
            "Metrics:",
            "Environments:",
            "Topics:",
            "Dashboards:",
            "Tier: critical",
            "Service: ",
        ),
    ]
)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_SIGNS, max_size=40).map("".join))


@settings(max_examples=700, deadline=None)
@given(_TEXTS)
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes reading or compiling raise, and every problem can be shown at its place."""
    compile_and_check({"a.yaml": text})


@settings(max_examples=300, deadline=None)
@given(_TEXTS, st.sampled_from(["\n", "\r\n"]))
def test_positions_hold_the_text_of_scalars(text: str, end: str) -> None:
    """What stands at the position of a plain scalar is its value, whatever the line ends are."""
    source = Source("a.yaml", text.replace("\r\n", "\n").replace("\n", end))
    tree, _ = read_yaml(source)
    for pointer, span in tree.values.items():
        assert 0 <= span.start <= span.end <= len(source.text)
        value: object = tree.data
        for step in pointer:
            if not isinstance(value, dict | list) or step == "<<":
                break
            value = value[step]  # type: ignore[index]
        written = source.text[span.start : span.end]
        if isinstance(value, str) and written[:1] not in ("'", '"', "|", ">", "*", "!"):
            assert written.split() == value.split()
