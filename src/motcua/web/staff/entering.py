"""Whether a name and a password let somebody in at the staff door, and whom the demonstration offers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from motcua.foundation.access import Actor
from motcua.foundation.models import Account
from motcua.law.calendar import VN
from motcua.law.refusal import Refusal
from motcua.law.roles import Role
from motcua.web import throttle

HOMES: tuple[tuple[Role, str], ...] = (
    (Role.RECEPTION, "/quay/"),
    (Role.APPROVER, "/phe-duyet/"),
    (Role.SYSTEM_ADMIN, "/van-hanh/"),
    (Role.SECURITY_AUDITOR, "/van-hanh/"),
)
"""Where the day of a role begins; the first role held decides."""
HOME_OF_ALL_OTHERS = "/ban-lam-viec/"
LONGEST_PASSWORD = 4096

WRONG = Refusal(
    code="WRONG_NAME_OR_PASSWORD",
    template="Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại.",
    field="password",
)
NAME_MISSING = Refusal(code="NAME_MISSING", template="Nhập tên đăng nhập.", field="username")
PASSWORD_MISSING = Refusal(code="PASSWORD_MISSING", template="Nhập mật khẩu.", field="password")
LOCKED = Refusal(
    code="ACCOUNT_LOCKED",
    template="Tài khoản này đang bị khóa. Liên hệ người quản trị hệ thống của cơ quan để mở lại.",
)
NOT_STAFF = Refusal(
    code="NOT_A_STAFF_ACCOUNT",
    template="Đây là tài khoản người dân. Trang này chỉ dành cho tài khoản công vụ; người dân tra cứu hồ sơ không cần đăng nhập.",
)


class DemoAccount(msgspec.Struct, frozen=True):
    """A person of the demonstration province whom a visitor may be for a while."""

    username: str
    role: str
    agency: str
    what_to_try: str
    password: str = ""


def home_of(actor: Actor) -> str:
    """The page on which this officer's day begins."""
    return next((address for role, address in HOMES if role in actor.roles), HOME_OF_ALL_OTHERS)


def let_in(username: str, password: str, address: str, at: datetime) -> Account | Refusal:
    """The account that name and password open, or why none. `address` is the network address of the one who tries."""
    if not username:
        return NAME_MISSING
    if not password:
        return PASSWORD_MISSING
    until = throttle.begin(username, address, at)
    if until is not None:
        return _wait(until, at)
    account = Account.objects.filter(username=username).first()
    if not _is_right(account, password) or account is None:
        return WRONG
    throttle.succeeded(username, address)
    if account.kind != Account.Kind.OFFICER:
        return NOT_STAFF
    return account if account.is_active else LOCKED


def _is_right(account: Account | None, password: str) -> bool:
    """Takes as long for a name that nobody has as for a wrong password, so that names cannot be told apart."""
    if len(password) > LONGEST_PASSWORD:
        return False
    if account is None or not account.has_usable_password():
        make_password(password)
        return False
    return check_password(password, account.password)


def _wait(until: datetime, at: datetime) -> Refusal:
    minutes = -(-int((until - at).total_seconds()) // 60) or 1
    return Refusal(
        code="TOO_MANY_TRIES",
        template="Đã nhập sai nhiều lần. Đợi {minutes} phút, đến {time}, rồi thử lại. Quên mật khẩu thì liên hệ người quản trị hệ thống.",
        params={"minutes": minutes, "time": f"{until.astimezone(VN):%H:%M}"},
    )


def demo_accounts() -> list[DemoAccount]:
    """Whom the log-in page of a demonstration offers; nobody anywhere else."""
    file = Path(settings.VAR) / "demo_accounts.json"
    if not settings.DEMO or not file.is_file():
        return []
    return msgspec.json.decode(file.read_bytes(), type=list[DemoAccount])


def demo_account(username: str) -> Account | None:
    """The account of a person on that list; None for everybody else."""
    if username not in {one.username for one in demo_accounts()}:
        return None
    return Account.objects.filter(username=username, kind=Account.Kind.OFFICER, is_active=True).first()
