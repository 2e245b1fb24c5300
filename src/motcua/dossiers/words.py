"""What people write into a dossier: cleaned like everything typed, and no longer than a page carries."""

from __future__ import annotations

from motcua.law.codes.text import number_words, one_line
from motcua.law.dossier.refusals import refuse
from motcua.law.refusal import Refusal

LONGEST_TEXT = 10_000
LONGEST_LINE = 200


def said(text: str, missing: str, *, field: str, longest: int = LONGEST_TEXT) -> str | Refusal:
    """The words in their lines, without what shows nothing. Refused with `missing` when empty, and beyond `longest` letters."""
    words = "\n".join(one_line(line) for line in text.splitlines()).strip()
    if not words:
        return refuse(missing, field=field)
    if len(words) > longest:
        return refuse("WORDS_TOO_LONG", field=field, longest=number_words(longest), length=number_words(len(words)))
    return words
