"""Offline assistant that guides an applicant through a call for projects: search, interview, rules, papers."""

__version__ = "0.1.0"

APP = "assistant-appels-a-projets"
"""The name of the user's folders (data, cache, logs)."""
