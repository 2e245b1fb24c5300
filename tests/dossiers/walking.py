"""Honest days at the office, by chance: dossiers begin and go on, mostly as they should, sometimes by the wrong person."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from motcua.dossiers import commands as c
from motcua.dossiers.models import Dossier
from motcua.dossiers.tending import look_at_due
from motcua.foundation.access import Actor
from motcua.law.dossier.codec import decode_state
from motcua.law.dossier.reasons import Confirmation, HeadConclusion, LateCause, WithdrawalCause
from motcua.law.dossier.values import Conclusion, DossierPaper, PaperStatus, PauseReason, Status, StepRun
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from tests.dossiers.ward import Ward, intake, vn

Answer = c.Done | Refusal
AT_WORK = 12


@dataclass
class Walk:
    """`houses` with all their people, of which the first `doors` receive; procedures by code for each door."""

    chance: random.Random
    houses: Sequence[Ward]
    doors: Sequence[tuple[Ward, str]]
    at: datetime = field(default_factory=lambda: vn("2026-03-02 08:00"))
    detours: float = 0.15

    def __post_init__(self) -> None:
        self.actors: list[Actor] = [house.actor(who) for house in self.houses for who in house.people]
        self.intakes = [(door, intake(door, code)) for door, code in self.doors]

    def go(self, steps: int) -> None:
        """So many acts, one after the other; a dozen dossiers are at work at a time, so that each comes far."""
        for _ in range(steps):
            self.at += timedelta(minutes=self.chance.randint(1, 90))
            rows = list(Dossier.objects.order_by("submitted_at"))  # ids hold random bits; each act has its own minute
            waiting = [row for row in rows if row.queue != "CLOSED"]
            if len(waiting) < AT_WORK or self.chance.random() < 0.05:
                self.begin()
                continue
            row = self.chance.choice(waiting if self.chance.random() < 0.85 else rows)
            if self.chance.random() < 0.15:
                self.blunder(row)
            elif self.chance.random() < self.detours:
                self.detour(row)
            else:
                self.advance(row)

    def begin(self) -> Answer:
        """Somebody comes to a door, or writes to it."""
        door, brought = self.chance.choice(self.intakes)
        clerk = door.actor("reception")
        draw = self.chance.random()
        if draw < 0.2:
            return c.submit(clerk, brought, at=self.at)
        if draw < 0.25:
            return c.refuse_at_counter(clerk, brought, "Không thuộc thẩm quyền", at=self.at)
        return c.receive_at_counter(clerk, brought, at=self.at, key=str(self.chance.getrandbits(40)))

    def blunder(self, row: Dossier) -> Answer:
        """Anybody does anything; almost always it is refused."""
        actor, no, at = self.chance.choice(self.actors), row.pk, self.at
        act = self.chance.choice([c.forward, c.approve, c.issue, c.complete, c.receive, c.take])
        return act(actor, no, at=at)

    def detour(self, row: Dossier) -> None:
        """What happens besides the straight way, tried by everybody who might; whom it is not given to is refused."""
        acts = self.chance.sample(DETOURS, 6)
        if row.status == Status.CONSULTING:
            acts.insert(0, _answer)
        for act in acts:
            for actor in self.chance.sample(self.actors, len(self.actors)):
                if isinstance(act(self, actor, row), c.Done):
                    return

    def night(self, hours: int) -> None:
        """So many hours pass, and the hourly look comes at their end."""
        self.at += timedelta(hours=hours)
        look_at_due(self.at)

    def advance(self, row: Dossier) -> Answer | None:
        """What is to be done next, by who owes it."""
        no, at = row.pk, self.at
        if row.status == Status.SUBMITTED:
            clerk = self.at_door(row)
            if self.chance.random() < 0.2:
                return c.refuse_at_door(clerk, no, "Thiếu giấy tờ", at=at)
            return c.receive(clerk, no, at=at)
        if row.status == Status.SUPPLEMENT_REQUESTED:
            asked = decode_state(row.state).supplements[-1].requirements
            brought = [DossierPaper(key=key, status=PaperStatus.GIVEN, originals=1) for key in asked]
            return c.answer_supplement(self.at_door(row), no, brought, at=at)
        if row.queue == "PAUSED":
            return c.resume_clock(self.doer(row), no, at=at)
        if row.status == Status.COMPLETED:
            return c.hand_over(self.at_door(row), no, "Đỗ Đình Đăng", at=at)
        return self.in_the_house(row) if row.unit_id else None

    def in_the_house(self, row: Dossier) -> Answer:
        """A step of the process, or of one of its branches."""
        no, at = row.pk, self.at
        open_runs = decode_state(row.state).open_runs
        if len(open_runs) > 1:
            return self.in_a_branch(row, self.chance.choice(open_runs))
        actor = self.doer(row)
        if row.step_role == Role.RECEPTION:
            return c.forward(actor, no, at=at)
        if row.step_role == Role.CASE_OFFICER and row.holder_id is None:
            return c.take(actor, no, at=at)
        if row.step_role == Role.CASE_OFFICER:
            if "examinations" in row.state and self.chance.random() < 0.8:
                return c.forward(actor, no, at=at)
            conclusion = self.chance.choice([Conclusion.ELIGIBLE] * 4 + [Conclusion.NOT_ELIGIBLE])
            return c.record_examination(actor, no, conclusion, "Đã kiểm tra", at=at)
        if row.step_role == Role.UNIT_HEAD and row.step_no == 2:
            officers = [a.id for a in self.actors if a.has(Role.CASE_OFFICER, unit_id=row.unit_id)]
            return c.assign(actor, no, self.chance.choice(officers), at=at)
        if row.step_role == Role.UNIT_HEAD:
            return c.submit_for_approval(actor, no, "Dự thảo", at=at)
        return self.at_the_end(row, actor)

    def in_a_branch(self, row: Dossier, run: StepRun) -> Answer:
        """Whose branch it is takes it, examines or leaves it."""
        no, at = row.pk, self.at
        held = [a for a in self.actors if a.id == run.holder]
        actor = (held or [a for a in self.actors if a.has(Role.CASE_OFFICER, unit_id=run.unit)])[0]
        if run.holder is None:
            return c.take(actor, no, step=run.no, at=at)
        if self.chance.random() < 0.5:
            return c.record_examination(actor, no, Conclusion.ELIGIBLE, "Đã kiểm tra", step=run.no, at=at)
        return c.forward(actor, no, step=run.no, at=at)

    def at_the_end(self, row: Dossier, actor: Actor) -> Answer:
        """Signature, number, end."""
        no, at = row.pk, self.at
        if row.status == Status.SUBMITTED_FOR_SIGNATURE:
            if self.chance.random() < 0.2:
                return c.return_for_rework(actor, no, "Sửa lại dự thảo", at=at)
            return c.approve(actor, no, at=at)
        clerk = next(a for a in self.actors if a.has(Role.CLERK, agency_id=row.agency_id))
        return c.issue(clerk, no, at=at) if row.status == Status.SIGNED else c.complete(clerk, no, at=at)

    def at_door(self, row: Dossier) -> Actor:
        return next(a for a in self.actors if a.has(Role.RECEPTION, agency_id=row.receiving_agency_id))

    def doer(self, row: Dossier) -> Actor:
        held = [a for a in self.actors if a.id == row.holder_id]
        fit = [a for a in self.actors if a.has(Role(row.step_role), unit_id=row.unit_id)]
        return (held or fit)[0]


def _supplement(walk: Walk, actor: Actor, row: Dossier) -> Answer:
    key = decode_state(row.state).papers[0].key
    lacking = [c.Lacking(key=key, missing="Mờ số", remedy="Xin bản rõ số")]
    basis = walk.chance.choice(["", "Khoản 2 Điều 7"])
    return c.request_supplement(actor, row.pk, lacking, "Thiếu", override_basis=basis, at=walk.at)


def _opinions(walk: Walk, actor: Actor, row: Dossier) -> Answer:
    others = [house.id for house in walk.houses if house.id != row.agency_id]
    asked = [c.Asked(agency=agency, question="Xác minh") for agency in walk.chance.sample(others, min(2, len(others)))]
    return c.ask_opinions(actor, row.pk, asked, at=walk.at)


def _withdraw(walk: Walk, actor: Actor, row: Dossier) -> Answer:
    return c.withdraw(actor, row.pk, WithdrawalCause.OTHER, "Đổi ý", Confirmation.SIGNED_PAPER, "Đơn ngày 1/3", at=walk.at)


def _apologise(walk: Walk, actor: Actor, row: Dossier) -> Answer:
    until = (walk.at + timedelta(days=walk.chance.randint(1, 12))).replace(hour=10)
    return c.apologise(actor, row.pk, "Xác minh thêm", until, at=walk.at)


def _correct(walk: Walk, actor: Actor, row: Dossier) -> Answer:
    return c.request_correction(actor, row.pk, "full_name", walk.chance.choice(["Đỗ Đình Đằng", "Đỗ Đình Đăng"]), "Gõ nhầm", at=walk.at)


def _answer(walk: Walk, actor: Actor, row: Dossier) -> Answer:
    return c.answer_opinion(actor, row.pk, walk.chance.randint(1, 2), "Thống nhất", at=walk.at)


DETOURS: tuple[Callable[[Walk, Actor, Dossier], Answer], ...] = (
    _supplement,
    _opinions,
    _withdraw,
    _apologise,
    _correct,
    _answer,
    lambda w, a, r: c.answer_opinion(a, r.pk, 1, "Thống nhất", at=w.at),
    lambda w, a, r: c.remind_opinion(a, r.pk, 1, at=w.at),
    lambda w, a, r: c.pause_clock(a, r.pk, w.chance.choice(list(PauseReason)), "Thông báo 12/TB", at=w.at),
    lambda w, a, r: c.extend_term(a, r.pk, w.chance.randint(1, 5), "Khoản 3 Điều 20", at=w.at),
    lambda w, a, r: c.stop(a, r.pk, "Không còn đối tượng", at=w.at),
    lambda w, a, r: c.return_not_eligible(a, r.pk, "Không đủ điều kiện", at=w.at),
    lambda w, a, r: c.reopen(a, r.pk, "Sai sót", at=w.at),
    lambda w, a, r: c.record_apology_delivery(a, r.pk, "SMS", at=w.at),
    lambda w, a, r: c.explain(a, r.pk, LateCause.WORKLOAD, "Nhiều việc", at=w.at),
    lambda w, a, r: c.conclude_explanation(a, r.pk, 1, HeadConclusion.ACCEPTED, "Đồng ý", at=w.at),
    lambda w, a, r: c.approve_correction(a, r.pk, 1, at=w.at),
    lambda w, a, r: c.reject_correction(a, r.pk, 1, "Đúng rồi", at=w.at),
)
