"""A receipt as PDF/A, against the bare typesetter with the same template and the words ready."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measuring import Line, milliseconds, show
from motcua.papers import render as rendering
from motcua.papers.receipt import Receipt
from tests.papers.samples import BIRTH, ISSUED_AT, changed

FORM = rendering.FORMS[BIRTH.form_set, "FORM_01"]
TEMPLATE = str(rendering.TEMPLATES / FORM.template)


def receipts() -> Iterator[Receipt]:
    """Receipts that differ as they do at a counter: the typesetter remembers what it has set before."""
    for no in range(1, 10_000):
        yield changed(number=no, dossier_code=f"H42.15-260305-{no:04}", register_seq=no, lookup_secret=f"{no:04}-4XZD")


def inputs(receipt: Receipt) -> dict[str, str]:
    """What the template is given for a receipt."""
    page = FORM.page(receipt)
    drawings = page.pop("drawings", {})
    return {"slip": rendering._as_json(rendering._cleaned(page)), **drawings}  # noqa: SLF001 - to leave out all but the typesetter


def measure() -> None:
    """The whole way from stored words to bytes."""
    ours, reference = receipts(), (inputs(receipt) for receipt in list(receipts())[5000:5100])
    compiler, seconds = rendering._compiler(), int(ISSUED_AT.timestamp())  # noqa: SLF001

    def bare(words: dict[str, str]) -> object:
        return compiler.compile(input=TEMPLATE, format="pdf", sys_inputs=words, pdf_standards=["a-2b"], timestamp=seconds)

    ready = iter(list(reference))
    took = milliseconds(lambda: rendering.render(FORM, next(ours), ISSUED_AT))
    by_typst = milliseconds(lambda: bare(next(ready)))
    show(
        Line(
            what="receipt (form 01) as PDF/A-2b", unit="ms", ours=took, against="bare typst, same template, words ready", reference=by_typst
        )
    )


if __name__ == "__main__":
    measure()
