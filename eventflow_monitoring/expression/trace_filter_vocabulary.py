"""The words of X-Ray's filter expressions, and what each is compared with.

Source: X-Ray Developer Guide, "Using filter expressions". Its examples write keywords and operators in
large and in small letters.
"""

BOOLEANS = (
    "ok", "error", "throttle", "fault", "partial", "inferred", "first", "last", "remote", "root",
)  # fmt: skip
"""Keywords that are true or false."""

NUMBERS = ("responsetime", "duration", "http.status", "index", "coverage")
"""Keywords that are numbers."""

SECONDS = ("responsetime", "duration")
"""Those of them that are seconds."""

STRINGS = (
    "http.url", "http.method", "http.useragent", "http.clientip", "user", "name", "type", "message",
    "availabilityzone", "instance.id", "resource.arn", "group.name", "group.arn",
)  # fmt: skip
"""Keywords that are text."""

JSON = ("json", "rootcause.json")
"""Keywords that are compared with a root cause as JSON."""

ANNOTATION = "annotation"
"""The keyword of an annotation, with its key behind a dot or in brackets."""

SERVICE, EDGE, ID = "service", "edge", "id"
CALLS = (SERVICE, EDGE)
"""Keywords that take services in parentheses."""

CAUSES = tuple(
    f"rootcause.{what}.{of}"
    for what in ("fault", "error", "responsetime")
    for of in ("service", "entity", "exception")
)
"""Keywords that take a filter in braces and nothing before it."""

KEYWORDS = (*BOOLEANS, *NUMBERS, *STRINGS, *JSON, *CALLS, *CAUSES)
"""Every keyword but that of an annotation."""

ID_KEYS = ("name", "type", "account.id")
"""What `id(...)` may say of a service."""

EQUALITIES = ("=", "!=")
ORDERS = ("<", "<=", ">", ">=")
WORD_OPERATORS = ("CONTAINS", "BEGINSWITH", "ENDSWITH")
SIGN_OPERATORS = (*EQUALITIES, *ORDERS)
JOINING = ("AND", "OR")


def operators_of(keyword: str) -> tuple[str, ...]:
    """Return the operators that a keyword goes with."""
    if keyword in BOOLEANS or keyword in JSON:
        return EQUALITIES
    if keyword in NUMBERS:
        return SIGN_OPERATORS
    if keyword in STRINGS:
        return (*EQUALITIES, *WORD_OPERATORS)
    return (*SIGN_OPERATORS, *WORD_OPERATORS)  # an annotation may be of any type
