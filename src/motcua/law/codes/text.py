"""Cleaning what was typed, pasted or scanned, before it is judged; and writing numbers as Vietnam does."""

from __future__ import annotations

import re
import unicodedata

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_NOT_SHOWN = {"Cc", "Cf", "Co", "Cs", "Cn"}


def one_line(text: str) -> str:
    """The text in NFC on one line: white space collapsed, characters that show nothing dropped, ends trimmed."""
    composed = unicodedata.normalize("NFC", text)
    shown = "".join(" " if char.isspace() else char for char in composed if char.isspace() or unicodedata.category(char) not in _NOT_SHOWN)
    return " ".join(shown.split())


def compact(text: str, separators: str = "") -> str:
    """A code as typed, without spaces and `separators`, in capitals, with every kind of dash as "-" and every digit as 0-9."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", one_line(text)))
    return "".join(char for char in plain if not char.isspace() and char not in separators).upper()


def shown(text: str, longest: int = 40) -> str:
    """What was typed, short enough to stand inside a sentence."""
    line = one_line(text)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def number_words(number: int) -> str:
    """A whole number with the dot of thousands: 5.000."""
    return f"{number:,}".replace(",", ".")


def is_digits(text: str) -> bool:
    """Whether the text is one or more of 0-9; letters and digits of other scripts are not meant here."""
    return text.isascii() and text.isdigit()
