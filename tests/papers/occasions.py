"""What calls for the slips of a real dossier, and what they say once the worker has issued them."""

from __future__ import annotations

import hashlib

from motcua.dossiers import commands as c
from motcua.dossiers.queries import get_state
from motcua.foundation import files, outbox
from motcua.foundation.chain import Stream
from motcua.foundation.journal import read
from motcua.law.dossier.reasons import Confirmation, WithdrawalCause
from motcua.law.dossier.values import DossierPaper, PaperStatus, Slip
from motcua.papers.setting import set_slip
from tests.dossiers.going import Going, key
from tests.dossiers.ward import done, vn
from tests.papers.samples import text_of

BASIS = "Khoản 2 Điều 7 Thông tư 01/2018/TT-VPCP"


def work() -> None:
    """The worker does everything that waits, and nothing fails."""
    while outbox.run_once():
        pass
    assert outbox.list_failures() == []


def slips(going: Going, form: str) -> list[Slip]:
    return [slip for slip in get_state(going.id).slips if slip.form == form]


def said(going: Going, slip: Slip) -> str:
    """The words of the stored paper, which is the one its stored words give."""
    assert hashlib.sha256(set_slip(going.id, slip)).hexdigest() == slip.file
    assert slip.file in " ".join(event.payload for event in read(Stream("dossier", going.id)))
    with files.open(slip.file) as stored:
        return text_of(stored.read())


def ask(going: Going, who: str, basis: str = "") -> None:
    line = c.Lacking(key=key(going, 1), missing="Giấy chứng sinh bị mờ số", remedy="Xin bệnh viện cấp lại bản rõ số")
    done(c.request_supplement(going.ward.actor(who), going.id, [line], "Chưa đủ căn cứ", at=going.next(), override_basis=basis))


def answer(going: Going) -> None:
    paper = DossierPaper(key=key(going, 1), status=PaperStatus.GIVEN, originals=1)
    done(c.answer_supplement(going.ward.actor("reception"), going.id, [paper], at=going.next()))


def refuse(going: Going) -> None:
    done(c.refuse_at_door(going.ward.actor("reception"), going.id, "Nơi cư trú không thuộc phường", at=going.next()))


def apologise(going: Going) -> None:
    reason, at = "Hồ sơ cần xác minh thêm", going.next("2026-03-06 09:00")
    done(c.apologise(going.ward.actor("approver"), going.id, reason, vn("2026-03-13 17:00"), at=at))


def stop(going: Going, who: str = "approver") -> None:
    done(c.stop(going.ward.actor(who), going.id, "Người được khai sinh đã được đăng ký nơi khác", at=going.next()))


def withdraw(going: Going) -> None:
    confirmed = (WithdrawalCause.NO_LONGER_NEEDED, "Không còn nhu cầu", Confirmation.OTP, "OTP-88121")
    done(c.withdraw(going.ward.actor("reception"), going.id, *confirmed, at=going.next()))
