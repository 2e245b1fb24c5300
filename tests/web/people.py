"""People who come to the pages, each with an account, a password and perhaps a post."""

from __future__ import annotations

from django.test import Client

from motcua.agencies.commands import register_officer
from motcua.foundation.access import SYSTEM
from motcua.foundation.models import Account
from motcua.law.roles import Role
from tests.agencies.samples import NOW, appointed, post_in

PASSWORD = "Một-Cửa-2026"


def member_of_staff(username: str, *posts: tuple[int, Role], name: str = "Nguyễn Thị Hoa") -> Account:
    """An officer with a password and a post for each (agency, role)."""
    account = Account.objects.create_account(username, PASSWORD, Account.Kind.OFFICER)
    assert isinstance(register_officer(SYSTEM, account.id, name, at=NOW), int)
    for agency_id, role in posts:
        appointed(account.id, post_in(agency_id, role).id)
    return account


def citizen(username: str = "0912345678") -> Account:
    """Somebody who is no officer."""
    return Account.objects.create_account(username, PASSWORD, Account.Kind.CITIZEN)


def logged_in(account: Account) -> Client:
    """A browser in which this account is logged in."""
    client = Client()
    client.force_login(account)
    return client


def typed_in(client: Client, username: str, password: str = PASSWORD, **more: str) -> object:
    """What the log-in page answers to a name and a password."""
    return client.post("/dang-nhap/", {"username": username, "password": password, **more})
