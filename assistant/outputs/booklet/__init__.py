"""The fact-check booklet: all that the assistant says and decides, beside its source, for a civil servant to read and sign."""
