"""Who decides and who does what: the competent agency of a procedure and the units its steps fall to."""

from __future__ import annotations

from datetime import date

from motcua.agencies.models import Agency, AgencyLevel, OrgUnit
from motcua.agencies.queries import Tree, tree, unit_for
from motcua.agencies.unit_kinds import UNIT_KIND_WORDS, Home, UnitKind
from motcua.foundation.search import fold
from motcua.law.dossier.values import PlannedStep
from motcua.law.procedure import Step
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.procedures.queries.approved import approved_in_force, steps_of
from motcua.procedures.queries.versions import PinnedVersion

STANDS_FOR = {
    "UBND cấp tỉnh": "UBND tỉnh",
    "Cơ quan chuyên môn về tín ngưỡng, tôn giáo cấp tỉnh": "Sở Dân tộc và Tôn giáo",
}
"""Where the catalogue describes an agency instead of naming it. The second is uncertain (U): confirm it with the province."""


def competent_agency(version: PinnedVersion, receiving_agency_id: int, commune_id: int | None = None) -> int | Refusal:
    """The agency that decides on a dossier of this procedure which `receiving_agency_id` takes in.

    Where any commune may be competent, it is `commune_id`, or the receiving commune itself. A procedure of the province's
    offices has the same competent agency wherever it is received (phi địa giới, domain §0.2).
    """
    known = tree()
    if version.body.government_level == AgencyLevel.COMMUNE:
        return _commune(known, receiving_agency_id if commune_id is None else commune_id)
    for words in _alternatives(version.body.competent_agency):
        if agency := _named(known, words):
            return agency.id
    return Refusal(
        code="NO_COMPETENT_AGENCY",
        template="Chưa có cơ quan nào trong hệ thống ứng với “{words}”, cơ quan giải quyết thủ tục {code}. Báo quản trị hệ thống.",
        params={"words": version.body.competent_agency, "code": version.code},
        field="procedure",
    )


def _commune(known: Tree, agency_id: int) -> int | Refusal:
    agency = known.agencies.get(agency_id)
    if agency is not None and agency.level == AgencyLevel.COMMUNE:
        return agency.id
    return Refusal(
        code="COMMUNE_MISSING",
        template="Thủ tục này do UBND cấp xã giải quyết. Chọn xã, phường có thẩm quyền.",
        legal_basis="Nghị định 118/2025/NĐ-CP",
        field="competent_agency",
    )


def _alternatives(words: str) -> list[str]:
    """ "A (B thẩm định)" is done by B; of "A; B" the first that exists decides."""
    found: list[str] = []
    for part in words.split(";"):
        head, _, inside = part.partition("(")
        if inside:
            found.append(inside.rstrip(") ").removesuffix("thẩm định").removesuffix("tham mưu").strip())
        found.append(head.strip())
    return found


def _named(known: Tree, words: str) -> Agency | None:
    """The agency these words name: by its own name, by a kind of unit it has, or by the name of one of its units."""
    words = STANDS_FOR.get(words, words)
    folded = fold(words)
    in_province = (agency for name, agency in known.by_folded_name.items() if name.startswith(f"{folded} tinh "))
    if agency := known.by_folded_name.get(folded) or next(in_province, None):
        return agency
    rule = UNIT_KIND_WORDS.get(words)
    unit = next(known.units_of_kind(rule.kind), None) if rule and rule.home == Home.PROVINCE else known.unit_by_folded_name.get(folded)
    return known.agencies.get(unit.agency_id) if unit else None


def plan_steps(
    version: PinnedVersion, case_key: str, competent_agency_id: int, receiving_agency_id: int, *, on: date | None = None
) -> tuple[PlannedStep, ...] | Refusal:
    """The steps of a case with the agency and unit each falls to. Reception is done where the dossier is received.

    They are those of the approved process in force on the reception day `on`; the catalogue's where there is none, or no day.
    Refused when the case does not exist, or when no unit answers to a step: then nobody could ever do it.
    """
    case = version.case(case_key)
    if case is None:
        return Refusal(
            code="CASE_UNKNOWN", template="Thủ tục {code} không có trường hợp này.", params={"code": version.code}, field="case_key"
        )
    planned: list[PlannedStep] = []
    approved = approved_in_force(version.procedure_id, case_key, on) if on is not None else None
    for step in steps_of(case, approved):
        unit = _unit_of(version, step, competent_agency_id, receiving_agency_id)
        if unit is None:
            return _nobody(step)
        planned.append(_planned(step, unit))
    return tuple(planned)


def _planned(step: Step, unit: OrgUnit) -> PlannedStep:
    return PlannedStep(
        no=step.no,
        name=step.name,
        role=step.role,
        agency=unit.agency_id,
        unit=unit.id,
        minutes=step.minutes,
        after=step.after,
        outcomes=step.outcomes,
    )


def _unit_of(version: PinnedVersion, step: Step, competent_agency_id: int, receiving_agency_id: int) -> OrgUnit | None:
    if step.role == Role.RECEPTION:
        return _centre(tree(), receiving_agency_id)
    return unit_for(competent_agency_id, step.unit_kind, step.role, version.sector)


def _centre(known: Tree, agency_id: int) -> OrgUnit | None:
    return next((unit for unit in known.units_of(agency_id) if unit.kind == UnitKind.SERVICE_CENTRE), None)


def _nobody(step: Step) -> Refusal:
    return Refusal(
        code="NO_UNIT_FOR_STEP",
        template="Bước {no} “{name}” chưa có đơn vị thực hiện ({unit_kind}). Báo quản trị hệ thống mở đơn vị này.",
        params={"no": step.no, "name": step.name, "unit_kind": step.unit_kind},
        field="procedure",
    )
