"""The reader: the documents of a campaign, to read, to search, and to come to from any citation."""
