"""The words of the CloudWatch Logs Insights query language: its commands, functions and keywords.

Source: CloudWatch Logs User Guide, "CloudWatch Logs Insights language query syntax" and the pages
below it, one per command and per kind of function.
"""

COMMANDS = (
    "accum", "addtotals", "anomaly", "appendcols", "autoregress", "cidrlookup", "count_frequent",
    "countfrequent", "dedup", "diff", "display", "estimate", "expand", "fields", "filldown",
    "fillmissing", "filter", "filterIndex", "join", "json", "limit", "logcompare", "lookup",
    "outlier", "parse", "pattern", "relevantfields", "sessionize", "sort", "SOURCE", "stats",
    "unmask", "unnest", "where",
)  # fmt: skip
"""All commands, `where` being another name for `filter`. The pages of some that are new (`accum`,
`autoregress`, `cidrlookup`, `countfrequent`, `expand`, `json`, `logcompare`, `outlier`) were not at
hand, only emulators that follow them; a command that may exist is not refused."""

STANDARD_CLASS_COMMANDS = frozenset({"diff", "filterIndex", "pattern", "unmask"})
"""What log groups of class INFREQUENT_ACCESS cannot be asked (CloudWatch Logs User Guide, "Logs
Insights QL commands supported in log classes")."""

EXPRESSION_COMMANDS = frozenset(
    {
        "dedup", "display", "fields", "filter", "filterIndex", "parse", "pattern", "sort", "stats",
        "unnest", "where",
    }
)  # fmt: skip
"""Commands that are made of expressions over fields alone. The others have forms of their own, in
which a word may be an option, an alias of a log group or a table as well as a field."""

FUNCTIONS = (
    # Aggregation, and over time (with stats)
    "avg", "collect_values", "count", "count_distinct", "count_over_time", "earliest", "histogram",
    "latest", "max", "min", "pct", "rate", "sortsFirst", "sortsLast", "stddev", "sum",
    "sum_over_time", "topk", "values", "variance",
    # Numeric
    "abs", "ceil", "floor", "greatest", "haversine", "least", "log", "round", "sqrt", "toDouble",
    "toInt", "toLong", "toNumber",
    # Datetime
    "bin", "dateceil", "datefloor", "formatDate", "fromMillis", "now", "parseDate", "strftime",
    "toMillis",
    # General
    "case", "coalesce", "if", "isNumeric", "ispresent", "messageSize", "queryEndTime",
    "queryStartTime", "queryTimeRange", "unmask",
    # JSON
    "jsonArrayContains", "jsonArraySize", "jsonParse", "jsonStringify",
    # IP address
    "ipv4ToNumber", "isIpInSubnet", "isIpv4InSubnet", "isIpv6InSubnet", "isPrivateIp", "isPublicIp",
    "isReservedIp", "isValidIp", "isValidIpV4", "isValidIpV6",
    # String, and hashes of them
    "base64Decode", "base64Encode", "concat", "decToHex", "endsWith", "hexToAscii", "hexToDec",
    "isblank", "isempty", "ltrim", "md5", "regexReplace", "replace", "rtrim", "sha256", "split",
    "startsWith", "strcontains", "strlen", "substr", "tolower", "toupper", "trim", "urldecode",
    "urlencode",
)  # fmt: skip

OPERATOR_WORDS = frozenset({"and", "by", "in", "like", "not", "or"})
"""Keywords after which an operand comes."""

KEYWORDS = OPERATOR_WORDS | {
    "any", "as", "asc", "csv", "desc", "false", "into", "is", "logfmt", "multi", "null", "offset",
    "true",
}  # fmt: skip
"""Words that mean something in some place, and are not taken for fields in any."""

_COMMANDS = {command.casefold(): command for command in COMMANDS}
_FUNCTIONS = {function.casefold().replace("_", ""): function for function in FUNCTIONS}


def find_command(word: str) -> str | None:
    """Return a command as it is documented, however its letters are written, or None."""
    return _COMMANDS.get(word.casefold())


def find_function(word: str) -> str | None:
    """Return a function as it is documented, or None.

    Letters may be written large or small, and `count_distinct` is `countDistinct` in some places of
    the documentation.
    """
    return _FUNCTIONS.get(word.casefold().replace("_", ""))
