"""What a button of the form asks: look, add or take away a row, put in order. Each keeps everything else that was typed."""

from __future__ import annotations

from collections.abc import Mapping

from motcua.web.play.draft import (
    MOST_EVENTS,
    Draft,
    EventDraft,
    by_time,
    draft_of_form,
    with_event,
    with_step,
    without_event,
    without_step,
)

BEGINNING = Draft(events=(EventDraft(do="receive", at="02/03/2026 09:00"),))
"""What the page opens with: a dossier received on the day of the examples."""

BUTTON = "lam"
ANSWER, STEPS, NEW_EVENT = "ket-luan", "quy-trinh", "viec-moi"


def changed(typed: Mapping[str, str]) -> tuple[Draft, str]:
    """The draft of a form after what its button asked, and the place on the page where to go on."""
    draft = draft_of_form(typed)
    word, _, number = typed.get(BUTTON, "").rpartition("-")
    no = int(number) if number.isascii() and number.isdecimal() and len(number) <= len(str(MOST_EVENTS)) else 0
    if word == "bo-viec":
        return without_event(draft, no), NEW_EVENT
    if word == "bo-buoc":
        return without_step(draft, no), STEPS
    return _plain(draft, typed)


def _plain(draft: Draft, typed: Mapping[str, str]) -> tuple[Draft, str]:
    asked = typed.get(BUTTON, "")
    if asked == "them-viec":
        more = with_event(draft, typed.get("viec-moi", ""))
        return more, f"viec-{len(more.events)}"
    if asked == "them-buoc":
        return with_step(draft), STEPS
    return (by_time(draft), NEW_EVENT) if asked == "xep" else (draft, ANSWER)
