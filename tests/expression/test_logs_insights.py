"""Logs Insights queries: what is accepted, what is refused where, and which fields are found."""

import pytest

from eventflow_monitoring.expression.logs_insights import (
    InsightsQuery,
    read_insights_query,
)
from eventflow_monitoring.expression.syntax import ExpressionError

COMMENTS = "comments begin with `#`"
EXAMPLE = 'a query is `fields @timestamp, @message | filter level = "ERROR" | limit 20`'
LIMIT = "`limit 20`"
GROUPS = "groups stand in `stats`: `stats count(*) by name`"
SORT = "`sort` is a command of its own: `| sort name desc`"

# Section 10.1 of EventFlow's design, as it should be.
ERRORS_BY_ENDPOINT = """# Error rate by endpoint
fields @timestamp, @message
| filter level = "ERROR"
| stats count() by route
"""
SLOW_REQUESTS = """# Slow requests
fields @timestamp, duration_ms
| filter duration_ms > 1000
| sort duration_ms desc
| limit 100
"""
EVENTS_BY_TYPE = """# Events by type
fields @timestamp, event_type
| stats count() by event_type
"""
DESIGN = [ERRORS_BY_ENDPOINT, SLOW_REQUESTS, EVENTS_BY_TYPE]


def names(query: InsightsQuery) -> list[str]:
    """Return the names of the fields of a query."""
    return [one.name for one in query.fields]


