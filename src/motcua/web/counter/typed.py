"""What stands on the sheet: everything the clerk typed and ticked, so that no round trip loses any of it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from django.http import QueryDict

from motcua.web.opening import LARGEST_ID, MOST_DIGITS

APPLICANT = ("tax_code", "representative", "personal_id", "birth_date", "full_name", "sex", "address", "phone", "email")
SUBMITTER = "submitter_"
ABOUT_PEOPLE = ("card_line", *APPLICANT)
ABOUT_DOSSIER = (
    *("procedure", "procedure_text", "version", "case_key", "ticked_for"),
    *("competent_agency", "receiving_agency", "sets", "delivery"),
)
FIELDS = ("kind", *ABOUT_PEOPLE, *(SUBMITTER + name for name in ABOUT_PEOPLE), *ABOUT_DOSSIER, "reason", "reason_kind", "seen")
"""In the order of the sheet, in which its mistakes are listed too."""
DEFAULTS = dict.fromkeys(FIELDS, "") | {"kind": "CITIZEN", "sets": "1", "delivery": "COUNTER"}


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """The sheet as it was sent. `papers`, `from_data` and `reused` are keys of requirements.

    `doubtful` are names of fields to check on the card.
    """

    values: Mapping[str, str]
    papers: frozenset[str] = frozenset()
    from_data: frozenset[str] = frozenset()
    reused: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()

    def get(self, name: str) -> str:
        """What stands in a field."""
        return self.values.get(name, "")

    def number(self, name: str) -> int | None:
        """A field that holds an id; None when it holds none."""
        text = self.get(name)
        number = int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
        return number if number is None or number <= LARGEST_ID else None

    def but(self, **values: str) -> Typed:
        """The same sheet with some fields written anew."""
        return msgspec.structs.replace(self, values={**self.values, **values})

    def ticks(self, version_id: int, case_key: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Papers given, taken from data and taken from the e-archive, if they were ticked on the list of this case.

        Keys of another list mean other papers.
        """
        if self.get("ticked_for") != list_name(version_id, case_key):
            return frozenset(), frozenset(), frozenset()
        return self.papers, self.from_data, self.reused

    @property
    def is_organisation(self) -> bool:
        """Whether an organisation files."""
        return self.get("kind") == "ORGANISATION"

    @property
    def has_submitter(self) -> bool:
        """Whether somebody files for the applicant: it is enough to have begun to say who."""
        return any(self.get(SUBMITTER + name).strip() for name in ABOUT_PEOPLE)


def list_name(version_id: int, case_key: str) -> str:
    """How the sheet names the check list that it shows."""
    return f"{version_id}:{case_key}"


BLANK = Typed(values=DEFAULTS)


def read_typed(post: QueryDict) -> Typed:
    """The sheet out of a form; fields that did not come stand at their usual value."""
    sent = {name: post.get(name, "") for name in FIELDS if name in post}
    return Typed(
        values={**DEFAULTS, **sent},
        papers=frozenset(post.getlist("paper")),
        from_data=frozenset(post.getlist("from_data")),
        reused=frozenset(post.getlist("reused")),
        doubtful=frozenset(post.getlist("doubtful")),
    )
