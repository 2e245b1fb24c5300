"""A Vietnamese sentence with places, kept apart from what fills them so that it can be read in another language."""

from __future__ import annotations

from typing import Any

import msgspec


class Sentence(msgspec.Struct, frozen=True):
    """`template` is the Vietnamese source with `{name}` places; `params` fills them."""

    template: str
    params: dict[str, Any] = {}

    def __str__(self) -> str:
        return self.template.format(**self.params)
