"""A dossier as its applicant reads it: what happened, where it is, who has it, when the result comes, what is needed.

A pure function of the opened file. What is said comes from a list of its own, never from the officers' history: examination
notes, drafts, rework and the names of officers have no way into it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum

import msgspec

from motcua.dossiers.file_view import DossierFile
from motcua.dossiers.history import PAUSE_WORDS
from motcua.law.applicant import Applicant, ApplicantKind
from motcua.law.deadline import Level, TimeLeft, Verdict
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Channel, Delivery, PauseReason, Status, Supplement
from motcua.law.sentence import Sentence

LEAST_STARS = 2


class Stage(StrEnum):
    """The four stations of a dossier that everybody understands."""

    FILED = "FILED"
    WORKING = "WORKING"
    READY = "READY"
    GIVEN = "GIVEN"


class Mark(StrEnum):
    """How a line of the page stands to today."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"


class Tone(StrEnum):
    """How the time of a dossier is said: calm, good, or that something went wrong."""

    CALM = "calm"
    GOOD = "good"
    LATE = "late"


STAGE_NAMES: dict[Stage, Sentence] = {
    Stage.FILED: Sentence("Đã nộp"),
    Stage.WORKING: Sentence("Đang giải quyết"),
    Stage.READY: Sentence("Có kết quả"),
    Stage.GIVEN: Sentence("Đã trả"),
}
# A dossier that ended without a result: what its last station is called, and the sentence in the time line.
ENDINGS: dict[Status, tuple[Sentence, Sentence]] = {
    Status.REJECTED: (Sentence("Không tiếp nhận"), Sentence("Hồ sơ không được tiếp nhận")),
    Status.WITHDRAWN: (Sentence("Đã rút"), Sentence("Hồ sơ đã rút theo yêu cầu của người nộp")),
    Status.STOPPED: (Sentence("Đã dừng"), Sentence("Cơ quan dừng giải quyết hồ sơ")),
    Status.RETURNED_NOT_ELIGIBLE: (Sentence("Trả lại"), Sentence("Hồ sơ không đủ điều kiện, đã trả lại kèm văn bản nêu lý do")),
}
STAGES: dict[Status, Stage] = {
    Status.DRAFT: Stage.FILED,
    Status.SUBMITTED: Stage.FILED,
    Status.COMPLETED: Stage.READY,
    Status.RESULT_RETURNED: Stage.GIVEN,
}
"""Where a state is not named here, the dossier is being worked on."""


class Places(msgspec.Struct, frozen=True):
    """Names as citizens know them, by id: units with their agency, and agencies."""

    units: Mapping[int, str]
    agencies: Mapping[int, str]


class StageLine(msgspec.Struct, frozen=True):
    """One of the stations; exactly one is `now`."""

    name: Sentence
    mark: Mark


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the time line. `words` were written to the applicant; `items` are names of papers."""

    at: datetime | None
    what: Sentence
    words: str = ""
    items: tuple[str, ...] = ()
    mark: Mark = Mark.DONE


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """What the applicant has to do now. `at_counter`: it is done at the counter, so its hours matter."""

    what: Sentence
    words: str = ""
    items: tuple[str, ...] = ()
    hint: Sentence | None = None
    at_counter: bool = True
    is_good_news: bool = False


class TimeLine(msgspec.Struct, frozen=True, kw_only=True):
    """The page. `appointment_at` is what the applicant was last told, `first_appointment_at` the first promise where it differs."""

    code: str
    applicant: str
    stages: tuple[StageLine, ...]
    headline: Sentence
    where: Sentence | None
    reason: str
    need: Need | None
    moments: tuple[Moment, ...]
    appointment_at: datetime | None
    first_appointment_at: datetime | None
    clock: Sentence | None
    tone: Tone
    apology: Moment | None
    is_open: bool


def masked(applicant: Applicant | None) -> str:
    """A person's name that only who knows it recognises: "Đ** Đ*** Đăng" (domain §9.6). Organisations have no personal name."""
    if applicant is None:
        return ""
    name = unicodedata.normalize("NFC", applicant.full_name)
    if applicant.kind is ApplicantKind.ORGANISATION:
        return name
    *before, last = name.split() or [""]
    return " ".join([*map(_starred, before), last if before else _starred(last)])


def _starred(word: str) -> str:
    return word[:1] + "*" * max(LEAST_STARS, len(word) - 1)


