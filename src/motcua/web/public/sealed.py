"""The public list of seals: what anybody may keep to prove later that nothing was rewritten."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import msgspec
from django.urls import reverse

from motcua.foundation.models import Seal
from motcua.foundation.seals import FORMAT, record_of

SEALS_A_PAGE = 30
FINGERPRINT = 16


class SealLine(msgspec.Struct, frozen=True, kw_only=True):
    """One seal as it is read aloud: number, instant, how many records it covers, root and fingerprints in hex."""

    no: int
    sealed_at: datetime
    streams: int
    root: str
    signature: str
    key: str


class SealPage(msgspec.Struct, frozen=True):
    """One page of seals, the latest first; `onward` leads to older ones, or is ""."""

    lines: tuple[SealLine, ...]
    onward: str


def list_seals(before: int | None = None) -> SealPage:
    """Seals older than number `before`, or the latest. One query."""
    rows = Seal.objects.order_by("-no")
    found = list((rows.filter(no__lt=before) if before is not None else rows)[: SEALS_A_PAGE + 1])
    lines = tuple(_line(row) for row in found[:SEALS_A_PAGE])
    return SealPage(lines, f"{reverse('seals')}?truoc={lines[-1].no}" if len(found) > SEALS_A_PAGE else "")


def seal_document(no: int) -> dict[str, Any] | None:
    """The seal with number `no` for programs: everything that its hash and signature cover. One query."""
    row = Seal.objects.filter(no=no).first()
    return {"format": FORMAT, "seal": msgspec.to_builtins(record_of(row))} if row is not None else None


def fingerprint(value: str) -> str:
    """The first letters of the SHA-256 of a hex value, in groups of four, as people compare them."""
    digest = hashlib.sha256(bytes.fromhex(value)).hexdigest()[:FINGERPRINT]
    return " ".join(digest[start : start + 4] for start in range(0, FINGERPRINT, 4))


def _line(row: Seal) -> SealLine:
    return SealLine(
        no=row.no,
        sealed_at=row.sealed_at,
        streams=row.streams,
        root=row.root,
        signature=fingerprint(row.signature),
        key=fingerprint(row.public_key),
    )
