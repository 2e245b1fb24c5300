"""Search as people type: without diacritics, đ as d, any case, any spacing (domain §15.28)."""

from __future__ import annotations

import re
import unicodedata

MAX_TOKENS = 12
MAX_TYPED = 400
"""Letters of a query that are read; nobody types more than a name, a number and a street."""
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """`text` without marks, lower case, runs of white space as one space: "  Nguyễn  ĐỨC" → "nguyen duc"."""
    decomposed = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "d"))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())


def tokens(text: str) -> list[str]:
    """The folded words and numbers of `text` in their order, at most twelve; punctuation parts words."""
    return _WORD.findall(fold(text[:MAX_TYPED]))[:MAX_TOKENS]
