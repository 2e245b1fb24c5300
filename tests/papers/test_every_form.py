"""What holds for every form: titles as the law has them, the same bytes for the same words, no text that does anything."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from typing import Any

import msgspec
import pypdf
import pytest

from motcua.law.rulesets import FormPurpose, form_sets
from motcua.papers.lettering import printable
from motcua.papers.receipt import Receipt
from motcua.papers.render import FORMS, render_pages
from tests.papers.letters import ALL, APOLOGY, CONTROL, ISSUED_AT, REFUSAL, STOP, SUPPLEMENT, changed, form_of, printed, register
from tests.papers.samples import BIRTH, letters_of, scanned, text_of
from tests.papers.test_render import HOSTILE, LONG, is_white_outside_margins

SAMPLES: dict[FormPurpose, Any] = {
    FormPurpose.RECEIPT: BIRTH,
    FormPurpose.SUPPLEMENT: SUPPLEMENT,
    FormPurpose.REFUSAL: REFUSAL,
    FormPurpose.APOLOGY: APOLOGY,
    FormPurpose.STOP: STOP,
    FormPurpose.CONTROL: CONTROL,
    FormPurpose.REGISTER: register(3),
}
LAWFUL = [(form_set.key, form.key, form.no, form.purpose, form.title) for form_set in form_sets() for form in form_set.forms]
EVERY = [*ALL, register(3)]
NAMES = [type(slip).__name__ for slip in EVERY]

PRINT_ELSEWHERE = """
import hashlib, sys
from datetime import datetime
from motcua.papers.render import FORMS, render
form = FORMS[sys.argv[2], sys.argv[3]]
print(hashlib.sha256(render(form, form.read(sys.stdin.buffer.read()), datetime.fromisoformat(sys.argv[1]))).hexdigest())
"""


def filled(part: Any, text: str) -> Any:
    """The same slip with `text` in every place that people fill in."""
    if isinstance(part, msgspec.Struct):
        kept = {"form_set", "dossier_code", "symbol"}
        fields = {name: getattr(part, name) for name in part.__struct_fields__}
        return changed(part, **{name: filled(value, text) for name, value in fields.items() if name not in kept})
    if isinstance(part, tuple):
        return tuple(filled(value, text) for value in part)
    return text if type(part) is str and part else part


@pytest.mark.parametrize(("form_set", "key", "no", "purpose", "title"), LAWFUL)
def test_every_form_of_every_circular_prints_under_its_title_and_number(
    form_set: str, key: str, no: str, purpose: FormPurpose, title: str
) -> None:
    sample = SAMPLES[purpose]
    assert FORMS[form_set, key].data_type is type(sample)
    words = text_of(printed(changed(sample, form_set=form_set)))
    assert title.upper() in words
    assert f"Mẫu số {no}" in words


def test_there_is_no_form_that_no_circular_has() -> None:
    assert set(FORMS) == {(form_set, key) for form_set, key, *_ in LAWFUL}


@pytest.mark.parametrize("slip", EVERY, ids=NAMES)
def test_two_processes_print_the_same_bytes(slip: Any) -> None:
    form = form_of(slip)
    command = [sys.executable, "-c", PRINT_ELSEWHERE, ISSUED_AT.isoformat(), form.form_set, form.form_no]
    stored = msgspec.json.encode(slip, order="sorted")
    hashes = {subprocess.run(command, input=stored, capture_output=True, check=True).stdout.decode().strip() for _ in range(2)}
    assert hashes == {hashlib.sha256(printed(slip)).hexdigest()}


@pytest.mark.parametrize("slip", EVERY, ids=NAMES)
def test_the_file_is_pdf_a_2b_with_title_language_and_instant(slip: Any) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(printed(slip)))
    xmp = pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in xmp
    assert pdf.trailer["/Root"]["/Lang"].lower().startswith("vi")
    assert pdf.metadata is not None
    assert pdf.metadata.title
    assert pdf.metadata.creation_date == ISSUED_AT


@pytest.mark.parametrize("slip", EVERY, ids=NAMES)
def test_a_page_can_be_looked_at_before_printing(slip: Any) -> None:
    assert {page[:8] for page in render_pages(form_of(slip), slip, ISSUED_AT)} == {b"\x89PNG\r\n\x1a\n"}


@pytest.mark.parametrize("text", [*HOSTILE, "{you} {0} {unit.__class__} %s", ". ; :"])
@pytest.mark.parametrize("slip", EVERY, ids=NAMES)
def test_words_full_of_mark_up_are_printed_as_they_are(slip: Any, text: str) -> None:
    words = letters_of(text_of(printed(filled(slip, text))))
    assert words.upper().count(letters_of(printable(text)).upper()) >= 5
    assert "root:" not in words


@pytest.mark.parametrize("slip", EVERY, ids=NAMES)
def test_endless_words_in_every_place_stay_within_the_margins_and_are_all_there(slip: Any) -> None:
    pdf = printed(filled(slip, LONG[:1000]))
    letters = letters_of(text_of(pdf)).upper()
    assert letters.count("W") >= 500 * 5
    for page in range(len(pypdf.PdfReader(io.BytesIO(pdf)).pages)):
        assert is_white_outside_margins(scanned(pdf, page, dots_per_inch=50)), page


def test_the_receipt_keeps_its_shape() -> None:
    assert isinstance(FORMS["TT03_2025", "FORM_01"].read(msgspec.json.encode(BIRTH)), Receipt)
