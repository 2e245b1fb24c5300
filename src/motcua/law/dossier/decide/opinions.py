"""Opinions of other agencies: asked with a deadline, reminded, answered late or in time (domain §2.5)."""

from __future__ import annotations

from datetime import datetime

from motcua.law.calendar import business_date
from motcua.law.dossier import commands as c
from motcua.law.dossier import events as e
from motcua.law.dossier.decide.context import Context, Decision
from motcua.law.dossier.refusals import refuse
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Status

SHARE_OF_REST = 3


def suggested_due(state: DossierState, context: Context) -> datetime:
    """When to want an opinion back: so many working days, or a third of the working time left if that is less (domain §2.5, U)."""
    day = context.calendar.working_day_after(business_date(context.at), context.rules.consultation_working_days)
    latest = context.calendar.closes_at(day) or context.at
    left = context.calendar.between(context.at, state.legal_due_at) if state.legal_due_at else 0
    return min(latest, context.calendar.add(context.at, left // SHARE_OF_REST)) if left >= SHARE_OF_REST else latest


def ask_opinion(state: DossierState, command: c.AskOpinion, context: Context) -> Decision:
    """The lead agency's clock runs on while it waits (domain §2.5)."""
    if command.due_at <= context.at:
        return refuse("DUE_IN_THE_PAST", field="due_at", at=context.clock(context.at))
    if command.agency == state.competent_agency:
        return refuse("ASKS_ITSELF", field="agency")
    asked = e.OpinionAsked(
        no=len(state.opinions) + 1, agency=command.agency, question=command.question, due_at=command.due_at, unit=command.unit
    )
    return (asked,)


def answer_opinion(state: DossierState, command: c.AnswerOpinion, context: Context) -> Decision:
    """A late answer is still recorded, and counted against the asked agency."""
    open_ones = _open_ones(state)
    if command.no not in open_ones:
        return refuse("NO_SUCH_OPINION", no=command.no)
    waiting = state.status is Status.CONSULTING
    status = Status.APPRAISING if waiting and len(open_ones) == 1 else state.status
    return (e.OpinionAnswered(no=command.no, answer=command.answer, status=status, files=command.files),)


def remind_opinion(state: DossierState, command: c.RemindOpinion, context: Context) -> Decision:
    """Whoever was asked and has not answered may be reminded; the deadline stays what it was."""
    if command.no not in _open_ones(state):
        return refuse("NO_SUCH_OPINION", no=command.no)
    return (e.OpinionReminded(no=command.no),)


def _open_ones(state: DossierState) -> set[int]:
    return {opinion.no for opinion in state.opinions if opinion.answered_at is None}
