"""The whole exchange with agencies asked for their opinion: question, deadline, reminders, answer, and by how much it was late."""

from __future__ import annotations

from datetime import datetime

import msgspec

from motcua.agencies.queries import Tree
from motcua.dossiers.file_view import DossierFile
from motcua.law.deadline import Level, TimeLeft, time_left


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
            answered_at=one.answered_at,
            left=time_left(at, one.due_at, file.calendar) if one.answered_at is None else None,
            over=_over(time_left(one.answered_at, one.due_at, file.calendar)) if one.answered_at else None,
        )
        for one in file.state.opinions
    )


def _over(left: TimeLeft) -> TimeLeft | None:
    return left if left.level is Level.OVER else None