def time_line(file: DossierFile, places: Places) -> TimeLine:
    """Everything the applicant is told of a dossier. Unit names are said, never an officer's."""
    state = file.state
    ended_badly = state.status in ENDINGS
    clock, tone = _clock(file)
    is_open = not ended_badly and state.status not in (Status.COMPLETED, Status.RESULT_RETURNED)
    first = state.original_due_at
    return TimeLine(
        code=state.code,
        applicant=masked(file.applicant),
        stages=_stages(state),
        headline=_headline(state),
        where=_where(state, places),
        reason=file.words(state.end_reason) if ended_badly else "",
        need=_need(file, places),
        moments=_moments(file, places),
        appointment_at=state.appointment_at,
        first_appointment_at=first if first != state.appointment_at else None,
        clock=clock,
        tone=tone,
        apology=_apology(file, places),
        is_open=is_open,
    )


def _stages(state: DossierState) -> tuple[StageLine, ...]:
    ending = ENDINGS.get(state.status)
    if ending:
        passed = [Stage.FILED, Stage.WORKING] if state.received_at else [Stage.FILED]
        return (*(StageLine(STAGE_NAMES[stage], Mark.DONE) for stage in passed), StageLine(ending[0], Mark.NOW))
    order = list(Stage)
    here = order.index(STAGES.get(state.status, Stage.WORKING))
    marks = [Mark.DONE] * here + [Mark.NOW] + [Mark.NEXT] * (len(order) - here - 1)
    return tuple(StageLine(STAGE_NAMES[stage], mark) for stage, mark in zip(order, marks, strict=True))


_HEADLINES: dict[Status, Sentence] = {
    Status.DRAFT: Sentence("Hồ sơ chưa được nộp"),
    Status.SUBMITTED: Sentence("Hồ sơ đang chờ tiếp nhận"),
    Status.CONSULTING: Sentence("Hồ sơ đang chờ ý kiến của cơ quan liên quan"),
    Status.SUPPLEMENT_REQUESTED: Sentence("Hồ sơ đang chờ Ông/Bà bổ sung giấy tờ"),
    Status.AWAITING_PAYMENT: Sentence("Hồ sơ đang chờ Ông/Bà thực hiện nghĩa vụ tài chính"),
    Status.COMPLETED: Sentence("Hồ sơ đã có kết quả"),
    Status.RESULT_RETURNED: Sentence("Đã trả kết quả cho Ông/Bà"),
}
_WORKING = Sentence("Hồ sơ đang được giải quyết")


def _headline(state: DossierState) -> Sentence:
    ending = ENDINGS.get(state.status)
    return ending[1] if ending else _HEADLINES.get(state.status, _WORKING)


def _where(state: DossierState, places: Places) -> Sentence | None:
    """Who has the dossier now, as a unit; nobody any more once it has ended. Where a result waits is said by what is needed."""
    if state.status is Status.CONSULTING:
        asked = ", ".join(places.agencies.get(opinion.agency, "") for opinion in state.opinions if opinion.answered_at is None)
        if asked:
            return Sentence("Đang hỏi ý kiến {agencies}.", {"agencies": asked})
    if state.open_runs:
        names = dict.fromkeys(places.units.get(run.unit, "") for run in state.open_runs)
        return Sentence("Đang ở {unit}.", {"unit": ", ".join(names)})
    return Sentence("Đang ở {unit}.", {"unit": _door(state, places)}) if state.status is Status.SUBMITTED else None


def _door(state: DossierState, places: Places) -> str:
    """Where it was received and is handed over."""
    return places.units.get(state.plan[0].unit, "") if state.plan else places.agencies.get(state.receiving_agency, "")


def _clock(file: DossierFile) -> tuple[Sentence | None, Tone]:
    """Time left, how late, or how it ended, against the legal time: an apology's new appointment changes nothing here."""
    state = file.state
    if state.pause is not None:
        tone = Tone.LATE if file.verdict is Verdict.OVERDUE_OPEN else Tone.CALM
        return Sentence("Thời hạn đang tạm dừng: {why}.", {"why": PAUSE_WORDS[state.pause.reason]}), tone
    if file.left is not None:
        return _running(file.left, file.late_days)
    if file.verdict is None:
        return None, Tone.CALM
    return _ended(file)


