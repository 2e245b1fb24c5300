"""A slip of a dossier set from its stored words: the same words give the same paper, whenever it is asked for."""

from __future__ import annotations

from motcua.dossiers.saving import KIND
from motcua.foundation.chain import Stream
from motcua.foundation.contents import read_contents
from motcua.law.dossier.values import Slip
from motcua.papers.render import FORMS, render


def set_slip(dossier_id: int, slip: Slip) -> bytes:
    """The PDF of a slip from its stored words. Raises LookupError when the law has had them erased."""
    record = read_contents(Stream(KIND, dossier_id))[slip.content.id]
    if record.body is None:
        raise LookupError(f"the words of slip {slip.number} were erased")
    form = FORMS[slip.form_set, slip.form]
    return render(form, form.read(record.body), slip.issued_at)
