"""What came of an act on several dossiers, laid out for its page: refused first, each with what to do next."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from django.utils.translation import gettext

from motcua.dossiers.batch import COMMANDS, BatchAct, BatchDone, Chosen, Outcome
from motcua.dossiers.queries import WorkLine, list_chosen
from motcua.foundation.access import Actor
from motcua.law.dossier.transitions import TRANSITIONS
from motcua.web.desk.batch_words import WORDS
from motcua.web.desk.lines import dossier_address
from motcua.web.refusals import sentence

CHANGED = "CHANGED_MEANWHILE"


class ResultLine(msgspec.Struct, frozen=True, kw_only=True):
    """One dossier: done, refused with sentence and basis, or not reached. `address` "" where it cannot be seen (any more)."""

    name: str
    address: str
    who: str
    what: str
    kind: str
    words: str
    basis: str
    following: str


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """A batch that was answered. `left` are those it did not reach, as its form sends them."""

    act: BatchAct
    slug: str
    title: str
    law_says: str
    basis: str
    holder: int
    lines: tuple[ResultLine, ...]
    done: int
    refused: int
    everything: tuple[Chosen, ...]

    @property
    def left(self) -> int:
        """How many dossiers an interrupted batch did not reach."""
        return len(self.lines) - self.done - self.refused


KINDS = ("refused", "left", "done")
"""The order in which they are shown."""


def lay_out_batch(actor: Actor, found: BatchDone) -> Result:
    """The page of a batch. One query, for the dossiers as they stand now."""
    batch, words = found.batch, WORDS[found.batch.act]
    rows = list_chosen(actor, [one.dossier_id for one in batch.chosen])
    lines = [_line(one, rows, str(words.done)) for one in found.outcomes]
    transition = TRANSITIONS[COMMANDS[batch.act]]
    return Result(
        act=batch.act,
        slug=words.slug,
        title=str(words.title),
        law_says=gettext(transition.name),
        basis=transition.basis,
        holder=batch.holder,
        lines=tuple(sorted(lines, key=lambda line: KINDS.index(line.kind))),
        done=sum(line.kind == "done" for line in lines),
        refused=sum(line.kind == "refused" for line in lines),
        everything=batch.chosen,
    )


def _line(outcome: Outcome, rows: Mapping[int, WorkLine], done_words: str) -> ResultLine:
    row = rows.get(outcome.dossier_id)
    code = row.code if row else outcome.done.code if outcome.done else ""
    kind = "refused" if outcome.refusal else "done" if outcome.done else "left"
    return ResultLine(
        name=code or (gettext("Chưa có mã") if row else gettext("Không có hồ sơ này")),
        address=dossier_address(row.code or str(row.id)) if row else "",
        who=row.applicant_name if row else "",
        what=row.procedure_name if row else "",
        kind=kind,
        words=_words(outcome, done_words),
        basis=outcome.refusal.legal_basis if outcome.refusal else "",
        following=_following(outcome, row),
    )


def _words(outcome: Outcome, done_words: str) -> str:
    if outcome.refusal:
        return sentence(outcome.refusal)
    return done_words if outcome.done else gettext("Chưa làm tới, vì lần gửi trước bị ngắt giữa chừng.")


def _following(outcome: Outcome, row: WorkLine | None) -> str:
    """What comes next: where the dossier lies now, or what to do about the refusal."""
    if row is None:
        return ""
    if outcome.refusal:
        again = outcome.refusal.code == CHANGED
        return gettext("Mở hồ sơ, đọc việc vừa được ghi rồi làm lại.") if again else gettext("Mở hồ sơ để xem và làm tiếp.")
    where = (row.step_name, row.holder_name or gettext("chưa có người giữ"), row.unit_name)
    return " · ".join(where) if row.step_name and row.unit_name else ""
