"""The one error of this package."""

from __future__ import annotations


class EvidenceError(ValueError):
    """A file that cannot be used: one line that says which, what is wrong and what is allowed."""


class NotPosts(EvidenceError):
    """A file without posts: an error where it was given alone, nothing special inside an archive."""


class BadRow(ValueError):
    """A row that cannot be used; the message says why and quotes nothing of the row."""
