"""A pointer from an event to what must one day be erasable: names, ids, addresses, file contents (design §1)."""

from __future__ import annotations

import msgspec


class ContentRef(msgspec.Struct, frozen=True):
    """`id` of the content record beside the journal and its salted SHA-256 (hex)."""

    id: int
    hash: str
