"""One message as it was found: its words, its plural or context if any, and the file where it stands."""

from __future__ import annotations

import msgspec


class Found(msgspec.Struct, frozen=True):
    """A source string. `plural` and `context` are "" where there is none; `file` is relative to the package."""

    words: str
    file: str
    plural: str = ""
    context: str = ""