def _running(left: TimeLeft, late_days: int) -> tuple[Sentence, Tone]:
    if left.level is Level.OVER:
        late = Sentence("Đã quá hạn {days} ngày làm việc.", {"days": late_days}, count=late_days)
        return late if late_days else Sentence("Đã quá hạn."), Tone.LATE
    if left.level is Level.TODAY:
        return Sentence("Đến hạn hôm nay."), Tone.CALM
    if not left.working_days:
        return Sentence("Còn trong hạn."), Tone.CALM
    return Sentence("Còn {days} ngày làm việc.", {"days": left.working_days}, count=left.working_days), Tone.CALM


def _ended(file: DossierFile) -> tuple[Sentence | None, Tone]:
    if file.verdict is Verdict.LATE:
        days = file.late_days
        late = Sentence("Giải quyết quá hạn {days} ngày làm việc.", {"days": days}, count=days) if days else Sentence("Giải quyết quá hạn.")
        return late, Tone.LATE
    if file.state.status in ENDINGS:
        return None, Tone.CALM
    return (Sentence("Giải quyết trước hạn.") if file.verdict is Verdict.EARLY else Sentence("Giải quyết đúng hạn.")), Tone.GOOD


def _need(file: DossierFile, places: Places) -> Need | None:
    state = file.state
    if state.status is Status.SUPPLEMENT_REQUESTED and state.supplements:
        asked = state.supplements[-1]
        return Need(
            what=Sentence("Ông/Bà cần bổ sung giấy tờ"),
            items=_papers(file, asked.requirements),
            words=file.words(asked.request),
            hint=Sentence(
                "Nộp trong {days} ngày kể từ ngày yêu cầu; quá thời gian này hồ sơ có thể bị dừng giải quyết.",
                {"days": file.case.supplement_window_days},
                count=file.case.supplement_window_days,
            ),
        )
    if state.status is Status.AWAITING_PAYMENT:
        return Need(
            what=Sentence("Ông/Bà cần thực hiện nghĩa vụ tài chính theo thông báo đã nhận"),
            hint=Sentence("Thời gian chờ không tính vào thời hạn giải quyết."),
            at_counter=False,
        )
    return _collecting(state, places) if state.status is Status.COMPLETED else None


def _collecting(state: DossierState, places: Places) -> Need:
    if state.delivery is Delivery.POST:
        what, at_counter = Sentence("Kết quả được gửi đến Ông/Bà qua bưu chính công ích"), False
    elif state.delivery is Delivery.ONLINE:
        what, at_counter = Sentence("Kết quả được trả trực tuyến, bản điện tử có ký số"), False
    else:
        what, at_counter = Sentence("Mời Ông/Bà đến nhận kết quả tại {unit}", {"unit": _door(state, places)}), True
    hint = Sentence("Mang theo giấy tiếp nhận hồ sơ và thẻ căn cước; nhận thay thì mang thêm văn bản ủy quyền.") if at_counter else None
    return Need(what=what, hint=hint, at_counter=at_counter, is_good_news=True)


def _papers(file: DossierFile, keys: Iterable[str]) -> tuple[str, ...]:
    names = {requirement.key: requirement.name for requirement in file.case.requirements}
    return tuple(names[key] for key in keys if key in names)


def _apology(file: DossierFile, places: Places) -> Moment | None:
    """The apology in words, once the agency that owes it has given it."""
    apology = file.state.apology
    if apology is None:
        return None
    name = places.agencies.get(apology.agency, "")
    what = Sentence("{agency} xin lỗi Ông/Bà vì chậm trả kết quả và hẹn lại ngày trả", {"agency": name})
    return Moment(at=apology.at, what=what, words=file.words(apology.reason))


def _moments(file: DossierFile, places: Places) -> tuple[Moment, ...]:
    """Past moments in order of time, the last one marked, then what comes next."""
    state = file.state
    told = [*_filed(state, places), *_passages(state, places), *_asked(file, places), *_waited(state), *_came_about(state, places)]
    apology = _apology(file, places)
    if apology is not None:
        told.append(apology)
    if state.extension is not None:
        told.append(Moment(at=state.extension.at, what=Sentence("Gia hạn giải quyết theo quy định"), words=state.extension.basis))
    told.sort(key=lambda moment: moment.at or state.last_at)
    if ending := ENDINGS.get(state.status):
        at = state.processing_ended_at or state.last_at
        told.append(Moment(at=at, what=ending[1], words=file.words(state.end_reason)))
    return (*told[:-1], msgspec.structs.replace(told[-1], mark=Mark.NOW), *_coming(state))


