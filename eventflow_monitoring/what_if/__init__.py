"""What an alarm does over data that somebody thought up or fetched: from words to an answer."""
