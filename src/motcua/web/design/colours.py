"""The colours as tokens.css says them, and how well one is read on another (WCAG 2.2, relative luminance and contrast)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

TOKENS = Path(__file__).resolve().parent.parent / "static/motcua/css/tokens.css"
_COLOUR = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});")
TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("paper", "surface", "shade")
INKS = ("ink", "ink-2", "lacquer", "lacquer-dark", "plenty", "soon", "over", "info", "done")
# Written on what, with at least which contrast. ink-3 and the colour of today are for the two plain grounds.
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((ink, ground, TEXT) for ink in INKS for ground in GROUNDS),
    *((ink, ground, TEXT) for ink in ("ink-3", "today") for ground in ("paper", "surface")),
    *((level, f"{level}-tint", TEXT) for level in ("plenty", "soon", "today", "over", "info", "done", "lacquer")),
    *((ink, f"{tint}-tint", TEXT) for ink in ("ink", "ink-2") for tint in ("lacquer", "soon", "over", "info", "done", "plenty", "today")),
    *(("surface", ground, TEXT) for ground in ("lacquer", "lacquer-dark")),
    *(("ink-3", ground, SHAPE) for ground in GROUNDS),
)


class Pair(msgspec.Struct, frozen=True):
    """One ink on one ground; `contrast` as in "4,76 : 1"."""

    ink: str
    ground: str
    contrast: float
    least: float


@cache
def colours() -> dict[str, str]:
    """Every colour token with its value, "#rrggbb"."""
    return dict(_COLOUR.findall(TOKENS.read_text(encoding="utf-8")))


def luminance(colour: str) -> float:
    """The relative luminance of "#rrggbb", from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - sRGB


def contrast(first: str, second: str) -> float:
    """How well one colour is read on the other, from 1 to 21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def pairs() -> list[Pair]:
    """Every pair of tokens that the style sheets use, measured."""
    known = colours()
    return [Pair(ink, ground, contrast(known[ink], known[ground]), least) for ink, ground, least in PAIRS]
