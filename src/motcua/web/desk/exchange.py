"""The whole exchange with agencies asked for their opinion: question, deadline, reminders, answer, and by how much it was late."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.urls import reverse

from motcua.agencies.queries import Tree
from motcua.dossiers.attached import describe_file
from motcua.dossiers.file_view import DossierFile
from motcua.foundation.media import JPEG, PDF, PNG
from motcua.law.deadline import Level, TimeLeft, time_left
from motcua.web.design.formats import number_vn

_KINDS = {PDF: "PDF", JPEG: "JPEG", PNG: "PNG"}
_MEGABYTE = 1024 * 1024


class Enclosed(msgspec.Struct, frozen=True):
    """A file that came with an answer; `address` is "" where it is gone from the store."""

    place: int
    kind: str
    size: str
    address: str


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """One opinion asked of one agency; `answered_at` None while it waits.

    `left` is the time that is left, or by how much it is late, while it waits; `over` by how much the answer was late, None in time.
    """

    agency: str
    unit: str
    question: str
    answer: str
    asked_at: datetime
    due_at: datetime
    reminded_at: tuple[datetime, ...]
    files: tuple[Enclosed, ...]
    answered_at: datetime | None
    left: TimeLeft | None
    over: TimeLeft | None


def exchanges(file: DossierFile, known: Tree, at: datetime) -> tuple[Exchange, ...]:
    """Every opinion asked for, the first first. Time counts by the calendar of the agency that asks. No query of its own."""
    return tuple(
        Exchange(
            agency=known.agencies[one.agency].short_name,
            unit=known.units[one.unit].name if one.unit in known.units else "",
            question=file.words(one.question),
            answer=file.words(one.answer),
            asked_at=one.asked_at,
            due_at=one.due_at,
            reminded_at=one.reminded_at,
            files=tuple(_enclosed(file, one.no, place, sha256) for place, sha256 in enumerate(one.files, 1)),
            answered_at=one.answered_at,
            left=time_left(at, one.due_at, file.calendar) if one.answered_at is None else None,
            over=_over(time_left(one.answered_at, one.due_at, file.calendar)) if one.answered_at else None,
        )
        for one in file.state.opinions
    )


def _enclosed(file: DossierFile, no: int, place: int, sha256: str) -> Enclosed:
    kept = describe_file(sha256)
    if not kept.media_type:
        return Enclosed(place, "", "", "")
    address = reverse("answer_file", args=[file.state.code or str(file.id), no, place])
    return Enclosed(place, _KINDS[kept.media_type], _length(kept.size), address)


def _length(size: int) -> str:
    """ "1,2 MB", "340 kB"; the smallest is 1 kB."""
    if size >= _MEGABYTE:
        return f"{number_vn(size / _MEGABYTE, 1)} MB"
    return f"{number_vn(max(size // 1024, 1))} kB"


def _over(left: TimeLeft) -> TimeLeft | None:
    return left if left.level is Level.OVER else None
