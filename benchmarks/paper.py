"""Receipts and letters of apology as PDF/A, against the bare typesetter with the same template and the words ready."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import islice
from typing import Any

from pypdf import PdfWriter

from benchmarks.measuring import Line, in_turn, milliseconds, show
from motcua.papers import render as rendering
from motcua.papers.binding import Binder
from motcua.papers.register import PART, Leaf
from tests.papers import letters
from tests.papers.samples import BIRTH, ISSUED_AT, changed

LETTERS = 1000
PORTION = LETTERS // 8
PARTS = 20
PILE = 50


def receipts() -> Iterator[Any]:
    """Receipts that differ as they do at a counter: the typesetter remembers what it has set before."""
    for no in range(1, 10_000):
        yield changed(number=no, dossier_code=f"H42.15-260305-{no:04}", register_seq=no, lookup_secret=f"{no:04}-4XZD")


def apologies() -> Iterator[Any]:
    """Letters that differ as a batch does: another dossier, another applicant, another reason."""
    for no in range(1, 10_000):
        matter = letters.changed(letters.MATTER, dossier_code=f"H42.15-260302-{no:04}", applicant_name=f"Nguyễn Thị Phượng {no}")
        letterhead = letters.changed(letters.OF_THE_HEAD, number=no)
        yield letters.changed(letters.APOLOGY, matter=matter, letterhead=letterhead, reason=f"Chậm có ý kiến phối hợp, lần {no}")


def register_parts() -> Iterator[Any]:
    """Parts of a long book, as the worker sets one after the other: no line twice."""
    book = letters.register(0)
    for no in range(PARTS):
        lines = tuple(letters.line(no * PART + seq) for seq in range(1, PART + 1))
        yield letters.changed(book, lines=lines, leaf=Leaf(first_page=no * 20 + 2))


def measure() -> None:
    """The whole way from stored words to bytes."""
    compare("receipt (form 01) as PDF/A-2b", rendering.FORMS[BIRTH.form_set, "FORM_01"], receipts, 12)
    compare(f"apology (form 04) as PDF/A-2b, {LETTERS} letters", letters.form_of(letters.APOLOGY), apologies, PORTION)
    compare(f"register (form 07) as PDF/A-2b, {PART} lines of a book", rendering.FORMS[BIRTH.form_set, "FORM_07"], register_parts, 1)
    bind()


def bind() -> None:
    """Letters bound into one file, against the PDF library alone with the same files."""
    form = letters.form_of(letters.APOLOGY)
    papers = [rendering.render(form, letter, ISSUED_AT) for letter in islice(apologies(), PILE)]
    ours, reference = milliseconds(lambda: bound(papers)), milliseconds(lambda: joined(papers))
    what = f"{PILE} letters bound into one PDF/A-2b, each letter"
    show(Line(what=what, unit="ms", ours=ours / PILE, against="pypdf alone, same files", reference=reference / PILE))


def bound(papers: list[bytes]) -> bytes:
    """The way of a print job."""
    binder = Binder("Thư xin lỗi")
    for paper in papers:
        binder.add(paper)
    return binder.bound()


def joined(papers: list[bytes]) -> bytes:
    """The shortest way to one file."""
    writer, out = PdfWriter(), BytesIO()
    for paper in papers:
        writer.append(BytesIO(paper), import_outline=False)
    writer.write(out)
    return out.getvalue()


def compare(what: str, form: rendering.Form[Any], slips: Callable[[], Iterator[Any]], each: int) -> None:
    """Ours and the bare typesetter in turn, each with slips it has not seen."""
    compiler, instant = rendering._compiler(), int(ISSUED_AT.timestamp())  # noqa: SLF001 - to leave out all but the typesetter
    template = str(rendering.TEMPLATES / form.template)

    def bare(words: dict[str, str]) -> object:
        return compiler.compile(input=template, format="pdf", sys_inputs=words, pdf_standards=["a-2b"], timestamp=instant)

    own = list(slips())
    half = len(own) // 2
    ready = [rendering.inputs(form, [slip]) for slip in own[half : half + 9 * each]]
    ours, reference = in_turn(
        (lambda slip=slip: rendering.render(form, slip, ISSUED_AT) for slip in own),  # type: ignore[misc]
        (lambda words=words: bare(words) for words in ready),  # type: ignore[misc]
        each,
    )
    show(Line(what=what, unit="ms", ours=1000 / ours, against="bare typst, same template, words ready", reference=1000 / reference))


if __name__ == "__main__":
    measure()
