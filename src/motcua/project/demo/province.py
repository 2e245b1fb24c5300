"""Loading the demonstration province: agencies, hours, catalogue, sample people and officers, by the same commands as anybody else."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec
from django.db import transaction

from motcua.agencies.agency_file import AgencyEntry, read_agencies
from motcua.agencies.commands import import_agencies, open_unit, set_opening_hours
from motcua.agencies.models import AgencyLevel
from motcua.agencies.queries import tree
from motcua.agencies.unit_kinds import UnitKind
from motcua.agencies.usual_units import POSTS
from motcua.foundation.access import SYSTEM
from motcua.law.refusal import Refusal
from motcua.people.commands import register_person
from motcua.people.drafts import PersonDraft
from motcua.procedures.commands import import_procedures
from motcua.project.demo.names import DATA
from motcua.project.demo.staff import hire_everybody

FIRST_DAY = date(2025, 7, 1)
AGENCIES_FILE = DATA / "agencies_ninh_binh.json"
FIRST_COMMUNE_CODE = 101
HOA_LU = "14329"
SATURDAY = 5
MISSING_UNITS = (
    ("SYT", "Hội đồng Giám định y khoa tỉnh", UnitKind.MEDICAL_COUNCIL),
    ("SYT", "Cơ sở trợ giúp xã hội", UnitKind.SOCIAL_FACILITY),
)
"""Units that processes of the catalogue name and the list of agencies does not have."""


class Province(msgspec.Struct, frozen=True, kw_only=True):
    """What was loaded."""

    agencies: int
    units: int
    procedures: int
    people: int
    officers: int


def load_province(at: datetime) -> Province | Refusal:
    """Load the demonstration province into an empty system, wholly or not at all. Some seconds; `at` is when it is recorded."""
    with transaction.atomic():
        outcome = _load(at)
        if isinstance(outcome, Refusal):
            transaction.set_rollback(True)
        return outcome


def _load(at: datetime) -> Province | Refusal:
    entries = read_agencies(AGENCIES_FILE)
    if isinstance(entries, Refusal):
        return entries
    agencies = import_agencies(SYSTEM, AGENCIES_FILE, at=at, demonstration_codes=demonstration_codes(entries))
    if isinstance(agencies, Refusal):
        return agencies
    if refusal := _complete(agencies.ids, at):
        return refusal
    catalogue = import_procedures(DATA / "procedures.json", SYSTEM, at)
    if isinstance(catalogue, Refusal):
        return catalogue
    people = _people(at)
    if isinstance(people, Refusal):
        return people
    officers = hire_everybody(FIRST_DAY, at)
    return Province(agencies=len(agencies.ids), units=len(tree().units), procedures=len(catalogue.added), people=people, officers=officers)


def demonstration_codes(entries: list[AgencyEntry]) -> dict[str, str]:
    """Invented agency codes by slug, for living agencies without an official one: H42.01 … for the province, H42.101 … for communes."""
    living = [entry for entry in entries if entry.valid_to is None and not entry.code]
    province = [entry.slug for entry in living if entry.level == AgencyLevel.PROVINCE]
    communes = [entry.slug for entry in living if entry.level == AgencyLevel.COMMUNE]
    codes = {slug: f"H42.{no:02d}" for no, slug in enumerate(province, start=1)}
    return codes | {slug: f"H42.{no}" for no, slug in enumerate(communes, start=FIRST_COMMUNE_CODE)}


def _complete(ids: dict[str, int], at: datetime) -> Refusal | None:
    """Units the list lacks, and one ward that receives on Saturday mornings, which no deadline counts (domain §8.3)."""
    for slug, name, kind in MISSING_UNITS:
        opened = open_unit(SYSTEM, ids[slug], name, kind, posts=POSTS[kind], valid_from=FIRST_DAY, at=at)
        if isinstance(opened, Refusal):
            return opened
    return set_opening_hours(SYSTEM, ids[HOA_LU], {SATURDAY: ""}, reception={SATURDAY: "07:30-11:30"}, valid_from=FIRST_DAY, at=at)


def _people(at: datetime) -> int | Refusal:
    """The sample people; organisations after persons, who represent them."""
    found: list[dict[str, Any]] = msgspec.json.decode((DATA / "people_samples.json").read_bytes())["people"]
    ids: dict[str, int] = {}
    for sample in sorted(found, key=lambda one: one["kind"] != "CITIZEN"):
        registered = register_person(SYSTEM, _draft(sample, ids), at=at)
        if isinstance(registered, Refusal):
            return registered
        ids[sample["id"]] = registered.id
    return len(ids)


def _draft(sample: dict[str, Any], ids: dict[str, int]) -> PersonDraft:
    address = sample.get("permanent_address") or sample.get("address") or {}
    representative = sample.get("representative") or {}
    return PersonDraft(
        kind=sample["kind"],
        full_name=sample["full_name"],
        personal_id=sample.get("personal_id") or "",
        tax_code=sample.get("branch_tax_code") or sample.get("tax_code") or "",
        birth_date=sample.get("birth_date") or "",
        sex=sample.get("sex") or "",
        phone=sample.get("phone") or "",
        email=sample.get("email") or "",
        address=address.get("detail") or "",
        commune=address.get("commune") or "",
        province=address.get("province") or "",
        representative_id=ids.get(representative.get("citizen_id", "")),
    )
