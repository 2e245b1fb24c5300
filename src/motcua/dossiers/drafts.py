"""What is to be signed, read before it is signed: the drafts of several dossiers on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from motcua.agencies.models import Officer
from motcua.dossiers.history import Contents, words_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.permits import is_open_to
from motcua.dossiers.queries import WorkLine, list_chosen
from motcua.dossiers.saving import KIND
from motcua.foundation.access import Act, Actor, trace
from motcua.foundation.chain import Stream
from motcua.foundation.contents import find_contents
from motcua.law.content import ContentRef
from motcua.law.dossier import commands as law
from motcua.law.dossier.codec import decode_state
from motcua.law.dossier.state import DossierState
from motcua.law.dossier.values import Conclusion, Examination


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One dossier whose result waits for a signature: the words that would be signed, and what the last examination concluded.

    `line` stands as it was read together with the words, so that its `seq` is what who signs had seen. `may_sign` False: law or
    access do not leave the signature to who asks, and the words are not shown.
    """

    line: WorkLine
    may_sign: bool
    words: str = ""
    drafted_by: str = ""
    conclusion: Conclusion | None = None
    grounds: str = ""


def list_drafts(actor: Actor, ids: Sequence[int], *, at: datetime) -> tuple[Draft, ...]:
    """The drafts of these dossiers in this order, without those the actor may not see. Leaves a trace of each that is shown.

    At most five queries, however many dossiers: rows, states, words, names, trace.
    """
    rows = Dossier.objects.visible_to(actor).filter(pk__in=ids).values_list("id", "state")
    states = {no: decode_state(text) for no, text in rows}
    lines = list_chosen(actor, ids)
    open_ones = {no: state for no, state in states.items() if no in lines and is_open_to(actor, law.Approve, state, at)}
    contents = find_contents([ref for state in open_ones.values() for ref in _shown(state)])
    names = _names(open_ones)
    trace(actor, Act.VIEW, [Stream(KIND, no) for no in open_ones], "đọc dự thảo trước khi ký", at=at)
    return tuple(_draft(lines[no], open_ones.get(no), contents, names) for no in ids if no in lines)


def _shown(state: DossierState) -> list[ContentRef]:
    found = _last(state)
    return [*([state.result.draft] if state.result else []), *([found.note] if found else [])]


def _last(state: DossierState) -> Examination | None:
    return state.examinations[-1] if state.examinations else None


def _names(states: Mapping[int, DossierState]) -> dict[str, str]:
    """Who drafted, by journal name."""
    drafters = {state.result.drafted_by for state in states.values() if state.result}
    ids = [int(name.partition(":")[2]) for name in drafters if name.startswith("officer:")]
    return {f"officer:{no}": name for no, name in Officer.objects.filter(id__in=ids).values_list("id", "full_name")}


def _draft(line: WorkLine, state: DossierState | None, contents: Contents, names: Mapping[str, str]) -> Draft:
    if state is None or state.result is None:
        return Draft(line=line, may_sign=False)
    found = _last(state)
    return Draft(
        line=msgspec.structs.replace(line, seq=state.seq),
        may_sign=True,
        words=words_of(state.result.draft, contents),
        drafted_by=names.get(state.result.drafted_by, ""),
        conclusion=found.conclusion if found else None,
        grounds=words_of(found.note, contents) if found else "",
    )
