"""Writing who holds which post: appointments, reliefs and stand-ins, each with its days."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet

from motcua.agencies import events as e
from motcua.agencies.models import Appointment, Officer, Post
from motcua.agencies.record import CHILDREN, child_id
from motcua.agencies.writing import in_one_piece, put_person, write_officer
from motcua.foundation.access import Act, Actor, Subject, require
from motcua.foundation.models import Account
from motcua.law.codes import parse_person_name, parse_phone
from motcua.law.refusal import Refusal


def register_officer(actor: Actor, account_id: int, full_name: str, *, phone: str = "", email: str = "", at: datetime) -> int | Refusal:
    """Make the holder of an account an officer and return the id, which is the account's. Refused: wrong name or phone, no such account."""

    def act() -> int | Refusal:
        if refusal := require(actor, Act.ADMINISTER_OFFICERS, Subject()):
            return refusal
        details = _details(full_name, phone, email)
        if isinstance(details, Refusal):
            return details
        if not Account.objects.filter(id=account_id, kind=Account.Kind.OFFICER).exists():
            return Refusal(code="ACCOUNT_UNKNOWN", template="Không có tài khoản công vụ này.", field="account")
        if Officer.objects.filter(id=account_id).exists():
            return Refusal(code="OFFICER_TWICE", template="Tài khoản này đã gắn với một cán bộ.", field="account")
        person = put_person(account_id, details)
        write_officer(account_id, [e.OfficerRegistered(account=account_id, person=person)], at=at, actor=actor.journal_name)
        return account_id

    return in_one_piece(act)


def change_officer(actor: Actor, officer_id: int, full_name: str, *, phone: str = "", email: str = "", at: datetime) -> Refusal | None:
    """Correct an officer's name, phone and email. Refused: no right, wrong name or phone, no such officer."""

    def act() -> Refusal | None:
        if refusal := require(actor, Act.ADMINISTER_OFFICERS, Subject()):
            return refusal
        details = _details(full_name, phone, email)
        if isinstance(details, Refusal):
            return details
        if not Officer.objects.filter(id=officer_id).exists():
            return Refusal(code="OFFICER_UNKNOWN", template="Không có cán bộ này.", field="officer")
        event = e.OfficerChanged(person=put_person(officer_id, details))
        write_officer(officer_id, [event], at=at, actor=actor.journal_name)
        return None

    return in_one_piece(act)


def _details(full_name: str, phone: str, email: str) -> e.PersonalDetails | Refusal:
    name = parse_person_name(full_name)
    number = parse_phone(phone) if phone else ""
    if isinstance(name, Refusal):
        return name
    if isinstance(number, Refusal):
        return number
    return e.PersonalDetails(full_name=name, phone=number, email=email)


def appoint(
    actor: Actor, officer_id: int, post_id: int, *, from_day: date, to_day: date | None = None, at: datetime, decision: str = ""
) -> int | Refusal:
    """Bind an officer to a post from one day to another (included) and return the appointment's id."""

    def act() -> int | Refusal:
        if refusal := require(actor, Act.ADMINISTER_OFFICERS, Subject()):
            return refusal
        refusal = _fault(officer_id, post_id, from_day, to_day)
        return refusal or _write(actor, officer_id, _appointed(officer_id, post_id, from_day, to_day, None, decision), at)

    return in_one_piece(act)


def stand_in(
    actor: Actor, officer_id: int, post_id: int, *, absent_id: int, from_day: date, to_day: date, at: datetime, decision: str = ""
) -> int | Refusal:
    """Let an officer stand in for the absent holder of a post for some days (included); rights come and go with the days."""

    def act() -> int | Refusal:
        if refusal := require(actor, Act.ADMINISTER_OFFICERS, Subject()):
            return refusal
        if officer_id == absent_id:
            return Refusal(code="STAND_IN_SELF", template="Người làm thay phải là người khác.", field="officer")
        refusal = _fault(officer_id, post_id, from_day, to_day) or _absent_fault(absent_id, post_id, from_day, to_day)
        return refusal or _write(actor, officer_id, _appointed(officer_id, post_id, from_day, to_day, absent_id, decision), at)

    return in_one_piece(act)


