"""A ward at work for the tests of the desk: dossiers brought to a step by those who owe it, and browsers of its people."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.agencies.commands import appoint, open_unit, register_officer
from motcua.agencies.models import Post
from motcua.agencies.unit_kinds import UnitKind
from motcua.dossiers import commands as c
from motcua.dossiers.models import Dossier
from motcua.foundation.access import SYSTEM
from motcua.foundation.models import Account
from motcua.law.dossier.values import Conclusion
from motcua.law.roles import Role
from tests.dossiers.ward import APPLICANT, SINCE, START, Ward, done, import_catalogue, intake, made, make_ward, procedure, vn

NINE = vn("2026-03-02 09:00")
MOST_QUERIES = 12
STEPS = ("received", "forwarded", "assigned", "examined", "checked", "submitted", "approved", "numbered", "completed")


def ward_at_work(folder: Path) -> Ward:
    """Phường Hoa Lư, where birth is registered; `folder` is for the catalogue's file."""
    home = make_ward("14329", "Hoa Lư", "H42.101")
    import_catalogue(folder, procedure("1.001193", "Thủ tục đăng ký khai sinh"))
    return home


def browsers(ward: Ward) -> dict[str, Client]:
    """A browser for each of the ward's officers."""
    return {who: browser(account_id) for who, account_id in ward.people.items()}


def browser(account_id: int) -> Client:
    """A browser in which this officer is logged in."""
    client = Client()
    client.force_login(Account.objects.get(pk=account_id))
    return client


def at_step(ward: Ward, wanted: str, at: datetime = NINE, name: str = "") -> int:
    """A dossier brought to a step of STEPS, each act by who owes it; the applicant is called `name` if given."""
    people = {who: ward.actor(who) for who in ward.people}
    brought = intake(ward, applicant=msgspec.structs.replace(APPLICANT, full_name=name or APPLICANT.full_name))
    no = done(c.receive_at_counter(people["reception"], brought, at=at)).dossier_id
    acts: list[Any] = [
        lambda at: c.forward(people["reception"], no, at=at),
        lambda at: c.assign(people["head"], no, ward.people["officer"], at=at),
        lambda at: c.record_examination(people["officer"], no, Conclusion.ELIGIBLE, "Đã đối chiếu bản chính", at=at),
        lambda at: c.forward(people["officer"], no, at=at),
        lambda at: c.submit_for_approval(people["head"], no, "Giấy khai sinh của cháu bé", at=at),
        lambda at: c.approve(people["approver"], no, at=at),
        lambda at: c.issue(people["clerk"], no, at=at),
        lambda at: c.complete(people["clerk"], no, at=at),
    ]
    for minute, act in enumerate(acts[: STEPS.index(wanted)], 1):
        done(act(at + timedelta(minutes=minute)))
    return no


def code_of(no: int) -> str:
    """The code of a dossier."""
    return str(Dossier.objects.get(pk=no).code)


def said(answer: Any) -> str:
    """The words of a page, without its tags, with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def form_of(page: Any, slug: str) -> dict[str, str]:
    """The hidden fields of the form of an act, as a browser would send them."""
    form = re.search(rf"<form[^>]*/viec/{slug}/.*?</form>", page.content.decode(), re.DOTALL)
    assert form, f"the page offers no act {slug}"
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[0]))


def offered(page: Any) -> list[str]:
    """The acts a page offers, in its order."""
    return re.findall(r"/viec/([a-z-]+)/", page.content.decode())


def act(client: Client, no: int, slug: str, **typed: str) -> Any:
    """Open the dossier, fill the form of an act, send it."""
    page = client.get(f"/ho-so/{no}/")
    return client.post(f"/ho-so/{no}/viec/{slug}/", {**form_of(page, slug), **typed})


def new_officer(agency_id: int, home: str, role: Role) -> int:
    """An officer in a unit of their own."""
    unit = made(
        open_unit(SYSTEM, agency_id, f"Bộ phận {role}", UnitKind.PROFESSIONAL, posts=[(role, role.value)], valid_from=SINCE, at=START)
    )
    account = Account.objects.create_account(f"{role.lower()}.{home}", "mat-khau-thu", Account.Kind.OFFICER)
    made(register_officer(SYSTEM, account.id, "Lê Văn Thử", at=START))
    made(appoint(SYSTEM, account.id, Post.objects.get(unit_id=unit).id, from_day=SINCE, at=START))
    return int(account.id)


def queries_of(client: Client, address: str) -> int:
    """How many queries a page takes when nothing has to be compiled first."""
    client.get(address)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def codes_in(answer: Any) -> list[str]:
    return re.findall(r'class="row-code">([^<]+)<', answer.content.decode())
