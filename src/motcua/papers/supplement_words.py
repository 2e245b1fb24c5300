"""What one request for supplement says: the dossier's facts turned into the words of form 02."""

from __future__ import annotations

from datetime import date

import msgspec

from motcua.agencies.models import Post
from motcua.agencies.queries import actor_of, calendar_of
from motcua.dossiers.slip_kinds import Issuing
from motcua.dossiers.words import SupplementWords
from motcua.law.calendar import business_date
from motcua.law.deadline import due_at
from motcua.law.procedure import ProcedureCase, Term, TermUnit
from motcua.law.roles import Role
from motcua.law.rulesets import ruleset_at
from motcua.papers.letterhead import Signer
from motcua.papers.particulars import case_of, contact_at, door_of, head_of_door, matter_of, officer_id, officer_name
from motcua.papers.supplement import MissingPaper, SupplementSlip

UNKNOWN_HEAD = "LÃNH ĐẠO ĐƠN VỊ"


def write_supplement(issuing: Issuing) -> str:
    """The data of form 02 as canonical JSON: everything that lacks, each tied to its published requirement, and until when."""
    state, occasion = issuing.state, issuing.occasion
    door, asked = door_of(state), _asked(issuing)
    _, case = case_of(state)
    after = occasion.event.after_reception
    slip = SupplementSlip(
        form_set=issuing.form_set.key,
        letterhead=head_of_door(door, issuing),
        matter=matter_of(issuing),
        one_stop_unit=door.unit.name,
        arrived_at=state.received_at if after and state.received_at else state.submitted_at,
        after_reception=after,
        missing=_missing(issuing, asked),
        reason=asked.reason,
        answer_by=_answer_by(issuing, case),
        clock=case.clock_on_supplement,
        override_basis=occasion.event.override_basis if after else "",
        contact=contact_at(door),
        officer_name=officer_name(occasion.by),
        head=_head(issuing) if after else None,
    )
    return msgspec.json.encode(slip, order="sorted").decode()


def _asked(issuing: Issuing) -> SupplementWords:
    body = issuing.contents[issuing.occasion.event.request.id].body
    if body is None:
        raise LookupError(f"what dossier {issuing.state.code} lacks was erased")
    return msgspec.json.decode(body, type=SupplementWords)


def _missing(issuing: Issuing, asked: SupplementWords) -> tuple[MissingPaper, ...]:
    version, case = case_of(issuing.state)
    names = {requirement.key: requirement.name for requirement in case.requirements}
    announced = f", công bố tại Quyết định số {version.body.decision}" if version.body.decision else ""
    basis = f"Thành phần hồ sơ của thủ tục {version.code}{announced}"
    return tuple(MissingPaper(name=names[line.key], missing=line.missing, remedy=line.remedy, legal_basis=basis) for line in asked.lacking)


def _answer_by(issuing: Issuing, case: ProcedureCase) -> date:
    """The last day of the window, the same day after which the dossier expires (`supplement_ends_at`)."""
    state, asked_at = issuing.state, issuing.occasion.at
    rules = ruleset_at(business_date(state.received_at or asked_at))
    window = Term(case.supplement_window_days, TermUnit.CALENDAR_DAYS)
    return business_date(due_at(asked_at, window, calendar_of(state.competent_agency), rules))


def _head(issuing: Issuing) -> Signer:
    """The head of the unit that asks: by name when the head asked, else the name is left to be written."""
    by, at = issuing.occasion.by, issuing.occasion.at
    account_id = officer_id(by)
    held = actor_of(account_id, at).posts if account_id else ()
    post = next((one for one in held if one.role is Role.UNIT_HEAD), None)
    if post:
        return Signer(titles=(Post.objects.values_list("title", flat=True).get(pk=post.post_id).upper(),), name=officer_name(by))
    units = [one.unit_id for one in held]
    title = Post.objects.filter(unit_id__in=units, role=Role.UNIT_HEAD).order_by("id").values_list("title", flat=True).first()
    return Signer(titles=((title or UNKNOWN_HEAD).upper(),), name="")
