"""Why a dossier is early, on time or late, in plain sentences a trainer can read aloud, in the order in which it came about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from motcua.law.calendar import WorkingCalendar, business_date
from motcua.law.deadline import Verdict
from motcua.law.deadline.due import UNIT_WORDS
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import PauseReason, Status, Supplement
from motcua.law.play import Outcome
from motcua.law.procedure import ClockOnSupplement, Term, TermUnit
from motcua.law.sentence import Sentence
from motcua.web.design.formats import date_vn, instant_words, time_vn
from motcua.web.play.vocabulary import PAUSES
from motcua.web.play.wording import working_time

ENDS: dict[Status, Sentence] = {
    Status.WITHDRAWN: Sentence("Người nộp rút hồ sơ"),
    Status.STOPPED: Sentence("Cơ quan dừng giải quyết"),
    Status.RETURNED_NOT_ELIGIBLE: Sentence("Cơ quan trả lại hồ sơ không đủ điều kiện"),
}
DONE = Sentence("Cơ quan xử lý xong")


def verdict_because(state: DossierState, outcome: Outcome, as_of: datetime, calendar: WorkingCalendar, clock: str) -> Iterator[Sentence]:
    """The sentences that lead to the verdict; `clock` is what the procedure does when a supplement arrives."""
    if state.received_at is None or state.legal_due_at is None:
        yield _never_received(state)
        return
    yield Sentence(
        "Tiếp nhận lúc {received}. Thời hạn {term}, nên hạn ban đầu là {due}.",
        {
            "received": instant_words(state.received_at),
            "term": term_words(state.term) if state.term else "",
            "due": instant_words(state.original_due_at),
        },
    )
    yield from _pauses(state, calendar, clock)
    yield from _extension(state)
    if state.legal_due_at != state.original_due_at:
        yield Sentence(
            "Hạn theo luật vì vậy là {legal}. Hạn ban đầu vẫn được giữ để đối chiếu.", {"legal": instant_words(state.legal_due_at)}
        )
    yield _end(state, outcome, as_of)
    yield from _after_the_end(state, outcome)


def term_words(term: Term) -> Sentence:
    """A term as it is said: "5 ngày làm việc", "đến ngày 31/12/2026"."""
    if term.unit is TermUnit.FIXED_DATE:
        year, month, day = term.fixed_date.split("-")
        return Sentence("đến ngày {day}", {"day": f"{day}/{month}/{year}"})
    if term.unit is TermUnit.SAME_DAY_15H:
        return Sentence("trả kết quả trong ngày")
    return Sentence("{amount} {unit}", {"amount": term.amount, "unit": UNIT_WORDS[term.unit]})


def _never_received(state: DossierState) -> Sentence:
    if state.status is Status.REJECTED:
        return Sentence("Hồ sơ bị từ chối tiếp nhận: không phải hồ sơ đã giải quyết, nên không xét sớm, đúng hay trễ hạn.")
    return Sentence("Hồ sơ chưa được tiếp nhận: thời hạn chưa bắt đầu tính.")


def _pauses(state: DossierState, calendar: WorkingCalendar, clock: str) -> Iterator[Sentence]:
    for pause in state.pauses:
        said: dict[str, Any] = {"start": instant_words(pause.started_at), "reason": str(PAUSES[pause.reason])}
        if pause.ended_at is None:
            yield Sentence("Thời hạn dừng tính từ {start} ({reason}) và chưa chạy lại; hồ sơ được xét theo lúc dừng.", said)
            continue
        said |= {"end": instant_words(pause.ended_at), "length": working_time(calendar.between(pause.started_at, pause.ended_at))}
        if pause.reason is PauseReason.SUPPLEMENT and clock == ClockOnSupplement.RESTART:
            yield Sentence("Thời hạn dừng từ {start} đến {end} ({reason}), rồi tính lại từ đầu theo quy định của thủ tục.", said)
        else:
            yield Sentence("Thời hạn dừng từ {start} đến {end} ({reason}): {length} không tính vào thời hạn.", said)


def _extension(state: DossierState) -> Iterator[Sentence]:
    if state.extension is not None:
        yield Sentence(
            "Gia hạn theo luật trước khi hết hạn: từ {before} đến {after}.",
            {"before": instant_words(state.extension.previous_due_at), "after": instant_words(state.extension.due_at)},
        )


def _end(state: DossierState, outcome: Outcome, as_of: datetime) -> Sentence:
    ended, due = state.processing_ended_at, state.legal_due_at
    said: dict[str, Any] = {
        "what": ENDS.get(state.status, DONE),
        "end": instant_words(ended),
        "due": instant_words(due),
        "day": date_vn(due),
        "time": time_vn(due),
        "look": instant_words(as_of),
        "days": outcome.late_working_days,
    }
    if outcome.verdict is Verdict.WITHIN:
        return _within(state, said)
    return Sentence(_END_WORDS[outcome.verdict or Verdict.WITHIN, outcome.late_working_days > 0], said)


def _within(state: DossierState, said: dict[str, Any]) -> Sentence:
    if state.pause is not None:
        return Sentence("Xem lúc {look}: chưa xong, thời hạn đang dừng và khi dừng vẫn chưa quá hạn: không trễ.", said)
    return Sentence("Xem lúc {look}: chưa xong, hạn {due} chưa qua: còn trong hạn.", said)


_EARLY = Sentence("{what} lúc {end}, trước ngày hạn {day}: trước hạn.")
_ON_TIME = Sentence("{what} lúc {end}, trong ngày hạn và không quá {time}: đúng hạn.")
_LATE_DAYS = Sentence("{what} lúc {end}, sau hạn {due}: quá hạn {days} ngày làm việc.")
_LATE_SAME_DAY = Sentence("{what} lúc {end}, sau hạn {due}: quá hạn, chưa đủ một ngày làm việc.")
_OPEN_DAYS = Sentence("Xem lúc {look}: chưa xong và đã qua hạn {due}: quá hạn {days} ngày làm việc, còn tăng mỗi ngày.")
_OPEN_SAME_DAY = Sentence("Xem lúc {look}: chưa xong và đã qua hạn {due}: quá hạn, chưa đủ một ngày làm việc.")
_END_WORDS: dict[tuple[Verdict, bool], str] = {
    (verdict, by_days): (days if by_days else same_day).template
    for verdict, days, same_day in (
        (Verdict.EARLY, _EARLY, _EARLY),
        (Verdict.ON_TIME, _ON_TIME, _ON_TIME),
        (Verdict.LATE, _LATE_DAYS, _LATE_SAME_DAY),
        (Verdict.OVERDUE_OPEN, _OPEN_DAYS, _OPEN_SAME_DAY),
    )
    for by_days in (True, False)
}


def _after_the_end(state: DossierState, outcome: Outcome) -> Iterator[Sentence]:
    is_late = outcome.verdict in (Verdict.LATE, Verdict.OVERDUE_OPEN)
    if state.apology is not None:
        yield Sentence(
            "Đã có thư xin lỗi, hẹn lại {appointment}. Ngày hẹn lại báo cho người nộp biết khi nào có kết quả, không đổi kết luận.",
            {"appointment": instant_words(state.apology.appointment_at)},
        )
    elif is_late:
        yield Sentence("Chưa có thư xin lỗi: trong báo cáo, hồ sơ này nằm ở phần quá hạn chưa có thư xin lỗi.")
    if state.status is Status.WITHDRAWN and is_late:
        yield Sentence("Rút hồ sơ khi đã quá hạn không xóa được việc trễ hạn.")
    ended = state.processing_ended_at
    if state.returned_at and ended and business_date(state.returned_at) > business_date(ended):
        yield Sentence(
            "Người nộp nhận kết quả lúc {returned}. Đến nhận muộn không làm hồ sơ trễ hạn.", {"returned": instant_words(state.returned_at)}
        )
    if state.opinions:
        yield Sentence("Hỏi ý kiến cơ quan khác không làm dừng thời hạn của cơ quan chủ trì.")


def indicator_because(state: DossierState) -> Sentence:
    """How indicator 2.1 of Quyết định 766/QĐ-TTg came to its verdict, which may differ from the law's."""
    asked: list[Supplement] = [one for one in state.supplements if one.after_reception]
    if state.received_at is None:
        return Sentence("Chỉ số chỉ xét hồ sơ đã tiếp nhận.")
    if len(asked) > 1:
        return Sentence("Yêu cầu bổ sung hơn một lần sau tiếp nhận: chỉ số tính quá hạn, dù xử lý nhanh.")
    if asked and asked[0].answered_at is not None:
        return Sentence("Chỉ số lấy lúc kết thúc, trừ thời gian chờ bổ sung (tính cả ngày nghỉ), rồi so với hạn ban đầu.")
    if asked and state.processing_ended_at is None:
        return Sentence("Chưa bổ sung: chỉ số lấy lúc yêu cầu bổ sung làm lúc kết thúc, rồi so với hạn ban đầu.")
    if state.processing_ended_at is None:
        return Sentence("Hồ sơ chưa xong: chỉ số so lúc xem với hạn ban đầu, cộng phần gia hạn theo luật nếu có.")
    return Sentence("Chỉ số so lúc kết thúc với hạn ban đầu, cộng phần gia hạn theo luật nếu có.")
