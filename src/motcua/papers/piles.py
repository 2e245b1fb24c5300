"""Slips bound into one file for the printer: each the very paper that was issued, its hash compared with the journal's.

A paper that is not in the store, or not as it was, is set again from its stored words; where that gives another paper, it is not
printed. Nor is one whose number was voided since, or whose words the law has had erased.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from pypdf.errors import PyPdfError

from motcua.dossiers.models import Dossier
from motcua.dossiers.saving import KIND
from motcua.foundation import clock, files
from motcua.foundation.access import Act, Actor, trace
from motcua.foundation.chain import Stream
from motcua.foundation.contents import find_contents
from motcua.law.dossier.codec import decode_state
from motcua.law.dossier.values import Slip
from motcua.papers.binding import Binder
from motcua.papers.models import PrintJob, PrintLine
from motcua.papers.progress import tell
from motcua.papers.setting import set_slip

PORTION = 20
"""Slips in one portion: a fifth of a second where all are set, a second where they have to be set."""


def bind_slips(job: PrintJob, actor: Actor, binder: Binder) -> Iterator[None]:
    """Bind the job's slips in their order, a portion at a time, and note what came of each. Who reads whose data leaves a trace."""
    lines = list(job.lines.order_by("place"))
    for start in range(0, len(lines), PORTION):
        portion = lines[start : start + PORTION]
        found = _slips_of(portion)
        for line, slip in zip(portion, found, strict=True):
            line.outcome = _bind(line.dossier_id, slip, binder)
        PrintLine.objects.bulk_update(portion, ["outcome"])
        trace(actor, Act.VIEW, [Stream(KIND, line.dossier_id) for line in portion], "in phiếu hàng loạt", at=clock.now())
        tell(job, start + len(portion))
        yield


def _slips_of(lines: Sequence[PrintLine]) -> list[Slip | None]:
    """The slips as they are now; None for one whose words were erased. Two queries."""
    states = dict(Dossier.objects.filter(id__in={line.dossier_id for line in lines}).values_list("id", "state"))
    slips = [next(one for one in decode_state(states[line.dossier_id]).slips if one.no == line.slip_no) for line in lines]
    words = find_contents([slip.content for slip in slips])
    return [slip if words[slip.content.id].body is not None else None for slip in slips]


def _bind(dossier_id: int, slip: Slip | None, binder: Binder) -> PrintLine.Outcome:
    if slip is None:
        return PrintLine.Outcome.ERASED
    if slip.voided_at is not None:
        return PrintLine.Outcome.VOID
    paper = _stored(slip) or set_slip(dossier_id, slip)
    if slip.file and hashlib.sha256(paper).hexdigest() != slip.file:
        return PrintLine.Outcome.MISSING
    try:
        binder.add(paper)
    except PyPdfError:
        return PrintLine.Outcome.MISSING
    return PrintLine.Outcome.PRINTED


def _stored(slip: Slip) -> bytes | None:
    """The paper from the store, if it is there as it was issued."""
    if not slip.file:
        return None
    try:
        with files.open(slip.file) as stored:
            paper = stored.read()
    except OSError:
        return None
    return paper if hashlib.sha256(paper).hexdigest() == slip.file else None
