"""Receipts and letters of apology as PDF/A, against the bare typesetter with the same template and the words ready."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.measuring import Line, in_turn, show
from motcua.papers import render as rendering
from tests.papers import letters
from tests.papers.samples import BIRTH, ISSUED_AT, changed

LETTERS = 1000
PORTION = LETTERS // 8


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


def measure() -> None:
    """The whole way from stored words to bytes."""
    compare("receipt (form 01) as PDF/A-2b", rendering.FORMS[BIRTH.form_set, "FORM_01"], receipts, 12)
    compare(f"apology (form 04) as PDF/A-2b, {LETTERS} letters", letters.form_of(letters.APOLOGY), apologies, PORTION)


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
