"""Every page of the house as every role, of the own agency and of a foreign one, and as a guest: what one may not see does not exist.

The walk takes its routes from the address table, so that a new page is walked without anybody remembering it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.agencies.queries import actor_of
from motcua.dossiers.file_view import open_dossier
from motcua.dossiers.lists import WorkList
from motcua.foundation import clock
from motcua.foundation.access import NOBODY, scope
from motcua.law.roles import Role
from motcua.web.access import PUBLIC, Opening
from motcua.web.desk.acts import BY_SLUG
from tests.dossiers.ward import APPLICANT, Ward, import_catalogue, make_ward, procedure
from tests.web.desks import at_step, browser, code_of, new_officer

GUEST = "guest"
HOMES = ("own", "foreign")
WATCHERS = frozenset({Role.CONTROL_OFFICER, Role.INSPECTOR})
"""Who sees the dossiers of the whole province."""
OWN_VIEWERS = WATCHERS | {Role.RECEPTION, Role.CASE_OFFICER, Role.UNIT_HEAD, Role.APPROVER, Role.CLERK, Role.CENTRE_LEADER}
"""Who sees a dossier of the own agency that lies in the own unit (Annex D)."""
SECRETS = (APPLICANT.full_name, APPLICANT.personal_id, APPLICANT.phone[3:], "Đã đối chiếu bản chính")
ACT = {"seen": "99", "khoa": "k", "holder": "7", "conclusion": "ELIGIBLE", "note": "x", "reason": "x", "receiver": "x", "method": "COUNTER"}
REDIRECTED, NOT_FOUND, NOT_ALLOWED_METHOD, SERVER_ERROR = 302, 404, 405, 500


class Route(NamedTuple):
    """One address of the house with its view's own declaration; `address` has the dossier's names filled in."""

    pattern: str
    opening: Opening

    @property
    def is_of_a_dossier(self) -> bool:
        return bool(re.match(r"/(ho-so|quay/(da-nhan|cho|.*<))", self.pattern)) and "<" in self.pattern


def walked() -> list[Route]:
    """All routes, the log-out last: who walks stays logged in until then."""
    return sorted(routes(), key=lambda route: route.pattern == "/dang-xuat/")


def routes(resolver: URLResolver | None = None, prefix: str = "/") -> Iterator[Route]:
    """Every address pattern with what its view says about itself."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield Route(prefix + str(entry.pattern), entry.callback.access)


class House(NamedTuple):
    """A ward with one dossier, and one officer of each role there and in a ward that has nothing to do with it."""

    dossier_id: int
    code: str
    officers: dict[tuple[str, Role], int]

    def address(self, route: Route) -> str:
        """The route with the dossier in its places; other places get something that does not exist."""
        places = {"dossier_id": str(self.dossier_id), "name": str(self.dossier_id), "str:code": self.code, "slug": "chuyen-buoc"}
        places |= {"procedure_code:code": "1.001193"}
        return re.sub(r"<(\w+):(\w+)>", lambda place: places.get(place[2]) or places.get(f"{place[1]}:{place[2]}", "7"), route.pattern)

    def browser(self, home: str, role: Role | str) -> Client:
        return Client() if isinstance(role, str) and role == GUEST else browser(self.officers[home, Role(role)])


@pytest.fixture
def house(db: None, tmp_path: Path) -> House:
    """Two wards; a dossier that lies with a case officer of the first."""
    own = make_ward("14329", "Hoa Lư", "H42.101")
    foreign = make_ward("14330", "Tây Hoa Lư", "H42.102")
    import_catalogue(tmp_path, procedure("1.001193", "Thủ tục đăng ký khai sinh"))
    no = at_step(own, "examined")
    officers = {(home, role): officer_in(ward, home, role) for home, ward in zip(HOMES, (own, foreign), strict=True) for role in Role}
    return House(no, code_of(no), officers)


def officer_in(ward: Ward, home: str, role: Role) -> int:
    """An officer who holds this role alone: of the ward's own people, or in a new post beside them."""
    known = {Role.RECEPTION: "reception", Role.CENTRE_LEADER: "centre", Role.UNIT_HEAD: "head", Role.CASE_OFFICER: "officer"}
    known |= {Role.CLERK: "clerk", Role.APPROVER: "approver"}
    if role in known:
        return ward.people[known[role]]
    return new_officer(ward.id, home, role)


def sees(home: str, role: Role | str) -> bool:
    """Whether this person may see the house's dossier, said here a second time, independent of the table that decides."""
    return role in WATCHERS or (home == "own" and role in OWN_VIEWERS)


EVERYBODY = [(home, role) for home in HOMES for role in Role] + [("own", GUEST)]
STRANGERS = [(home, role) for home, role in EVERYBODY if not sees(home, role)]


