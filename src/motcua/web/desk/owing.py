"""Who owes what for a dossier now, and of what people were reminded, as its page shows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from django.utils.translation import gettext

from motcua.agencies.queries import Tree
from motcua.dossiers.file_view import OpenedFile
from motcua.law.deadline import TimeLeft, time_left
from motcua.law.dossier.duties import DUTY_NAMES, Duty
from motcua.law.dossier.values import BY_HAND, Reminder
from motcua.law.roles import ROLE_NAMES, Role


class Owing(msgspec.Struct, frozen=True):
    """One duty: what, by whom and where, until when."""

    name: str
    by: str
    where: str
    due_at: datetime
    left: TimeLeft


class Told(msgspec.Struct, frozen=True):
    """One reminder: of what, before which head; or `by` whom who owes it was reminded."""

    name: str
    at: datetime
    head: str
    by: str


class OwedShown(msgspec.Struct, frozen=True):
    """What is owed and the reminders of all times, also of duties done since."""

    duties: tuple[Owing, ...]
    reminders: tuple[Told, ...]


def owed_shown(opened: OpenedFile, known: Tree, who: Callable[[str], str], at: datetime) -> OwedShown:
    """The dossier's duties and reminders in words. `who` reads a journal name. No query of its own."""
    return OwedShown(
        duties=tuple(_owing(duty, opened, known, at) for duty in opened.owed),
        reminders=tuple(_told(one, known, who) for one in reversed(opened.file.state.reminders)),
    )


def _owing(duty: Duty, opened: OpenedFile, known: Tree, at: datetime) -> Owing:
    unit = known.units.get(duty.unit)
    return Owing(
        name=gettext(DUTY_NAMES[duty.kind]),
        by=opened.officers.get(duty.holder or 0, "") or gettext(ROLE_NAMES[duty.role]),
        where=unit.name if unit else known.agencies[duty.agency].short_name,
        due_at=duty.due_at,
        left=time_left(at, duty.due_at, opened.file.calendar),
    )


def _told(one: Reminder, known: Tree, who: Callable[[str], str]) -> Told:
    is_by_hand = one.level == BY_HAND
    by = who(one.by) if is_by_hand and one.by else ""
    return Told(gettext(DUTY_NAMES[one.kind]), one.at, "" if is_by_hand else head_words(one.role, one.agency, known), by)


def head_words(role: Role, agency_id: int, known: Tree) -> str:
    """A head in a sentence: "lãnh đạo phòng, phường Hoa Lư"."""
    agency = known.agencies.get(agency_id)
    name = gettext(ROLE_NAMES[role])
    return f"{name[0].lower()}{name[1:]}" + (f", {agency.short_name}" if agency else "")
