"""What a dossier met besides the straight way, laid out: supplements, the extension, the apology, explanations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from django.utils.translation import gettext

from motcua.agencies.queries import Tree
from motcua.dossiers.file_view import DossierFile
from motcua.law.dossier.reasons import APOLOGY_CHANNEL_NAMES, HEAD_CONCLUSION_NAMES, LATE_CAUSE_NAMES, ApologyChannel
from motcua.law.dossier.values import Extension

Who = Callable[[str], str]


class AskedFor(msgspec.Struct, frozen=True):
    """One request for supplement: what was asked for with its reasons, and when it came; `answered_at` None while it is awaited."""

    words: str
    papers: tuple[str, ...]
    basis: str
    asked_at: datetime
    answered_at: datetime | None


class Excuse(msgspec.Struct, frozen=True):
    """The apology: by which agency, why, the new appointment, how it reached the applicant."""

    agency: str
    by: str
    reason: str
    at: datetime
    appointment_at: datetime
    channel: str
    delivered_at: datetime | None


class Account(msgspec.Struct, frozen=True):
    """One explanation of lateness and what the head concluded; `conclusion` is "" while it waits."""

    no: int
    cause: str
    words: str
    by: str
    at: datetime
    conclusion: str
    remark: str
    concluded_by: str


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """Everything besides the straight way; empty for most dossiers."""

    supplements: tuple[AskedFor, ...]
    extension: Extension | None
    extended_by: str
    apology: Excuse | None
    explanations: tuple[Account, ...]


def course_of(file: DossierFile, known: Tree, who: Who) -> Course:
    """The dossier's course in words. `who` reads a journal name. No query."""
    extension = file.state.extension
    return Course(
        supplements=_supplements(file),
        extension=extension,
        extended_by=who(extension.by) if extension else "",
        apology=_apology(file, known, who),
        explanations=_explanations(file, who),
    )


def _supplements(file: DossierFile) -> tuple[AskedFor, ...]:
    names = {requirement.key: requirement.name for requirement in file.case.requirements}
    return tuple(
        AskedFor(
            file.words(one.request), tuple(names[key] for key in one.requirements), one.override_basis, one.requested_at, one.answered_at
        )
        for one in file.state.supplements
    )


def _apology(file: DossierFile, known: Tree, who: Who) -> Excuse | None:
    one = file.state.apology
    if one is None:
        return None
    return Excuse(
        agency=known.agencies[one.agency].short_name,
        by=who(one.by),
        reason=file.words(one.reason),
        at=one.at,
        appointment_at=one.appointment_at,
        channel=gettext(APOLOGY_CHANNEL_NAMES[ApologyChannel(one.channel)]) if one.channel in set(ApologyChannel) else one.channel,
        delivered_at=one.delivered_at,
    )


def _explanations(file: DossierFile, who: Who) -> tuple[Account, ...]:
    return tuple(
        Account(
            no=one.no,
            cause=gettext(LATE_CAUSE_NAMES[one.cause]),
            words=file.words(one.words),
            by=who(one.by),
            at=one.at,
            conclusion=gettext(HEAD_CONCLUSION_NAMES[one.conclusion]) if one.conclusion else "",
            remark=file.words(one.remark),
            concluded_by=who(one.concluded_by) if one.concluded_by else "",
        )
        for one in file.state.explanations
    )
