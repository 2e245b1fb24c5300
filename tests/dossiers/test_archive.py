"""What the State gave somebody is not asked for again: earlier results answer requirements (domain §4.7, §9.1, §15.22)."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from motcua.dossiers import commands as c
from motcua.dossiers.archive import find_archived
from motcua.dossiers.commands import Lacking
from motcua.foundation.models import AccessTrace
from motcua.law.dossier.reasons import DataException
from motcua.law.dossier.values import DossierPaper, PaperStatus
from motcua.procedures.queries import get_version
from tests.dossiers.going import Going, assert_whole, assigned, received
from tests.dossiers.ward import Ward, done, import_catalogue, intake, procedure, refused, vn

BIRTH, COPY = "1.001193", "1.004884"


@pytest.fixture
def house(ward: Ward, tmp_path: Path) -> Ward:
    """The ward where who was born there asks for the birth to be registered again."""
    again = procedure(COPY, "Đăng ký lại khai sinh")
    again["cases"][0]["requirements"][0]["reuse_result_of"] = BIRTH
    import_catalogue(tmp_path, procedure(BIRTH, "Thủ tục đăng ký khai sinh"), again)
    return ward


def with_result(house: Ward) -> Going:
    """A birth certificate was given to the person."""
    return assigned(house).for_signature().completed("2026-03-05 10:00")


def reusable(going: Going) -> str:
    """The key of the requirement that an earlier result answers."""
    case = get_version(going.state.procedure_version).cases[0]
    return next(requirement.key for requirement in case.requirements if requirement.reuse_result_of)


def asked(going: Going, key: str, exception: DataException | None = None) -> object:
    line = Lacking(
        key=key, missing="Thiếu", remedy="Nộp bản chính", data_exception=exception, evidence="Biên bản 3/BB" if exception else ""
    )
    return c.request_supplement(house_officer(going), going.id, [line], "Thiếu giấy", at=going.next())


def house_officer(going: Going) -> object:
    return going.ward.actor("officer")


def second(house: Ward) -> Going:
    return received(house, "2026-03-09 09:00", code=COPY).assigned()


def test_what_lies_in_the_archive_cannot_be_demanded_and_the_refusal_says_where_it_is(house: Ward) -> None:
    first, going = with_result(house), second(house)
    refusal = refused(asked(going, reusable(going)))
    assert refusal.code == "ALREADY_IN_ARCHIVE"
    assert first.state.code in refusal.message
    assert refusal.legal_basis == "Nghị định 107/2021/NĐ-CP"  # the decree of August 2026 is not in force yet


def test_it_may_be_demanded_where_the_archive_is_wrong_with_evidence(house: Ward) -> None:
    with_result(house)
    going = second(house)
    done(asked(going, reusable(going), DataException.DATA_WRONG))


def test_without_an_earlier_result_the_paper_may_be_asked_for(house: Ward) -> None:
    going = second(house)
    done(asked(going, reusable(going)))


def test_reusing_links_to_the_record_and_leaves_a_trace_of_the_reading(house: Ward) -> None:
    first, going = with_result(house), second(house)
    done(c.reuse_paper(house.actor("officer"), going.id, reusable(going), at=going.next()))
    paper = next(one for one in going.state.papers if one.key == reusable(going))
    assert paper.status is PaperStatus.REUSED
    assert first.state.code in paper.source
    assert AccessTrace.objects.filter(act="REUSE_PAPER", stream_id=first.id).count() == 1
    assert refused(c.reuse_paper(house.actor("officer"), going.id, reusable(going), at=going.next())).code == "REUSED_ALREADY"
    assert_whole()


def test_nothing_is_reused_that_the_archive_does_not_hold(house: Ward) -> None:
    going = second(house)
    assert refused(c.reuse_paper(house.actor("officer"), going.id, reusable(going), at=going.next())).code == "NOT_IN_ARCHIVE"
    no_such = going.state.papers[1].key
    with_result(house)
    assert refused(c.reuse_paper(house.actor("officer"), going.id, no_such, at=going.next())).code == "NOT_IN_ARCHIVE"


def test_somebody_elses_result_is_never_offered(house: Ward) -> None:
    with_result(house)
    going = second(house)
    case = get_version(going.state.procedure_version).cases[0]
    assert find_archived("037099000002", case) == ()


def test_an_open_or_withdrawn_dossier_is_no_result(house: Ward) -> None:
    assigned(house).for_signature()
    going = second(house)
    assert refused(c.reuse_paper(house.actor("officer"), going.id, reusable(going), at=going.next())).code == "NOT_IN_ARCHIVE"


def test_at_the_counter_a_paper_said_to_be_reused_must_be_in_the_archive(house: Ward) -> None:
    brought = intake(house, COPY)
    key = brought.papers[0].key
    claimed = DossierPaper(key=key, status=PaperStatus.REUSED, source="bịa")
    said = msgspec.structs.replace(brought, papers=(claimed, *brought.papers[1:]))
    refusal = refused(c.receive_at_counter(house.actor("reception"), said, at=vn("2026-03-09 09:00")))
    assert (refusal.code, refusal.field) == ("NOT_IN_ARCHIVE", f"paper:{key}")
    first = with_result(house)
    taken = done(c.receive_at_counter(house.actor("reception"), said, at=vn("2026-03-09 09:30")))
    papers = Going(house, taken.dossier_id, vn("2026-03-09 09:30")).state.papers
    source = next(paper.source for paper in papers if paper.key == key)
    assert first.state.code in source
    assert_whole()


def test_a_supplement_asked_for_is_answered_by_what_was_reused_since(house: Ward) -> None:
    with_result(house)
    going = second(house)
    done(asked(going, reusable(going), DataException.DB_UNAVAILABLE))
    done(c.reuse_paper(house.actor("reception"), going.id, reusable(going), at=going.next()))
    done(c.answer_supplement(house.actor("reception"), going.id, [], at=going.next()))
