"""Machine-readable codes on paper: QR (ISO/IEC 18004) and Code 128 (ISO/IEC 15417), as SVG texts for the typesetter.

Both are drawn as one path without declarations or styles: small, quick to set, the same bytes for the same text.
"""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

import segno
from barcode import Code128

QUIET_MODULES = 10
"""White modules left and right of a Code 128 that readers rely on (ISO/IEC 15417)."""

BAR_HEIGHT = 40
"""Height of a bar in modules; the template stretches it to the height it has room for."""


def qr_svg(text: str) -> str:
    """Draw `text` as a QR code with a four-module border; error correction M, for paper that gets folded.

    Raises segno.DataOverflowError when the text is longer than a QR code holds (2,331 bytes).
    """
    symbol = segno.make(text, error="m", micro=False, boost_error=False)
    return symbol.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None).replace(
        "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1
    )


class Bars(NamedTuple):
    """A drawn barcode and its width in modules, quiet zones included; a module needs about 0.2 mm on paper or more."""

    svg: str
    modules: int


def barcode(text: str) -> Bars:
    """Draw `text` (printable ASCII, not empty) as Code 128 with its quiet zones, without the human-readable line.

    Raises barcode.errors.IllegalCharacterError for a letter outside ASCII.
    """
    modules = Code128(text).build()[0]
    width = len(modules) + 2 * QUIET_MODULES
    at, bars = QUIET_MODULES, []
    for dark, run in groupby(modules):
        length = len(list(run))
        if dark == "1":
            bars.append(f"M{at} 0h{length}v{BAR_HEIGHT}h-{length}z")
        at += length
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {BAR_HEIGHT}" '
        f'preserveAspectRatio="none"><path d="{"".join(bars)}"/></svg>'
    )
    return Bars(svg, width)
