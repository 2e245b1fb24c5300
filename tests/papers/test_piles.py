"""Three hundred letters: one after the other with progress, or as piles for the printer, each letter counting its own pages."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pypdf
import pytest

from motcua.papers.render import render_batch, render_many, render_piles
from tests.papers.letters import APOLOGY, ISSUED_AT, MATTER, STOP, changed, form_of, printed, register
from tests.papers.samples import pages_of

LONG_REASON = "\n".join("Việc xác minh phức tạp, cần lấy ý kiến của nhiều cơ quan. " * 6 for _ in range(10))
FORM = form_of(APOLOGY)


def letter(no: int, **values: Any) -> Any:
    """An apology to somebody of their own."""
    matter = changed(MATTER, dossier_code=f"H42.15-260302-{no:04}", applicant_name=f"Đỗ Thị Phượng {no}")
    return changed(APOLOGY, matter=matter, letterhead=changed(APOLOGY.letterhead, number=no), **values)


def test_many_letters_come_one_by_one_and_are_the_single_files() -> None:
    letters = [(letter(no), ISSUED_AT + timedelta(minutes=no)) for no in range(1, 4)]
    assert list(render_many(FORM, letters)) == [printed(one, at) for one, at in letters]


def test_nobody_sets_a_letter_that_nobody_has_asked_for() -> None:
    asked = []

    def letters() -> Any:
        for no in range(1, 301):
            asked.append(no)
            yield letter(no), ISSUED_AT

    files = render_many(FORM, letters())
    next(files)
    next(files)
    assert asked == [1, 2]


def test_a_pile_is_one_file_whose_pages_are_those_of_the_single_files() -> None:
    letters = [letter(1), letter(2, reason=LONG_REASON), letter(3)]
    pile = pages_of(render_batch(FORM, letters, ISSUED_AT))
    assert pile == [page for one in letters for page in pages_of(printed(one))]
    assert len(pile) > 3


def test_in_a_pile_each_letter_counts_its_own_pages() -> None:
    pile = pages_of(render_batch(FORM, [letter(1), letter(2, reason=LONG_REASON), letter(3)], ISSUED_AT))
    first, *long, last = pile
    assert "gồm" not in first.rsplit("TT-VPCP", 1)[1]
    assert "gồm" not in last.rsplit("TT-VPCP", 1)[1]
    assert all(f"Mã hồ sơ H42.15-260302-0002, gồm {len(long)} trang" in page for page in long)
    assert long[1].startswith("2 ")


def test_a_pile_is_pdf_a_and_the_same_bytes_each_time() -> None:
    letters = [letter(no) for no in range(1, 6)]
    pile = render_batch(FORM, letters, ISSUED_AT)
    assert render_batch(FORM, letters, ISSUED_AT) == pile
    pdf = pypdf.PdfReader(io.BytesIO(pile))
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert pdf.metadata is not None
    assert str(pdf.metadata.title).endswith("H42.15-260302-0001 và 4 văn bản khác")


def test_a_pile_of_one_is_the_single_file() -> None:
    assert render_batch(FORM, [letter(1)], ISSUED_AT) == printed(letter(1))


def test_an_empty_pile_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to print"):
        render_batch(FORM, [], ISSUED_AT)


def test_piles_hold_every_letter_once_in_order() -> None:
    piles = list(render_piles(FORM, (letter(no) for no in range(1, 8)), ISSUED_AT, size=3))
    assert [len(pages_of(pile)) for pile in piles] == [3, 3, 1]
    words = " ".join(page for pile in piles for page in pages_of(pile))
    places = [words.index(f"Kính gửi: - Ông/Bà Đỗ Thị Phượng {no};") for no in range(1, 8)]
    assert places == sorted(places)


@pytest.mark.parametrize("slip", [STOP, register(3)], ids=["stop", "register"])
def test_any_form_can_be_piled(slip: Any) -> None:
    assert pages_of(render_batch(form_of(slip), [slip, slip], ISSUED_AT)) == pages_of(printed(slip)) * 2