def refusal(text: str) -> tuple[str, str, str | None]:
    """Return the message for a query, the part it is about, and the help."""
    with pytest.raises(ExpressionError) as caught:
        read_insights_query(text)
    start, end = caught.value.span
    return caught.value.message, text[start:end], caught.value.help


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (ERRORS_BY_ENDPOINT, "@timestamp @message level route"),
        (SLOW_REQUESTS, "@timestamp duration_ms duration_ms duration_ms"),
        (EVENTS_BY_TYPE, "@timestamp event_type event_type"),
        # General and Lambda samples
        ("fields @timestamp, @message | sort @timestamp desc | limit 25",
         "@timestamp @message @timestamp"),
        (("fields @timestamp, @message\n| filter @message like /Exception/\n| stats count(*) as n"
         " by bin(1h)\n| sort n desc"), "@timestamp @message @message"),
        ("fields @message | filter @message not like /Exception/", "@message @message"),
        (('filter @type = "REPORT"\n| stats max(@memorySize / 1000 / 1000) as provisionedMB,\n'
         "  min(@maxMemoryUsed / 1000 / 1000) as smallestMB,\n"
         "  provisionedMB - smallestMB as overProvisionedMB"), "@type @memorySize @maxMemoryUsed"),
        ('filter @type = "REPORT" |\n stats avg(@duration), max(@duration) by bin(5m)',
         "@type @duration @duration"),
        (('fields @timestamp, @requestId | filter @type = "REPORT" and @duration > 1000'
         "\n| sort @timestamp desc | dedup @requestId | limit 20"),
         "@timestamp @requestId @type @duration @timestamp @requestId"),
        (("FIELDS strlen(@message) AS message_length\n| STATS sum(message_length)/1024/1024 as"
         " logs_mb BY bin(5m)\n| STATS max(logs_mb) AS peak, min(logs_mb) AS low"), "@message"),
        # VPC flow logs, Route 53, CloudTrail, AppSync
        (("stats sum(packets) as packetsTransferred by srcAddr, dstAddr\n"
         " | sort packetsTransferred  desc\n | limit 15"), "packets srcAddr dstAddr"),
        (('filter isIpv4InSubnet(srcAddr, "192.0.2.0/24")\n'
         " | stats sum(bytes) as bytesTransferred by dstAddr"), "srcAddr bytes dstAddr"),
        ("filter protocol=17 | stats count(*) by srcAddr", "protocol srcAddr"),
        ('filter logStatus="SKIPDATA"\n | stats count(*) by bin(1h) as t\n | sort t', "logStatus"),
        ("stats count(*) by queryType, bin(1h)", "queryType"),
        ('filter rcode="SERVFAIL" | stats count(*) by resolverIp', "rcode resolverIp"),
        ("stats count(*) by eventSource, eventName, awsRegion", "eventSource eventName awsRegion"),
        (('filter (eventName="StartInstances" or eventName="StopInstances") and awsRegion='
         '"us-east-2"'), "eventName eventName awsRegion"),
        (('filter eventName="CreateUser"\n | fields awsRegion,'
         " requestParameters.instancesSet.items.0.instanceId"),
         "eventName awsRegion requestParameters.instancesSet.items.0.instanceId"),
        ("fields ispresent(graphQLAPIId) as hasApi | filter hasApi = 1", "graphQLAPIId"),
        # parse
        (('parse @message "user=*, method:*, latency := *" as @user,\n    @method, @latency |'
         " stats avg(@latency) by @method, @user"), "@message"),
        (("parse @message /user=(?<user2>.*?), method:(?<method2>.*?),\n"
         "    latency := (?<latency2>.*?)/ | stats avg(latency2) by @method2,\n    @user2"),
         "@message"),
        ("parse @message /(?<NetworkInterface>eni-.*?) / | display NetworkInterface, @message",
         "@message @message"),
        (('FIELDS @message\n | PARSE @message "* [*] *" as loggingTime, loggingType, message\n'
         " | FILTER loggingType IN [\"ERROR\", 'INFO']\n | DISPLAY loggingTime, status"),
         "@message @message status"),
        ("parse @message \"'fieldsA': '*', 'fieldsB': ['*']\" as fld, array | display fld, array",
         "@message"),
        ("parse /took (?P<ms>\\d+) ms/ | filter ms > 5", ""),
        ("parse @message /\\/api\\/(?<v>[^/]+)\\/\"(/ | filter v = 'x'", "@message"),
        ("parse @message /(a/b)/ multi | limit 1", "@message"),
        ("parse @message logfmt as lf | filter lf.level = 'error'", "@message"),
        ("parse items[0].text csv as a, b | filter a = b", "items"),
        # Functions, structures, quotes
        ('fields @timestamp, strcontains(@message, "x") as c', "@timestamp @message"),
        ("stats pct(duration_ms, 95) as p95 by route", "duration_ms route"),
        ('filter ispresent(x) and level in ["a","b"]', "x level"),
        ("filter level not in ['a'] and not ispresent(`user-id`)", "level user-id"),
        (('fields jsonParse(@message) as json | filter json.users[1].action = "PutData"\n'
         "| stats count() by json.`special.char`.code"), "@message"),
        ("fields jsonParse(@message) as json | unnest json.events into event | display event.name",
         "@message"),
        ("fields a.`b-c`.d, map.e[0].f, jsonParse(g).h", "a.b-c.d map.e g"),
        ("filter a.b / 2 > c / 4 ^ -2 and d % 2 = 0", "a.b c d"),
        ("filter @message =~ /a|b/ or (@message like /c # no comment/)", "@message @message"),
        ('filter @message like "it\'s | 50% -- // &&" # it\'s "open', "@message"),
        ('filter msg = "a \\" b" and other = \'c:\\\\\'', "msg other"),
        (('fields if(status >= 500, "bad", "good") as verdict, case(x > 1, true, null) as y,'
         " regexReplace(m, /[a/]+/, '') as z"), "status x m"),
        ("stats avg(latency) by bin(1 minute) offset 1h", "latency"),
        ("stats countDistinct(user) as users, COUNT_DISTINCT(ip) by datefloor(@timestamp, 1h)",
         "user ip @timestamp"),
        ("stats latest(a), earliest(b), sortsFirst(c), sortsLast(d), stddev(e) by group, order",
         "a b c d e group order"),
        ("fields 5--3 as difference, a --1 as more | filter difference > where", "a where"),
        ("fields level, toupper(level) as level | filter level = 'X'", "level level"),
        # Other commands
        ("SOURCE '/aws/lambda/a' | SOURCE '/aws/lambda/b' | fields x", "x"),
        ("SOURCE /aws/lambda/a-b/c--d | fields x", "x"),
        (("SOURCE logGroups(namePrefix: ['a'], class: [\"STANDARD\"]) START=-604800s END=0s |\n"
         "filter @message like /(?i)error/"), "@message"),
        ("SOURCE logGroupTags([{key: 'team', values: ['t']}]) | filterIndex region = 'x'",
         "region"),
        ("filter x = 1 | diff previousDay | fields y", "x"),
        ("filter a = 1 | pattern @message | sort @sampleCount desc", "a @message"),
        ("fields @timestamp, unmask(@message)", "@timestamp @message"),
        ("filter a = 1 | anomaly | filter b = 2", "a"),
        (("filter status >= 500\n| join type=inner left=api right=lambda\n"
         "    where api.requestId=lambda.requestId\n    (SOURCE '/aws/lambda/my-function')\n"
         "| fields api.requestId"), "status"),
        ("filter a in (SOURCE lg | filter b = 1 | stats count(*) by c | limit 5) | fields d", ""),
        (("fields svc | stats count(*) as n by svc"
         " | appendcols override=true ( SOURCE lg | stats avg(l) as avgLat by svc )"), "svc svc"),
        ("fields price, tax | addtotals col=true fieldname=Sum price | filter Sum > 1",
         "price tax"),
        ("fields userId | lookup users id as userId OUTPUT name | filter name = 'x'", "userId"),
        ("fields @timestamp | sessionize userId, deviceId maxspan 1h as s", "@timestamp"),
        ("relevantfields Controller, Path where Time > 400", ""),
        ("fields @message\n| where @message like /error/ | estimate", "@message @message"),
        ("fields @message | limit any 1", "@message"),
        ("| fields x", "x"),
        ("filter tenant = {{tenant}} and {{field}}_id = 1 | limit {{n}}", "tenant"),
        ("{{command}} a | fields b", ""),
    ],
)  # fmt: skip
def test_query_is_accepted_and_its_fields_found(text: str, fields: str) -> None:
    """Queries as AWS documents them are right, and read these fields in this order."""
    query = read_insights_query(text)
    assert names(query) == fields.split()
    written = [text[one.span.start : one.span.end] for one in query.fields]
    assert [word.replace("`", "") for word in written] == names(query)


