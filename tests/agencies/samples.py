"""A small province for tests: three provincial agencies, two communes, one that went before; imported by the same command as a real one."""

from __future__ import annotations

import copy
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from motcua.agencies.commands import appoint, import_agencies, register_officer
from motcua.agencies.commands.importing import AgencyImport
from motcua.agencies.models import Post
from motcua.foundation.access import SYSTEM
from motcua.foundation.models import Account
from motcua.law.roles import Role
from motcua.project.demo.names import DATA

NOW = datetime(2026, 3, 31, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 31)
FIRST_DAY = date(2025, 7, 1)
KEPT = ("UBND-T", "VP", "TTPVHCC", "SNV", "SYT", "SNNMT", "CAT", "VPDKDD")
HOA_LU, YEN_MO = "14329", "14701"


def later(days: int) -> datetime:
    """Some days after NOW."""
    return NOW + timedelta(days=days)


def province_file() -> dict[str, Any]:
    """The shipped province, cut down to a few agencies."""
    whole = json.loads((DATA / "agencies_ninh_binh.json").read_text())
    whole["agencies"] = [agency for agency in whole["agencies"] if agency["id"] in KEPT]
    whole["communes"] = [commune for commune in whole["communes"] if commune["admin_code"] in (HOA_LU, YEN_MO)]
    whole["history_ninh_binh"] = [past for past in whole["history_ninh_binh"] if past["id"] == "HNA-UBND"]
    return copy.deepcopy(whole)


def written(folder: Path, tree: object, name: str = "file.json") -> Path:
    """`tree` as a JSON file."""
    path = folder / name
    path.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    return path


def small_province(folder: Path) -> dict[str, int]:
    """Import it and return the ids by slug."""
    done = import_agencies(SYSTEM, written(folder, province_file()), at=NOW)
    assert isinstance(done, AgencyImport), done
    return done.ids


def officer(username: str, full_name: str = "Nguyễn Văn An") -> int:
    """A new officer without posts."""
    account = Account.objects.create(username=username, kind=Account.Kind.OFFICER)
    done = register_officer(SYSTEM, account.id, full_name, at=NOW)
    assert isinstance(done, int), done
    return done


def post_in(agency_id: int, role: Role) -> Post:
    """The first post with a role in an agency."""
    return Post.objects.filter(agency_id=agency_id, role=role).order_by("id")[0]


def appointed(officer_id: int, post_id: int, *, from_day: date = FIRST_DAY, to_day: date | None = None) -> int:
    """An appointment that must succeed."""
    done = appoint(SYSTEM, officer_id, post_id, from_day=from_day, to_day=to_day, at=NOW)
    assert isinstance(done, int), done
    return done
