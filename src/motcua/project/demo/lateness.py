"""What people owe for late dossiers, done for some of them: apologised for, sent, explained, concluded; the rest waits in their lists."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from motcua.agencies.queries import actor_of, calendar_of
from motcua.dossiers import commands
from motcua.dossiers.queries import get_state
from motcua.law.calendar import business_date
from motcua.law.dossier import commands as law
from motcua.law.dossier.duties import explaining_run
from motcua.law.dossier.reasons import ApologyChannel, HeadConclusion, LateCause
from motcua.law.dossier.standing import is_late
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.transitions import TRANSITIONS
from motcua.law.refusal import Refusal
from motcua.law.rulesets import ruleset_at
from motcua.project.demo.turns import People, approver_of

SHARE = 0.6
AFTER = timedelta(minutes=20)
REASONS = (
    "Cơ quan phối hợp trả lời chậm nên chưa đủ căn cứ để giải quyết.",
    "Hồ sơ phải xác minh thêm tại nơi cư trú trước đây.",
    "Trong tuần có nhiều hồ sơ hơn thường lệ, cán bộ thụ lý làm không kịp.",
)
WORDS = (
    "Hỏi ý kiến muộn hai ngày; từ nay hỏi ngay trong ngày nhận hồ sơ và đôn đốc trước hạn.",
    "Cán bộ thụ lý nghỉ ốm, chưa có người làm thay; đã phân công người làm thay trong phòng.",
)


def settle(people: People, dossiers: Sequence[int], now: datetime, dice: random.Random) -> int | Refusal:
    """Do for some late dossiers what is owed for them, shortly before `now`; the number of acts."""
    acts = 0
    for no in dossiers:
        state = get_state(no)
        at = now - timedelta(hours=dice.randrange(2, 30))
        if state.last_at + 4 * AFTER > now or not _is_late(state, now) or dice.random() > SHARE:
            continue
        for turn in (_apologise, _deliver, _explain, _conclude)[: dice.choice((1, 2, 3, 4, 4, 4))]:
            state = get_state(no)
            at = max(at, state.last_at + AFTER)
            answer = turn(people, no, state, at, dice) if at <= now else None
            if isinstance(answer, Refusal):
                return answer
            acts += answer is not None
    return acts


def _is_late(state: DossierState, at: datetime) -> bool:
    if state.received_at is None or state.pause is not None or state.apology is not None:
        return False
    calendar = calendar_of(state.competent_agency)
    return is_late(state, at, calendar, ruleset_at(business_date(state.received_at)))


def _apologise(people: People, no: int, state: DossierState, at: datetime, dice: random.Random) -> commands.Done | Refusal | None:
    if state.status not in TRANSITIONS[law.Apologise].sources:
        return None
    calendar = calendar_of(state.competent_agency)
    day = calendar.closes_at(calendar.working_day_after(business_date(at), 4))
    return commands.apologise(approver_of(people, state, at), no, dice.choice(REASONS), day or at, at=at)


def _deliver(people: People, no: int, state: DossierState, at: datetime, dice: random.Random) -> commands.Done | Refusal | None:
    if state.apology is None:
        return None
    channel = dice.choice((ApologyChannel.SMS, ApologyChannel.SMS, ApologyChannel.COUNTER))
    return commands.record_apology_delivery(people.door(state.receiving_agency, at), no, channel, at=at)


def _explain(people: People, no: int, state: DossierState, at: datetime, dice: random.Random) -> commands.Done | Refusal | None:  # noqa: ARG001
    run = explaining_run(state, at, calendar_of(state.competent_agency))
    if run is None or run.holder is None:
        return None
    return commands.explain(actor_of(run.holder, at), no, dice.choice(tuple(LateCause)[:4]), dice.choice(WORDS), at=at)


def _conclude(people: People, no: int, state: DossierState, at: datetime, dice: random.Random) -> commands.Done | Refusal | None:
    if not state.explanations:
        return None
    conclusion = dice.choice((HeadConclusion.ACCEPTED, HeadConclusion.ACCEPTED, HeadConclusion.SELF_REVIEW))
    return commands.conclude_explanation(
        approver_of(people, state, at), no, 1, conclusion, "Đồng ý với nguyên nhân và cách khắc phục.", at=at
    )
