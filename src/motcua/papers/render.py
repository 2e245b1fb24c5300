"""From a slip's stored data to its PDF/A-2b: the same data, form and instant always give the same bytes.

One compiler is kept per process (fonts and templates are read once); a lock lets threads take turns. Nothing is read
from outside this package: no system fonts, no network, no clock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar, cast

import msgspec
import typst

from motcua.papers.apology import ApologyLetter, apology_page
from motcua.papers.control import ControlSlip, control_page
from motcua.papers.lettering import FONTS, printable
from motcua.papers.receipt import Receipt, receipt_page
from motcua.papers.refusal import RefusalSlip, refusal_page
from motcua.papers.register import IntakeRegister, register_page
from motcua.papers.stop import StopNotice, stop_page
from motcua.papers.supplement import SupplementSlip, supplement_page

TEMPLATES = Path(__file__).parent / "templates"


Slip = TypeVar("Slip", bound=msgspec.Struct)


class Form(msgspec.Struct, Generic[Slip], frozen=True, kw_only=True):
    """One statutory form of one form set: its data type, what its template prints, and the template's file name."""

    form_set: str
    form_no: str
    data_type: type[Slip]
    page: Callable[[Slip], dict[str, Any]]
    template: str

    def read(self, stored: bytes | str) -> Slip:
        """Read the data back from its stored JSON. Raises msgspec.ValidationError when it is not this form's data."""
        return msgspec.json.decode(stored, type=self.data_type)


def _form(form_set: str, form_no: str, data_type: type[Slip], page: Callable[[Slip], dict[str, Any]], template: str) -> Form[Slip]:
    return Form(form_set=form_set, form_no=form_no, data_type=data_type, page=page, template=template)


_BOTH = ("TT01_2018", "TT03_2025")

_FORMS: tuple[Form[Any], ...] = (
    *(_form(form_set, "FORM_01", Receipt, receipt_page, "receipt.typ") for form_set in _BOTH),
    *(_form(form_set, "FORM_02", SupplementSlip, supplement_page, "supplement.typ") for form_set in _BOTH),
    *(_form(form_set, "FORM_03", RefusalSlip, refusal_page, "refusal.typ") for form_set in _BOTH),
    *(_form(form_set, "FORM_04", ApologyLetter, apology_page, "letter.typ") for form_set in _BOTH),
    _form("TT03_2025", "FORM_05", StopNotice, stop_page, "letter.typ"),
    _form("TT01_2018", "FORM_05", ControlSlip, control_page, "control.typ"),
    _form("TT03_2025", "FORM_06", ControlSlip, control_page, "control.typ"),
    _form("TT01_2018", "FORM_06", IntakeRegister, register_page, "register.typ"),
    _form("TT03_2025", "FORM_07", IntakeRegister, register_page, "register.typ"),
)

FORMS: dict[tuple[str, str], Form[Any]] = {(form.form_set, form.form_no): form for form in _FORMS}
"""Every form this house can print, by form set and number (domain §3.1). A slip prints with the set in force on its day."""

_turn = threading.Lock()


def render(form: Form[Slip], slip: Slip, issued_at: datetime) -> bytes:
    """Return the PDF/A-2b of `slip`, set by `form`. `issued_at` (aware) is the only time in it.

    Raises typst.TypstError when a template is broken; no text in `slip` can do that.
    """
    return _compile(form, [slip], issued_at, "pdf")[0]


def render_pages(form: Form[Slip], slip: Slip, issued_at: datetime) -> list[bytes]:
    """Return the same slip as one PNG (144 dots per inch) per page, for a preview on screen."""
    return _compile(form, [slip], issued_at, "png")


def inputs(form: Form[Slip], slips: Sequence[Slip]) -> dict[str, str]:
    """Return what the template of `form` is given for `slips`: words as JSON, cleaned of what paper cannot show."""
    return {"slips": _as_json([_ready(form.page(slip)) for slip in slips])}


def _compile(form: Form[Slip], slips: Sequence[Slip], issued_at: datetime, output: Literal["pdf", "png"]) -> list[bytes]:
    words = inputs(form, slips)
    with _turn:
        made = _compiler().compile(
            input=str(TEMPLATES / form.template),
            format=output,
            sys_inputs=words,
            pdf_standards=["a-2b"] if output == "pdf" else [],
            timestamp=int(issued_at.timestamp()),
        )
    return made if isinstance(made, list) else [cast(bytes, made)]


def _ready(page: dict[str, Any]) -> dict[str, Any]:
    """Words cleaned; drawings are ours and stay as they are."""
    drawings = page.pop("drawings", {})
    return {**_cleaned(page), "drawings": drawings}


def _as_json(page: object) -> str:
    return msgspec.json.encode(page).decode()


def _cleaned(part: Any) -> Any:
    """Make every text of a page printable, however deep it lies."""
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, dict):
        return {key: _cleaned(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_cleaned(value) for value in part]
    return part


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(root=str(TEMPLATES), font_paths=fonts, ignore_system_fonts=True)
