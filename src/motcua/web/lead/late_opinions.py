"""The late opinions behind a number, as the page lists them."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.urls import reverse
from django.utils.translation import gettext

from motcua.agencies.queries import calendars_of, tree
from motcua.dossiers.opinion_lists import OpinionLine, list_late_opinions
from motcua.dossiers.queries import Place
from motcua.foundation.access import Actor
from motcua.law.deadline import TimeLeft, time_left
from motcua.web.desk.cursor import write_cursor
from motcua.web.lead.asked import Asked
from motcua.web.lead.figures import OWED, opinions_address


class ShownOpinion(msgspec.Struct, frozen=True, kw_only=True):
    """One late opinion; `over` says by how much, at its answer or now."""

    opinion: OpinionLine
    address: str
    over: TimeLeft
    asked: str
    lead: str


class OpinionsShown(msgspec.Struct, frozen=True, kw_only=True):
    """A page of late opinions."""

    name: str
    lines: tuple[ShownOpinion, ...]
    next_address: str
    first_address: str


def show_late_opinions(actor: Actor, asked: Asked, which: str, after: Place | None, at: datetime) -> OpinionsShown:
    """One page of the list. One query, and the revisions of tree and calendars."""
    known, is_owed = tree().agencies, which == OWED
    page = list_late_opinions(actor, at, is_owed=is_owed, agency_id=asked.agency_id, since=asked.part(at).since, after=after)
    calendars = calendars_of({line.lead_id for line in page.lines})
    cursor = write_cursor(page.after)
    return OpinionsShown(
        name=gettext("Ý kiến quá hạn, chưa trả lời") if is_owed else gettext("Ý kiến trả lời chậm hoặc chưa trả lời"),
        lines=tuple(
            ShownOpinion(
                opinion=line,
                address=reverse("dossier", args=[line.code or str(line.dossier_id)]),
                over=time_left(line.answered_at or at, line.due_at, calendars[line.lead_id]),
                asked=known[line.agency_id].short_name,
                lead=known[line.lead_id].short_name,
            )
            for line in page.lines
        ),
        next_address=opinions_address(asked, which, cursor) if cursor else "",
        first_address=opinions_address(asked, which) if after is not None else "",
    )
