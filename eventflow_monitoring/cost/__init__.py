"""What an environment costs in a month, from AWS's list prices and what its specs say.

In go plans, out come estimates of lines, each with how sure its price is. What has no known price, or
depends on usage that nobody stated, is a line without an amount: named, and never counted as nothing.
"""
