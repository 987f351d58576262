"""What the reference says of the fields of specs."""

import pytest

from eventflow_monitoring.compiler.gather_sections import sections
from eventflow_monitoring.registry import registered
from eventflow_monitoring.specs.alarms.threshold import ThresholdAlarmSpec
from eventflow_monitoring.specs.field_description import field_description
from eventflow_monitoring.specs.spec import Spec

WIDGETS = [kind.spec for kind in registered("eventflow_monitoring.specs.widgets", "KIND")]
SPECS: list[type[Spec]] = [
    *(kind.spec for section in sections().values() for kind in section.kinds),
    *WIDGETS,
]


def test_description_is_the_docstring_under_the_field() -> None:
    """A field's docstring is found by its name; what is no field has none."""
    assert (
        field_description(ThresholdAlarmSpec, "metric") == "The metric it watches, of `Metrics:`."
    )
    assert field_description(ThresholdAlarmSpec, "nothing") is None


@pytest.mark.parametrize("spec", SPECS)
def test_every_field_is_described(spec: type[Spec]) -> None:
    """Each key an author may write has a sentence."""
    for field in spec.model_fields:
        assert str(field_description(spec, field)).endswith(".")
