"""What the control slip of one dossier says: the hand-overs in its journal turned into the words of form 05 (2018) or 06 (2025).

The slip grows with the dossier. It is numbered and kept once, when the dossier's way through the house has ended (handed over, stopped,
withdrawn, returned), and says everything up to that instant; opened again and ended again, the dossier has a second one. Before that
anybody who may see the dossier prints it as a tracking copy (`bản theo dõi`): without a number, dated to the minute, kept nowhere.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from motcua.agencies.queries import calendar_of, names_of_officers, tree
from motcua.dossiers.history import PAUSE_WORDS
from motcua.dossiers.slip_kinds import Issuing
from motcua.law.calendar import business_date
from motcua.law.deadline import Verdict
from motcua.law.deadline.verdict import VERDICT_NAMES
from motcua.law.dossier.transfers import APPLICANT, DOOR, Passing, Place, Remark, Transfer, transfers_of
from motcua.law.dossier.values import Opinion, Pause, Supplement
from motcua.law.rulesets import ruleset_at
from motcua.papers.control import ControlSlip, HandOver
from motcua.papers.particulars import Door, door_of, head_of_door, matter_of, officer_id, words_of
from motcua.papers.wording import day_in_table

PASSING_WORDS = {
    Passing.FORWARDED: "",
    Passing.REASSIGNED: "phân công lại",
    Passing.RETURNED_FOR_REWORK: "trả lại để làm lại",
    Passing.COMPLETED: "có kết quả",
    Passing.STOPPED: "dừng giải quyết",
    Passing.WITHDRAWN: "người nộp rút hồ sơ",
    Passing.NOT_ELIGIBLE: "trả lại hồ sơ không đủ điều kiện",
    Passing.REOPENED: "mở lại hồ sơ",
    Passing.GIVEN_BACK: "trả kết quả",
    Passing.WAITING: "",
    Passing.HELD: "",
}
THE_APPLICANT = "Người nộp hồ sơ"
THE_OTHERS = "chờ các nhánh khác"


def write_control(issuing: Issuing) -> str:
    """The data of the control slip as canonical JSON, with every hand-over up to its occasion."""
    return msgspec.json.encode(_slip(issuing), order="sorted").decode()


def tracking_copy(issuing: Issuing) -> ControlSlip:
    """The slip as it would be now, without a number and named as a tracking copy."""
    slip = _slip(issuing)
    return replace(slip, letterhead=replace(slip.letterhead, number=None), tracked_at=issuing.at)


def _slip(issuing: Issuing) -> ControlSlip:
    state, door = issuing.state, door_of(issuing.state)
    if state.received_at is None or state.appointment_at is None:
        raise LookupError(f"dossier {state.code} was never received")
    return ControlSlip(
        form_set=issuing.form_set.key,
        letterhead=head_of_door(door, issuing),
        matter=matter_of(issuing),
        one_stop_unit=door.unit.name,
        received_at=state.received_at,
        appointment_at=state.appointment_at,
        hand_overs=_lines(issuing, door),
    )


def _lines(issuing: Issuing, door: Door) -> tuple[HandOver, ...]:
    state = issuing.state
    rules = ruleset_at(business_date(state.received_at or issuing.at))
    stamped = [(one.event, one.at, one.by) for one in issuing.history]
    found = transfers_of(stamped, issuing.at, calendar_of(state.competent_agency), rules)
    names = names_of_officers(officer_id(place.by) for one in found for place in (one.giver, one.receiver) if place)
    words = _Words(issuing, door, names)
    return tuple(words.line(one) for one in found)


class _Words(msgspec.Struct, frozen=True):
    """Names for the places of a hand-over."""

    issuing: Issuing
    door: Door
    names: dict[int, str]

    def line(self, one: Transfer) -> HandOver:
        return HandOver(
            giver=self.place(one.giver),
            giver_name=self.name(one.giver),
            given_at=one.given_at,
            receiver=self.receiver(one),
            receiver_name=self.name(one.receiver) if one.receiver else "",
            received_at=one.received_at,
            outcome=_outcome(one.verdict),
            note=self.note(one),
        )

    def receiver(self, one: Transfer) -> str:
        if one.passing is Passing.WAITING:
            return THE_OTHERS
        return self.place(one.receiver) if one.receiver else ""

    def place(self, place: Place) -> str:
        """A unit in full; with its agency where that is another than the one that decides."""
        if place.unit == DOOR:
            return self.door.unit.name
        if place.unit == APPLICANT:
            return THE_APPLICANT
        known, state = tree(), self.issuing.state
        unit = known.units[place.unit]
        is_at_home = unit.agency_id in (state.competent_agency, state.receiving_agency)
        return unit.name if is_at_home else f"{unit.name}, {known.agencies[unit.agency_id].short_name}"

    def name(self, place: Place) -> str:
        returned_to = self.issuing.state.returned_to
        if place.unit == APPLICANT and returned_to is not None:
            return words_of(returned_to, self.issuing.contents)
        return self.names.get(officer_id(place.by), "")

    def note(self, one: Transfer) -> str:
        parts = [*(self.remark(remark) for remark in one.remarks), PASSING_WORDS[one.passing]]
        said = "; ".join(part for part in parts if part)
        return said[:1].upper() + said[1:]

    def remark(self, remark: Remark) -> str:
        if isinstance(remark, Supplement):
            answered = f"nhận đủ {day_in_table(remark.answered_at)}" if remark.answered_at else "chưa nhận đủ"
            return f"yêu cầu bổ sung {day_in_table(remark.requested_at)}, {answered}"
        if isinstance(remark, Pause):
            until = f"đến {day_in_table(remark.ended_at)}" if remark.ended_at else "đến nay"
            return f"tạm dừng thời hạn ({PAUSE_WORDS[remark.reason]}) từ {day_in_table(remark.started_at)} {until}"
        if isinstance(remark, Opinion):
            return self.opinion(remark)
        return f"gia hạn đến {day_in_table(remark.due_at)}"

    def opinion(self, asked: Opinion) -> str:
        agency = tree().agencies[asked.agency].short_name
        late = " (chậm)" if (asked.answered_at or self.issuing.at) > asked.due_at else ""
        answered = f"trả lời {day_in_table(asked.answered_at)}" if asked.answered_at else "chưa trả lời"
        return f"lấy ý kiến {agency} {day_in_table(asked.asked_at)}, {answered}{late}"


def _outcome(verdict: Verdict | None) -> str:
    """Open steps that ran over are over, whatever comes of them."""
    if verdict is None:
        return ""
    return VERDICT_NAMES[Verdict.LATE if verdict is Verdict.OVERDUE_OPEN else verdict]