def test_fields_have_no_dollar() -> None:
    """As they have in filter patterns."""
    message, part, help = refusal('filter $.level = "ERROR"')
    assert (message, part) == ("fields of queries have no `$.`, which is for filter patterns", "$.")
    assert help == "write the path alone, such as `error.type`"
    read_insights_query('parse @message "$.x *" as y | filter y like /$.x/')


@pytest.mark.parametrize("text", DESIGN)
def test_queries_of_the_design_have_comments_of_another_language(text: str) -> None:
    """EventFlow's design has its queries with comments of SQL."""
    expected = ("`--` begins no comment", "--", COMMENTS)
    assert refusal(text.replace("#", "--")) == expected
    assert refusal(f"fields x\n{text.replace('#', '--', 1)}") == expected


@pytest.mark.parametrize(
    ("text", "message", "part", "help"),
    [
        ("", "the query is empty", "", EXAMPLE),
        (" \n ", "the query is empty", " ", EXAMPLE),
        ("# a comment", "the query is empty", "t", EXAMPLE),
        # Commands
        ("fitler x = 1", "Logs Insights has no command `fitler`", "fitler",
         "did you mean `filter`?"),
        ("fields x | statz count(*)", "Logs Insights has no command `statz`", "statz",
         "did you mean `stats`?"),
        ("fields x | zzz", "Logs Insights has no command `zzz`", "zzz", EXAMPLE),
        ("filter a in (SOURCE x | feilds b)", "Logs Insights has no command `feilds`", "feilds",
         "did you mean `fields`?"),
        ('"error"', "this is no command", '"error"', EXAMPLE),
        ("fields x | (y)", "this is no command", "(", EXAMPLE),
        ("fields x |", "a command is missing after this pipe", "|", None),
        ("fields x | | limit 5", "a command is missing after this pipe", "|", None),
        ("|", "a command is missing after this pipe", "|", None),
        ("filter a in (SOURCE x | )", "a command is missing after this pipe", "|", None),
        # Comments
        ("/* all */ fields x", "`/*` begins no comment", "/*", COMMENTS),
        ("// all\nfields x", "`//` begins no comment", "//", COMMENTS),
        ("fields x // isn't it", "`//` begins no comment", "//", COMMENTS),
        ("fields x, // isn't it", "`//` begins no comment", "//", COMMENTS),
        ("fields x --isn't it", "`--` begins no comment", "--", COMMENTS),
        ("fields x-- isn't it", "`--` begins no comment", "--", COMMENTS),
        # SQL
        ("SELECT x FROM y", "Logs Insights has no command `SELECT`", "SELECT",
         "`fields` chooses what is shown: `fields @timestamp, @message`"),
        ("fields x | group by y", "Logs Insights has no command `group`", "group", GROUPS),
        ("fields x WHERE y = 1", "`where` begins a command", "WHERE",
         "put a pipe before it: `| filter name = 1`"),
        ("stats count(*) GROUP BY x", "Logs Insights has no `GROUP BY`", "GROUP BY", GROUPS),
        ("fields x order  by y", "Logs Insights has no `ORDER BY`", "order  by", SORT),
        # Operators
        ('filter level == "ERROR"', "`==` is no comparison", "==", "did you mean `=`?"),
        ("filter a = 1 && b = 2", "`&&` is no operator", "&&", "did you mean `and`?"),
        ("filter a = 1 || b = 2", "`||` is no operator", "||", "did you mean `or`?"),
        # Brackets and quotes
        ('filter x = "y', "this quote is never closed", '"', None),
        ("filter x = 'y\\'", "this quote is never closed", "'", None),
        ("fields `a-b", "this quote is never closed", "`", None),
        ("filter @message like /error | limit 5", "this regex is never closed", "/",
         "it ends with another `/`"),
        ("parse @message /a\\/", "this regex is never closed", "/", "it ends with another `/`"),
        ("stats count( by x", "this parenthesis is never closed", "(", None),
        ("filter (a = 1 | limit x", "this parenthesis is never closed", "(", None),
        ("filter a in ['b' and (c = 1)", "this bracket is never closed", "[", None),
        ("filter (a in ['b')", "this bracket is never closed", "[", None),
        ("SOURCE logGroupTags([{key: 'a'])", "this brace is never closed", "{", None),
        ("filter a = 1) or b = 2", "this parenthesis was never opened", ")", None),
        # limit
        ("fields x | limit", "`limit` takes a number", "limit", LIMIT),
        ("limit any", "`limit` takes a number", "limit", LIMIT),
        ("limit ten", "`limit` takes a whole number", "ten", LIMIT),
        ("limit 1.5", "`limit` takes a whole number", "1.5", LIMIT),
        ("limit -1", "`limit` takes a whole number", "-", LIMIT),
        ("limit ٣", "`limit` takes a whole number", "٣", LIMIT),
        ('limit "5"', "`limit` takes a whole number", '"5"', LIMIT),
        ("limit 10,000", "`limit` takes one number", ",", LIMIT),
        ("limit 5 sort x", "`limit` takes one number", "sort", LIMIT),
        (f"limit {'9' * 5000}", "`limit` takes at most 100,000", "9" * 5000, None),
        # Functions
        ("stats cuont(*) by x", "Logs Insights has no function `cuont`", "cuont",
         "did you mean `count`?"),
        ("stats percentile(x, 95)", "Logs Insights has no function `percentile`", "percentile",
         "did you mean `pct`?"),
        ("filter a = 1 and xyzzy(b)", "Logs Insights has no function `xyzzy`", "xyzzy", None),
    ],
)  # fmt: skip
def test_mistake_is_refused_at_its_place(
    text: str, message: str, part: str, help: str | None
) -> None:
    """The error names the part of the text that is to blame, and what to do where that is clear."""
    assert refusal(text) == (message, part, help)


def test_error_points_at_one_of_several() -> None:
    """Where the same text stands twice, the one that is wrong is named."""
    with pytest.raises(ExpressionError) as caught:
        read_insights_query("fields x | | limit 5 |")
    assert caught.value.span == (9, 10)
    with pytest.raises(ExpressionError) as caught:
        read_insights_query("filter (a = (b)")
    assert caught.value.span == (7, 8)


def test_query_is_read_once_for_all_who_ask() -> None:
    """Every environment has the same queries, and a rule reads them again."""
    text = "fields @message | limit 17"
    assert read_insights_query(text) is read_insights_query(text)