def _filed(state: DossierState, places: Places) -> Iterator[Moment]:
    door = {"unit": _door(state, places)}
    if state.received_at is not None and state.channel is Channel.DIRECT:
        yield Moment(at=state.received_at, what=Sentence("Nộp và được tiếp nhận tại {unit}", door))
        return
    ways = {Channel.ONLINE: Sentence("Nộp hồ sơ trực tuyến"), Channel.POSTAL: Sentence("Nộp hồ sơ qua bưu chính công ích")}
    yield Moment(at=state.submitted_at, what=ways.get(state.channel, Sentence("Nộp hồ sơ")))
    if state.received_at is not None:
        yield Moment(at=state.received_at, what=Sentence("{unit} tiếp nhận hồ sơ, thời hạn bắt đầu tính", door))


def _passages(state: DossierState, places: Places) -> Iterator[Moment]:
    """The first arrival in each unit. A dossier that goes back for rework is the house's own affair."""
    seen = {state.plan[0].unit} if state.plan else set()
    for run in state.runs:
        if run.unit not in seen:
            seen.add(run.unit)
            yield Moment(at=run.entered_at, what=Sentence("Chuyển đến {unit}", {"unit": places.units.get(run.unit, "")}))


def _asked(file: DossierFile, places: Places) -> Iterator[Moment]:
    for supplement in file.state.supplements:
        yield _supplement(file, supplement)
        if supplement.answered_at is not None:
            yield Moment(at=supplement.answered_at, what=Sentence("Đã nhận giấy tờ bổ sung"))
    for opinion in file.state.opinions:
        agency = {"agency": places.agencies.get(opinion.agency, "")}
        yield Moment(at=opinion.asked_at, what=Sentence("Hỏi ý kiến {agency}", agency))
        if opinion.answered_at is not None:
            yield Moment(at=opinion.answered_at, what=Sentence("{agency} đã trả lời ý kiến", agency))


def _supplement(file: DossierFile, supplement: Supplement) -> Moment:
    items = _papers(file, supplement.requirements)
    return Moment(
        at=supplement.requested_at, what=Sentence("Đề nghị Ông/Bà bổ sung giấy tờ"), items=items, words=file.words(supplement.request)
    )


def _waited(state: DossierState) -> Iterator[Moment]:
    """Pauses of the clock; the one for a supplement is told with the supplement."""
    for pause in state.pauses:
        if pause.reason is PauseReason.SUPPLEMENT:
            continue
        yield Moment(at=pause.started_at, what=Sentence("Tạm dừng tính thời hạn: {why}", {"why": PAUSE_WORDS[pause.reason]}))
        if pause.ended_at is not None and state.status not in ENDINGS:
            yield Moment(at=pause.ended_at, what=Sentence("Thời hạn được tính tiếp"))


def _came_about(state: DossierState, places: Places) -> Iterator[Moment]:
    """The result: signed, numbered, at the counter, handed over."""
    result = state.result
    if result is not None and result.approved_at is not None:
        yield Moment(at=result.approved_at, what=Sentence("Kết quả đã được ký duyệt"))
    if result is not None and result.numbered_at is not None:
        yield Moment(at=result.numbered_at, what=Sentence("Kết quả đã vào sổ, đóng dấu"))
    if state.status not in (Status.COMPLETED, Status.RESULT_RETURNED):
        return
    yield Moment(at=state.processing_ended_at, what=Sentence("Đã có kết quả tại {unit}", {"unit": _door(state, places)}))
    if state.returned_at is not None:
        yield Moment(at=state.returned_at, what=_GIVEN_BY.get(state.delivery, Sentence("Đã trả kết quả")))


_GIVEN_BY: dict[Delivery, Sentence] = {
    Delivery.COUNTER: Sentence("Đã trả kết quả tại quầy"),
    Delivery.POST: Sentence("Đã gửi kết quả qua bưu chính công ích"),
    Delivery.ONLINE: Sentence("Đã trả kết quả trực tuyến"),
}


def _coming(state: DossierState) -> Iterator[Moment]:
    """What comes next, as long as something does."""
    if state.status in ENDINGS or state.status is Status.RESULT_RETURNED:
        return
    if state.status is Status.COMPLETED:
        yield Moment(at=None, what=Sentence("Trả kết quả cho Ông/Bà"), mark=Mark.NEXT)
        return
    if state.received_at is None:
        yield Moment(at=state.answer_due_at, what=Sentence("Trả lời việc tiếp nhận, muộn nhất"), mark=Mark.NEXT)
        return
    yield Moment(at=state.appointment_at, what=Sentence("Hẹn trả kết quả"), mark=Mark.NEXT)
