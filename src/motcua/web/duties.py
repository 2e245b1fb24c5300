"""What the pages want tidied once a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore

from motcua.foundation.duties import register_duty
from motcua.web import throttle

_DAY = timedelta(days=1)


def register() -> None:
    """Tell the worker. Called once, when the room is ready."""
    register_duty("Quên các lần đăng nhập sai cũ", _DAY, _forget_attempts)
    register_duty("Dọn phiên đăng nhập đã hết hạn", _DAY, _clear_sessions)


def _forget_attempts(at: datetime) -> None:
    throttle.forget_old_attempts(at)


def _clear_sessions(at: datetime) -> None:  # noqa: ARG001 - the framework asks the machine's clock itself
    SessionStore.clear_expired()
