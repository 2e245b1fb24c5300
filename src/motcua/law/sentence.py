"""A Vietnamese sentence with places, kept apart from what fills them so that it can be read in another language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec


class Sentence(msgspec.Struct, frozen=True):
    """`template` is the Vietnamese source with `{name}` places; `params` fills them.

    `count` is the number by which other languages choose between singular and plural; Vietnamese does not.
    """

    template: str
    params: dict[str, Any] = {}
    count: int | None = None

    def __str__(self) -> str:
        return self.template.format(**self.params)


def listed(words: Iterable[str], *, is_quoted: bool = False) -> Sentence:
    """Words one after the other, each of which can be read in another language: "Văn thư, Lãnh đạo phòng"."""
    places = {f"word_{no}": word for no, word in enumerate(words)}
    return Sentence(", ".join(f"“{{{place}}}”" if is_quoted else f"{{{place}}}" for place in places), places)
