"""What an environment is expected to use in a month: what its bill depends on and no spec can know."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What is expected of a month; None is what nobody has stated.

    `log_ingestion` are the bytes that the log groups of class STANDARD take in, all together that
    state nothing of their own. `log_compression` is the share, in percent, of what was taken in that
    is left once it is stored. `log_queries` are the bytes that queries read, `traces` the traces
    that X-Ray records, `notifications` the messages to each topic.
    """

    log_ingestion: int | None = None
    log_compression: float | None = None
    log_queries: int | None = None
    traces: int | None = None
    notifications: int | None = None
