"""The base of the typed models of content: what an author mistypes is refused, never left aside."""

import msgspec


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A frozen piece of content that refuses fields it does not know."""
