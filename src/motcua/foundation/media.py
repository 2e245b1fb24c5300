"""What a file is, by its content: a name or a browser says what it likes."""

from __future__ import annotations

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
_BEGINNINGS: tuple[tuple[bytes, str], ...] = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
LONGEST_BEGINNING = max(len(beginning) for beginning, _ in _BEGINNINGS)
ENDINGS: dict[str, str] = {PDF: "pdf", JPEG: "jpg", PNG: "png"}
"""How the name of a file of each kind ends. There are no others that people may attach."""


def media_type_of(beginning: bytes) -> str:
    """The media type that the first bytes of a file show; "" for what is none of ours."""
    return next((media_type for known, media_type in _BEGINNINGS if beginning.startswith(known)), "")
