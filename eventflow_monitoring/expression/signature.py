"""What each function of metric math takes and returns.

Source: CloudWatch User Guide, "Using math expressions with CloudWatch metrics": the table of
functions and "Using IF expressions". A combination that the guide does not list is not in here.
"""

from dataclasses import dataclass
from enum import Enum


class Type(Enum):
    """What a part of an expression is; the value says so in words."""

    NUMBER = "a number"
    """S in the User Guide."""
    SERIES = "one series"
    """TS in the User Guide."""
    ARRAY = "an array of series"
    """TS[] in the User Guide."""
    TEXT = "a text"
    TEXTS = "an array of texts"
    WORD = "a word"
    """`REPEAT`, `DESC` and the like, which only some functions take."""


VALUES = (Type.NUMBER, Type.SERIES, Type.ARRAY)
"""What can be computed with; an operation on two of them makes the later one."""

Parameter = tuple[Type | str, ...]
"""What an argument may be: types, and words as they are written."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to call a function: its parameters, the last `optional` of which may be left out.

    After them come any number of arguments that suit `rest`, where there is one.
    """

    parameters: tuple[Parameter, ...]
    result: Type
    optional: int = 0
    rest: Parameter | None = None

    @property
    def least(self) -> int:
        """How many arguments it takes at least."""
        return len(self.parameters) - self.optional

    @property
    def most(self) -> int | None:
        """How many arguments it takes at most; None where there is no limit."""
        return len(self.parameters) if self.rest is None else None

    def takes(self, count: int) -> bool:
        """Tell whether it can be called with so many arguments."""
        return self.least <= count and (self.most is None or count <= self.most)

    def parameter(self, index: int) -> Parameter:
        """Return what the argument at an index may be; there has to be one."""
        if index < len(self.parameters):
            return self.parameters[index]
        assert self.rest is not None
        return self.rest


_S, _TS, _ARRAY, _TEXT = (Type.NUMBER,), (Type.SERIES,), (Type.ARRAY,), (Type.TEXT,)
_VALUE = (Type.NUMBER, Type.SERIES)
_FILLER = (Type.NUMBER, "REPEAT", "LINEAR")

_EACH = (Form((_TS,), Type.SERIES), Form((_ARRAY,), Type.ARRAY))
"""Each series becomes another."""
_REDUCED = (Form((_TS,), Type.NUMBER), Form((_ARRAY,), Type.SERIES))
"""A series becomes the number of all its points, an array the series across its series."""
_PICKED = (Form((_ARRAY,), Type.SERIES),)
_TIMES = (Form((_TS,), Type.SERIES),)

SIGNATURES: dict[str, tuple[Form, ...]] = {
    **dict.fromkeys(("ABS", "CEIL", "FLOOR", "LOG", "LOG10"), _EACH),
    **dict.fromkeys(("DIFF", "DIFF_TIME", "RATE", "RUNNING_SUM"), _EACH),
    **dict.fromkeys(("AVG", "DATAPOINT_COUNT", "MAX", "MIN", "STDDEV", "SUM"), _REDUCED),
    **dict.fromkeys(("FIRST", "LAST"), _PICKED),
    **dict.fromkeys(("MINUTE", "HOUR", "DAY", "DATE", "MONTH", "YEAR", "EPOCH"), _TIMES),
    "ANOMALY_DETECTION_BAND": (Form((_TS, _S), Type.ARRAY, optional=1),),
    "DB_PERF_INSIGHTS": (
        Form((_TEXT, _TEXT, _TEXT), Type.SERIES),
        Form((_TEXT, _TEXT, (Type.TEXTS,)), Type.ARRAY),
    ),
    "FILL": (
        Form((_TS, _FILLER), Type.SERIES),
        Form((_ARRAY, (*_FILLER, Type.SERIES)), Type.ARRAY),
    ),
    "IF": (
        Form((_TS, _VALUE, _VALUE), Type.SERIES, optional=1),
        Form((_S, _TS, _TS), Type.SERIES, optional=1),
    ),
    "INSIGHT_RULE_METRIC": (Form((_TEXT, _TEXT), Type.SERIES),),
    # A connector may return several series; an alarm on one that returns a single one is fine.
    "LAMBDA": (Form((_TEXT,), Type.SERIES, rest=(Type.NUMBER, Type.TEXT, Type.SERIES)),),
    "METRICS": (Form((_TEXT,), Type.ARRAY, optional=1),),
    "METRIC_COUNT": (Form((_ARRAY,), Type.NUMBER),),
    "PERIOD": (Form((_TS,), Type.NUMBER),),
    "REMOVE_EMPTY": (Form((_ARRAY,), Type.ARRAY),),
    "SEARCH": (Form((_TEXT, _TEXT, _S), Type.ARRAY, optional=1),),
    "SERVICE_QUOTA": (Form((_TS,), Type.SERIES),),
    # The guide leaves open whether one index makes one series; its text and example say several.
    "SLICE": (Form((_ARRAY, _S, _S), Type.ARRAY, optional=1),),
    "SORT": (
        Form((_ARRAY, ("AVG", "MIN", "MAX", "SUM"), ("ASC", "DESC"), _S), Type.ARRAY, optional=1),
    ),
    "TIME_SERIES": (Form((_S,), Type.SERIES),),
}

OF_METRICS = frozenset({"PERIOD", "SERVICE_QUOTA"})
"""Functions that take a metric itself, not what is computed from it."""

NOT_IN_ALARMS = frozenset({"SEARCH"})
"""Functions that no alarm can use (User Guide, description of SEARCH)."""

NOT_IN_BAND = frozenset({"ANOMALY_DETECTION_BAND", "DB_PERF_INSIGHTS", "METRICS", "SEARCH"})
"""Functions that nothing an anomaly band is made of can use (User Guide, "Anomaly detection on
metric math")."""
