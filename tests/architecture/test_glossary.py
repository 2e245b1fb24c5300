"""One legal term, one identifier (design §8): the glossary knows every model, state, unit and role, and names nothing that isn't there."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps

from motcua.law.dossier.values import Status
from motcua.law.procedure import ClockOnSupplement, TermUnit
from motcua.law.roles import ROLE_NAMES, Role
from tests.architecture.tree import files, report, text_of

GLOSSARY = Path("docs/glossary.md")
ROW = re.compile(r"^\| (?P<term>[^|]+) \| (?P<identifiers>[^|]+) \| (?P<meaning>[^|]+) \| (?P<article>[^|]+) \|$", re.MULTILINE)


def rows() -> list[re.Match[str]]:
    """The glossary's rows without the heads of its tables."""
    return [row for row in ROW.finditer(text_of(GLOSSARY)) if "`" in row["identifiers"]]


def identifiers() -> set[str]:
    """Every identifier the glossary gives."""
    return {name for row in rows() for name in re.findall(r"`([^`]+)`", row["identifiers"])}


def test_every_model_is_in_the_glossary() -> None:
    ours = {model.__name__ for model in apps.get_models() if model.__module__.startswith("motcua")}
    report("Models that docs/glossary.md does not explain:", sorted(ours - identifiers()))


def test_every_state_unit_and_role_is_in_the_glossary() -> None:
    words = {str(word.value) for family in (Status, TermUnit, ClockOnSupplement, Role) for word in family}
    report("States, units and roles that docs/glossary.md does not explain:", sorted(words - identifiers()))


def test_every_identifier_of_the_glossary_is_in_the_code() -> None:
    code = "\n".join(text_of(path) for path in files() if path.suffix == ".py" and path.parts[0] == "src")
    known = set(re.findall(r"\w+", code))
    missing = {name for name in identifiers() if not set(re.findall(r"\w+", name)) <= known}
    report("Identifiers of docs/glossary.md that are nowhere in the code:", sorted(missing))


def test_no_identifier_stands_for_two_terms() -> None:
    terms: dict[str, list[str]] = {}
    for row in rows():
        for name in re.findall(r"`([^`]+)`", row["identifiers"]):
            terms.setdefault(name, []).append(row["term"])
    report("An identifier stands for one term:", [f"{name}: {' / '.join(given)}" for name, given in terms.items() if len(given) > 1])


def test_roles_are_called_in_the_glossary_as_on_the_screen() -> None:
    terms = {name: row["term"].lower() for row in rows() for name in re.findall(r"`([^`]+)`", row["identifiers"])}
    offenders = [
        f"{role}: {name} / {terms.get(role.value)}" for role, name in ROLE_NAMES.items() if name.lower() not in terms.get(role.value, "")
    ]
    report("Role names on the screen and in the glossary differ:", offenders)
