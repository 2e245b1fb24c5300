"""Which letters paper can show: any text from outside becomes one plain line that the paper's font can print.

PDF/A forbids a letter without a glyph, and a typesetter may follow invisible orders hidden in a name (turn the
writing direction, join, break). So what reaches the template is only letters that Tinos can draw; the text itself
is never read as mark-up, because it travels as JSON beside the template.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"

SUBSTITUTE = "□"
"""Printed where Tinos has no glyph: one sees that a letter stood there."""

LONGEST_RUN = 20
"""Letters without a space after which a line may be broken; no Vietnamese word comes near (the longest has 7)."""

LONGEST_ADDRESS = 48
"""Codes, e-mail and web addresses up to this length stay whole, so that they can be copied from the PDF and found in it."""

_FEW_CAPITALS = 3
_BREAK = "\u200b"
_ENDLESS = re.compile(rf"[^\s\u00a0]{{{LONGEST_RUN + 1},}}")
_PILED_MARKS = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")
_NO_BREAK_SPACE = "\u00a0"


def printable(text: str) -> str:
    """Return `text` as paper shows it: NFC, single spaces, no control or direction marks, only letters Tinos has.

    Non-breaking spaces stay. Runs longer than LONGEST_RUN get places where a line may break; of marks piled on one
    letter two are kept, as many as any Vietnamese letter has.
    """
    composed = _PILED_MARKS.sub(r"\1", unicodedata.normalize("NFC", text))
    words = "".join(_shown(letter) for letter in composed).split(" ")
    return _ENDLESS.sub(_with_breaks, " ".join(word for word in words if word))


def _with_breaks(found: re.Match[str]) -> str:
    run = found.group()
    if len(run) <= LONGEST_ADDRESS and run.isascii() and sum(map(str.isupper, run)) <= _FEW_CAPITALS:
        return run
    return _BREAK.join(run[start : start + LONGEST_RUN] for start in range(0, len(run), LONGEST_RUN))


def _shown(letter: str) -> str:
    if letter == _NO_BREAK_SPACE:
        return letter
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in {"Cc", "Cf", "Cs"}:
        return ""
    return letter if ord(letter) in drawable() else SUBSTITUTE


@lru_cache(maxsize=1)
def drawable() -> frozenset[int]:
    """Return the code points that all four cuts of Tinos can draw."""
    first, *others = (_code_points(cut.read_bytes()) for cut in sorted(FONTS.glob("*.ttf")))
    return frozenset(first.intersection(*others))


def _code_points(font: bytes) -> set[int]:
    """Read the Unicode character map (cmap formats 4 and 12) of a TrueType font (OpenType 1.9, 'cmap')."""
    tables = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4sIII", font, 12 + 16 * no) for no in range(tables))
    cmap = next(offset for tag, _, offset, _ in entries if tag == b"cmap")
    found: set[int] = set()
    for no in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        platform, _, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * no)
        if platform in {0, 3}:
            found |= _subtable(font, cmap + offset)
    return found


def _subtable(font: bytes, start: int) -> set[int]:
    form = struct.unpack_from(">H", font, start)[0]
    if form == 4:  # noqa: PLR2004 - the format's own number
        return _segments(font, start)
    if form == 12:  # noqa: PLR2004
        groups = struct.unpack_from(">I", font, start + 12)[0]
        spans = (struct.unpack_from(">II", font, start + 16 + 12 * no) for no in range(groups))
        return {point for low, high in spans for point in range(low, high + 1)}
    return set()


def _segments(font: bytes, start: int) -> set[int]:
    """Format 4: segments of the basic plane; a segment may map single code points to glyph 0, which is none."""
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    row = f">{count}H"
    ends = struct.unpack_from(row, font, start + 14)
    starts = struct.unpack_from(row, font, start + 16 + 2 * count)
    deltas = struct.unpack_from(row, font, start + 16 + 4 * count)
    ranges_at = start + 16 + 6 * count
    ranges = struct.unpack_from(row, font, ranges_at)
    found = set()
    for no, (low, high, delta, offset) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for point in range(low, min(high, 0xFFFE) + 1):
            glyph = point
            if offset:
                glyph = struct.unpack_from(">H", font, ranges_at + 2 * no + offset + 2 * (point - low))[0]
            if glyph and (offset or (glyph + delta) & 0xFFFF):
                found.add(point)
    return found
