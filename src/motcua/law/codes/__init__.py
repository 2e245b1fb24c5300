"""The codes and words people type: parsed, checked, formatted (domain §2.9, §10). Each refusal says what is wrong and what is right.

`parse_…(text) -> value | Refusal`. `field` names the form field the sentence belongs to, where a form calls it otherwise.
`places` knows the tables, `text` cleans what was typed.
"""

from motcua.law.codes.agency import (
    DossierCode,
    dossier_code,
    parse_agency_code,
    parse_dossier_code,
    parse_procedure_code,
    procedure_base,
)
from motcua.law.codes.card import CardLine, parse_card_line
from motcua.law.codes.identity import (
    PersonalId,
    Sex,
    format_personal_id,
    parse_personal_id,
    parse_sex,
    personal_id_warnings,
)
from motcua.law.codes.person import name_in_title_case, parse_birth_date, parse_person_name
from motcua.law.codes.phone import format_phone, parse_hotline, parse_phone
from motcua.law.codes.places import BIRTH_PLACES, PROVINCE_AGENCIES
from motcua.law.codes.tax import parse_tax_code, tax_check_digit

__all__ = [
    "BIRTH_PLACES",
    "PROVINCE_AGENCIES",
    "CardLine",
    "DossierCode",
    "PersonalId",
    "Sex",
    "dossier_code",
    "format_personal_id",
    "format_phone",
    "name_in_title_case",
    "parse_agency_code",
    "parse_birth_date",
    "parse_card_line",
    "parse_dossier_code",
    "parse_hotline",
    "parse_person_name",
    "parse_personal_id",
    "parse_phone",
    "parse_procedure_code",
    "parse_sex",
    "parse_tax_code",
    "personal_id_warnings",
    "procedure_base",
    "tax_check_digit",
]
