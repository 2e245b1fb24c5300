"""What was printed stays as it was: the agency's name of that day, and numbers of different books that are never one another."""

from __future__ import annotations

import hashlib
from datetime import date

from motcua.agencies.commands import change_agency
from motcua.agencies.commands.tree import AgencyChange
from motcua.dossiers import commands as dossiers
from motcua.dossiers.models import Dossier
from motcua.foundation.access import SYSTEM
from motcua.law.dossier.values import Slip
from motcua.law.refusal import Refusal
from motcua.papers.commands import issue_receipt
from motcua.papers.setting import set_slip
from tests.dossiers.going import assigned, received
from tests.dossiers.ward import Ward, done, intake, vn
from tests.papers.samples import text_of

NEW_NAME = "Ủy ban nhân dân phường Trường Yên"


def receipt(ward: Ward, dossier_id: int, when: str) -> Slip:
    slip = issue_receipt(ward.actor("reception"), dossier_id, at=vn(when))
    assert not isinstance(slip, Refusal), slip.message
    return slip


def rename(ward: Ward) -> None:
    change = AgencyChange(name=NEW_NAME, short_name="phường Trường Yên")
    assert change_agency(SYSTEM, ward.id, change, from_day=date(2026, 3, 10), at=vn("2026-03-10 08:00"), decision="21/NQ") is None


def test_a_paper_of_the_past_keeps_the_name_of_its_day_after_the_agency_was_renamed(ward: Ward) -> None:
    old = received(ward)
    slip = receipt(ward, old.id, "2026-03-02 09:05")
    rename(ward)
    again = set_slip(old.id, slip)
    assert hashlib.sha256(again).hexdigest() == slip.file
    assert "Hoa Lư" in text_of(again)
    assert "Trường Yên" not in text_of(again)
    new = received(ward, "2026-03-11 09:00")
    assert "Trường Yên" in text_of(set_slip(new.id, receipt(ward, new.id, "2026-03-11 09:05")))


def test_code_register_line_receipt_and_document_are_numbered_each_in_its_own_book(ward: Ward) -> None:
    done(dossiers.refuse_at_counter(ward.actor("reception"), intake(ward), "Không thuộc thẩm quyền", at=vn("2026-03-02 08:00")))
    first = received(ward, "2026-03-02 09:00")
    second = assigned(ward, "2026-03-03 09:00").for_signature().completed("2026-03-04 09:00")
    slip = receipt(ward, second.id, "2026-03-04 10:00")
    row = Dossier.objects.get(pk=second.id)
    result = second.state.result
    assert result is not None
    assert (row.code, row.register_no, slip.number, result.number) == ("H42.101-260303-0001", 2, "1", "1/2026")
    assert receipt(ward, first.id, "2026-03-04 10:05").number == "2"