def shows_the_dossier(answer: Any) -> bool:
    """Whether anything of the dossier stands on a page or in where it leads."""
    body = answer.content + answer.headers.get("Location", "").encode()
    return any(secret.encode() in body for secret in SECRETS)


def test_every_page_answers_each_role_as_its_access_says(house: House) -> None:
    wrong = []
    for home, role in EVERYBODY:
        client = house.browser(home, role)
        for route in walked():
            for method in ("GET", "POST"):
                answer = client.generic(method, house.address(route))
                if not may_answer(house, home, role, route, method, answer.status_code):
                    wrong.append(f"{home} {role}: {method} {route.pattern} answers {answer.status_code}")
    assert wrong == []


def may_answer(house: House, home: str, role: Role | str, route: Route, method: str, status: int) -> bool:
    """The statuses a person may get: never a 500; the log-in for guests, 404 for who has nothing there."""
    opening = route.opening
    if method not in opening.methods:
        return status == NOT_ALLOWED_METHOD
    if is_for_anybody(opening):
        return status < SERVER_ERROR
    if role == GUEST:
        return status == REDIRECTED
    if opening.act is not None and scope(actor_of(house.officers[home, Role(role)], clock.now()), opening.act).is_empty:
        return status == NOT_FOUND
    if route.is_of_a_dossier and not sees(home, role):
        return status == NOT_FOUND
    return status < SERVER_ERROR


def is_for_anybody(opening: Opening) -> bool:
    return opening.audience is PUBLIC if opening.act is None else not scope(NOBODY, opening.act).is_empty


def test_who_may_not_see_a_dossier_meets_nothing_of_it_anywhere(house: House) -> None:
    shown = []
    for home, role in STRANGERS:
        client = house.browser(home, role)
        for number, route in enumerate(walked()):
            asked = {"tim": "do dinh dang", "q": "do dinh dang", "code": house.code, "seen": "99", "khoa": f"k{number}"}
            address = house.address(route)
            answers = (client.get(address), client.get(address, headers={"HX-Request": "true"}), client.post(address, asked))
            if any(shows_the_dossier(answer) for answer in answers):
                shown.append(f"{home} {role}: {route.pattern}")
    assert shown == []


@pytest.mark.parametrize("which", list(WorkList))
def test_no_list_shows_a_foreign_dossier(house: House, which: WorkList) -> None:
    for home, role in STRANGERS:
        assert not shows_the_dossier(house.browser(home, role).get("/ban-lam-viec/", {"danh-sach": which.value})), (home, role)


def test_a_colleague_of_another_unit_does_not_find_the_dossier(house: House) -> None:
    """The own agency is not enough: case officers and unit heads see what lies or lay in their unit."""
    agency = actor_of(house.officers["own", Role.CASE_OFFICER], clock.now()).posts[0].agency_id
    for role in (Role.CASE_OFFICER, Role.UNIT_HEAD):
        client = browser(new_officer(agency, "colleague", role))
        assert client.get(f"/ho-so/{house.code}/").status_code == NOT_FOUND
        assert not shows_the_dossier(client.post("/ban-lam-viec/tim/", {"tim": "do dinh dang"}))


def test_acts_on_a_foreign_dossier_are_not_found(house: House) -> None:
    for role in OWN_VIEWERS - WATCHERS:
        client = house.browser("foreign", role)
        for slug in BY_SLUG:
            answer = client.post(f"/ho-so/{house.dossier_id}/viec/{slug}/", ACT)
            assert answer.status_code == NOT_FOUND, (role, slug)


def test_those_who_may_see_the_dossier_find_it(house: House) -> None:
    """The matrix would also hold if nobody saw anything."""
    for home, role in EVERYBODY:
        if sees(home, role):
            client = house.browser(home, role)
            assert shows_the_dossier(client.get(f"/ho-so/{house.code}/")), (home, role)
            assert shows_the_dossier(client.post("/ban-lam-viec/tim/", {"tim": house.code})), (home, role)


def test_administrator_and_auditor_see_no_dossier(house: House) -> None:
    for home in HOMES:
        for role in (Role.SYSTEM_ADMIN, Role.SECURITY_AUDITOR):
            actor = actor_of(house.officers[home, role], clock.now())
            assert open_dossier(actor, house.dossier_id, at=clock.now(), why="thử") is None
            assert house.browser(home, role).get("/van-hanh/").status_code == 200


def test_no_route_is_without_its_access() -> None:
    assert all(isinstance(route.opening, Opening) for route in routes())
    assert {"/ban-lam-viec/", "/ho-so/<str:name>/", "/ho-so/<str:name>/giay-hen.pdf"} <= {route.pattern for route in routes()}
