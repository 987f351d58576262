"""An SQS queue.

Example:
    Channels:
      archive:
        Kind: SQS
        Queue: alarm-archive
"""

import re

from eventflow_monitoring.model.notification import QueueChannel
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Flag
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec

# CreateQueue in botocore 1.44.5: up to 80 letters, digits, hyphens and underscores; the name of a
# FIFO queue ends with `.fifo`.
_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")
_ARN = re.compile(r"arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:(?P<name>[^:]+)")
_URL = re.compile(
    r"https://sqs\.(?P<region>[a-z0-9-]+)\.[^/]+/(?P<account>[0-9]{12})/(?P<name>[^/]+)"
)
_FIFO = ".fifo"


class SqsSpec(Spec):
    """An SQS queue that stands already.

    Its policy, which is not ours to overwrite, lets `sns.amazonaws.com` do `sqs:SendMessage` from the
    topic; if the queue is encrypted, the policy of its key lets the same service do `kms:Decrypt`
    and `kms:GenerateDataKey*`. A queue of another account has to confirm the subscription.
    """

    queue: str
    """The ARN of the queue, or its name if it is one of the environment's account and region."""
    recovery: Flag = True
    """Tell when an alarm returns to OK."""


def expand(spec: SqsSpec, entry: Entry, context: Context) -> QueueChannel | None:
    """Return the channel of an entry."""
    in_arn = _ARN.fullmatch(spec.queue)
    name = in_arn["name"] if in_arn else spec.queue
    problem = None
    if name.endswith(_FIFO) and _NAME.fullmatch(name.removesuffix(_FIFO)):
        problem = Problem(
            "fifo-queue",
            f"`{name}` is a FIFO queue, which a topic of alarms cannot send to",
            entry.origin("Queue"),
            help="alarms publish to standard topics only: name a standard queue",
        )
    elif not _NAME.fullmatch(name):
        problem = Problem(
            "bad-queue",
            f"`{spec.queue}` is neither the name nor the ARN of a queue",
            entry.origin("Queue"),
            help=_help(spec.queue, context),
        )
    if problem is not None:
        context.report(problem)
        return None
    return QueueChannel(
        name=entry.name,
        recovery=spec.recovery,
        queue=spec.queue,
        origin=entry.origin(on_key=True),
    )


def _help(written: str, context: Context) -> str:
    url = _URL.fullmatch(written)
    if url:
        partition = context.environment.partition
        return f"write `arn:{partition}:sqs:{url['region']}:{url['account']}:{url['name']}`"
    return "a name is letters, digits, `-` and `_`, such as `eventflow-alarms`"


KIND = Kind("SQS", SqsSpec, expand)
