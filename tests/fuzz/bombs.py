"""Documents that are small to write and large to read: depth, repetition, one huge scalar."""

from collections.abc import Callable
from random import Random

_PLACES = (
    "Alarms: {a: {Description: %s}}\n",
    "Alarms: {a: {Condition: %s}}\n",
    "Alarms: {a: {Kind: Composite, Tier: low, Rule: %s}}\n",
    "Alarms: {a: {Kind: MetricsInsights, Tier: low, Query: %s}}\n",
    "Alarms: {a: {Tier: low, Expression: %s}}\n",
    "Alarms: {a: {Tier: low, Metric: a, Threshold: %s}}\n",
    "Alarms: {a: {Tier: low, Metric: a, Period: %s, WarmUp: %s}}\n",
    "Metrics: {a: {Range: %s, Unit: %s, Statistic: %s}}\n",
    "Mutes: {a: {Schedule: %s, Duration: 1 hour, Alarms: ['*'], TimeZone: %s, Starts: %s}}\n",
    "Dashboards: {a: {Rows: [[{Title: a, Metrics: [%s]}]]}}\n",
    "Channels: {a: {Kind: Email, Address: %s}, b: {Kind: Webhook, Url: %s}}\n",
    "Channels: {a: {Kind: SQS, Queue: %s}, b: {Kind: MicrosoftTeams, Channel: %s}}\n",
    "Environments: {a: {RunbookBaseUrl: %s, Domain: %s, Region: %s, NamePattern: %s}}\n",
    "HealthChecks: {a: {Path: %s, Domain: %s}}\n",
    "Templates: {a: {Extends: %s}}\nTopics: {%s: {Tier: low}}\n",
    "%s: {a: {}}\n",
)
"""Where a huge scalar may stand."""

_REPEATED = (
    " ", "(", ")", "((", "a", "a ", "aA", "9", "9,", "1,000", ".", "1.", "-", " -", "a.", "a@", "a(",
    "p95(", "TM(", "cron(", "cron( ", "ALARM(", "ALARM(a) AND ", "NOT ", "not (", "AT_LEAST(", "a, ",
    "> ", "for ", " for 1 of ", "over ", " to ", "0 to ", "% ", "${a}", "${", "https://", "/", "%3a",
    "%40", "[", "]", "1 + ", "- ", "a + ", "|| ", "&& ", "\\\\", "'' ", ", *", "*,", "1-2,", "é",
)  # fmt: skip
"""Pieces that a reader might go over again and again."""


def bomb(random: Random) -> bytes:
    """Return one document."""
    return random.choice(_KINDS)(random).encode()


def _deep(random: Random) -> str:
    depth = random.choice((20, 60, 63, 64, 65, 200, 3000))
    opening, closing = random.choice((("[", "]"), ("{a: ", "}"), ("[{a: ", "}]"), ("- ", "")))
    closed = random.random() < 0.8
    return f"Alarms: {opening * depth}a{closing * depth if closed else ''}\n"


def _indented(random: Random) -> str:
    depth = random.choice((10, 60, 70, 150))
    return "".join(f"{' ' * level}Alarms:\n" for level in range(depth))


def _scalar(random: Random) -> str:
    length = random.choice((100, 1_000, 5_000, 20_000))
    piece = random.choice(_REPEATED)
    text = piece * (length // len(piece))
    before = random.choice(("", "", "a", "a > ", "0", "1", "p95(", "cron(", '\\"', "-"))
    after = random.choice(("", "", "x", ")", "(", " x", '\\"', "%", " or", " to 1"))
    quoted = '"' + before + text + after + '"'
    return random.choice(_PLACES).replace("%s", quoted)


def _aliases(random: Random) -> str:
    levels, width = random.choice(((3, 3), (9, 9), (30, 2), (70, 1)))
    lines = ["Templates:", "  a0: &a0 {x: 1}"]
    for level in range(1, levels):
        repeated = ", ".join(f"k{i}: *a{level - 1}" for i in range(width))
        lines.append(f"  a{level}: &a{level} {{{repeated}}}")
    lines.append(f"Alarms: {{b: *a{levels - 1}, c: {{<<: *a{levels - 1}}}}}")
    return "\n".join(lines)


def _merges(random: Random) -> str:
    tricks = (
        "<<: *a", "<<: [*a, *a]", "<<: [[*a]]", "<<: a", "<<: {<<: *a}", "<<: {<<: {b: {}}}",
        "<<:", "'<<': *a", '"<<": {b: {}}', "<<: &c {d: *a}", "*a : b", "? *a", "&k key: *a",
        "b: &b {c: *b}", "<<: *b", "&a a: &a b", "b: &b", "b: *b", "? {a: b}\n  : c", "? [a]", "*a",
    )  # fmt: skip
    chosen = random.choices(tricks, k=random.randrange(1, 5))
    lines = "".join(f"  {line}\n" for line in chosen)
    return (
        f"Templates: {random.choice(('&a', '', '&a &b', '!!map &a'))}\n  t: {{}}\nAlarms:\n{lines}"
    )


def _anchors(random: Random) -> str:
    pieces = ("&a ", "*a ", "&b ", "*b ", "a", "b: ", "? ", ": ", "[", "]", "{", "}", ", ", "\n", "# ",
              "!x ", "!!str ", "- ", "\n  ")  # fmt: skip
    return f"Alarms: {''.join(random.choices(pieces, k=random.randrange(1, 25)))}"


def _many(random: Random) -> str:
    count = random.choice((50, 400))
    line = random.choice((
        "  a{0}: {{}}", "  a{0}: {{Extends: a{1}}}", "  A{0}: {{Tier: low, Condition: b{0} > 1}}",
        "  same: {{}}", "  a{0}: {{Kind: Composite, Tier: low, Rule: OK(a{1})}}",
        "  a{0}: {{ForEach: {{x: [1, 2]}}, Extends: a{1}}}",
    ))  # fmt: skip
    section = random.choice(("Alarms", "Templates", "Metrics", "Topics"))
    return "\n".join([f"{section}:", *(line.format(i, (i + 1) % count) for i in range(count))])


def _products(random: Random) -> str:
    sizes = random.choice(((2, 2), (30, 30), (99, 101), (101, 100), (2,) * 30))
    columns = ", ".join(
        f"v{i}: [{', '.join(f'x{j}' for j in range(size))}]" for i, size in enumerate(sizes)
    )
    rest = "Description: ${v0}" if sum(sizes) < 100 else ""
    return f"LogGroups:\n  a-${{v0}}-${{v1}}: {{ForEach: {{{columns}}}, {rest}}}\n"


_KINDS: tuple[Callable[[Random], str], ...] = (
    *(_scalar,) * 4, _deep, _indented, _aliases, _merges, _merges, _anchors, _many, _products,
)  # fmt: skip
