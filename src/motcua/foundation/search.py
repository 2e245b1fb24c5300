"""Search as people type: without diacritics, đ as d, any case, any spacing; and lists in the order of the Vietnamese alphabet (§15.28)."""

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


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng; before them no tone
_PLACES = {letter: chr(ord("a") + place) for place, letter in enumerate(_ALPHABET)}
Place = tuple[tuple[str, tuple[int, ...]], ...]


def alphabetical(text: str) -> Place:
    """The place of `text` in a Vietnamese list: syllable by syllable, first by letters (ă after a, đ after d), then by tones."""
    return tuple(_syllable(word) for word in text.casefold().split())


def _syllable(word: str) -> tuple[str, tuple[int, ...]]:
    letters, tones = [], []
    for letter in unicodedata.normalize("NFC", word):
        marks = unicodedata.normalize("NFD", letter)
        bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        letters.append(_PLACES.get(bare, bare))
        tones.append(max((_TONES.index(mark) + 1 for mark in marks if mark in _TONES), default=0))
    return "".join(letters), tuple(tones)