def relieve(actor: Actor, appointment_id: int, *, last_day: date, at: datetime, decision: str = "") -> Refusal | None:
    """End an appointment or a standing-in after `last_day`. Standing-ins for the same post end no later."""

    def act() -> Refusal | None:
        if refusal := require(actor, Act.ADMINISTER_OFFICERS, Subject()):
            return refusal
        held = Appointment.objects.filter(id=appointment_id).first()
        if held is None or (held.valid_to is not None and held.valid_to <= last_day):
            return Refusal(code="NOT_HELD", template="Không có phân công này, hoặc phân công đã kết thúc.")
        if last_day < held.valid_from:
            template = "Ngày kết thúc phải từ ngày {begun} trở đi."
            return Refusal(code="BEFORE_BEGIN", template=template, params={"begun": f"{held.valid_from:%d/%m/%Y}"}, field="last_day")
        _end(actor, held, last_day, at, decision)
        for other in _stand_ins_of(held, last_day):
            _end(actor, other, max(last_day, other.valid_from), at, decision)
        return None

    return in_one_piece(act)


def _end(actor: Actor, held: Appointment, last_day: date, at: datetime, decision: str) -> None:
    event = e.Relieved(no=held.id % CHILDREN, last_day=last_day, decision=decision)
    write_officer(held.officer_id, [event], at=at, actor=actor.journal_name)


def _stand_ins_of(held: Appointment, last_day: date) -> list[Appointment]:
    longer = Q(valid_to=None) | Q(valid_to__gt=last_day)
    return list(Appointment.objects.filter(longer, post_id=held.post_id, stand_in_for_id=held.officer_id))


def _fault(officer_id: int, post_id: int, from_day: date, to_day: date | None) -> Refusal | None:
    if to_day is not None and to_day < from_day:
        return Refusal(code="DAYS_REVERSED", template="Ngày kết thúc phải từ ngày bắt đầu trở đi.", field="to_day")
    if not Officer.objects.filter(id=officer_id).exists():
        return Refusal(code="OFFICER_UNKNOWN", template="Không có cán bộ này.", field="officer")
    post = Post.objects.select_related("unit").filter(id=post_id).first()
    if post is None or (post.valid_to is not None and post.valid_to < (to_day or date.max)):
        return Refusal(code="POST_UNKNOWN", template="Không có vị trí này, hoặc vị trí đóng trước ngày kết thúc phân công.", field="post")
    if post.valid_from is not None and from_day < post.valid_from:
        template = "Vị trí có từ ngày {begun}."
        return Refusal(code="BEFORE_POST", template=template, params={"begun": f"{post.valid_from:%d/%m/%Y}"}, field="from_day")
    if _overlapping(officer_id, post_id, from_day, to_day).exists():
        return Refusal(code="HELD_ALREADY", template="Cán bộ đã giữ vị trí này trong thời gian đó.", field="from_day")
    return None


def _overlapping(officer_id: int, post_id: int, from_day: date, to_day: date | None) -> QuerySet[Appointment]:
    not_before = Q(valid_to=None) | Q(valid_to__gte=from_day)
    return Appointment.objects.filter(not_before, officer_id=officer_id, post_id=post_id, valid_from__lte=to_day or date.max)


def _absent_fault(absent_id: int, post_id: int, from_day: date, to_day: date) -> Refusal | None:
    whole_time = Q(valid_to=None) | Q(valid_to__gte=to_day)
    if Appointment.objects.filter(whole_time, officer_id=absent_id, post_id=post_id, valid_from__lte=from_day).exists():
        return None
    return Refusal(code="NOT_HOLDER", template="Người vắng mặt không giữ vị trí này trong cả thời gian làm thay.", field="absent")


def _appointed(officer_id: int, post_id: int, from_day: date, to_day: date | None, absent_id: int | None, decision: str) -> e.Appointed:
    last = Appointment.objects.filter(officer_id=officer_id).order_by("-id").values_list("id", flat=True).first()
    no = (last % CHILDREN if last else 0) + 1
    return e.Appointed(no=no, post=post_id, valid_from=from_day, valid_to=to_day, stand_in_for=absent_id, decision=decision)


def _write(actor: Actor, officer_id: int, event: e.Appointed, at: datetime) -> int:
    write_officer(officer_id, [event], at=at, actor=actor.journal_name)
    return child_id(officer_id, event.no)
