"""The same request twice is one effect: what it was answered the first time is remembered and said again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import msgspec
from django.db import connection, transaction

from motcua.foundation.models import IdempotencyKey
from motcua.foundation.sql import db_instant
from motcua.law.refusal import Refusal

KEPT = timedelta(days=30)
MAX_KEY = 200
_CLAIM = """
INSERT INTO idempotency_key (scope, key, request, created_at) VALUES (%s, %s, %s, %s) ON CONFLICT (scope, key) DO NOTHING RETURNING id
"""
OTHER_REQUEST = Refusal(
    code="KEY_OF_ANOTHER_REQUEST",
    template="Trang này đã dùng để gửi một yêu cầu khác rồi, nên lần này chưa ghi gì. Mở lại trang rồi làm tiếp.",
)
BAD_KEY = Refusal(
    code="BAD_IDEMPOTENCY_KEY", template="Yêu cầu phải có mã chống lặp từ 1 đến 200 ký tự in được. Mở lại trang rồi làm tiếp."
)


class Answer(msgspec.Struct, frozen=True):
    """The stored result (JSON text), and whether it is from an earlier request with the same key."""

    result: str
    is_replay: bool


class _RefusedError(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def once(scope: str, key: str, request: str | bytes, effect: Callable[[], str | Refusal], *, at: datetime) -> Answer | Refusal:
    """Run `effect` once for `key` in `scope` and remember the JSON text it returns; the same key again gives that text.

    `request` is everything the effect depends on, as canonical text: the same key with another request is refused. Effect and
    memory share one transaction, so when two calls race, the second waits and gets the first one's answer. A refusal from `effect`
    undoes everything and is not remembered: corrected, the request may come again under the same key.
    """
    if not 0 < len(key) <= MAX_KEY or not key.isprintable():
        return BAD_KEY
    fingerprint = hashlib.sha256(request.encode() if isinstance(request, str) else request).hexdigest()
    try:
        with transaction.atomic():
            claimed = _claim(scope, key, fingerprint, at)
            return _run(claimed, effect) if claimed is not None else _replay(scope, key, fingerprint)
    except _RefusedError as refused:
        return refused.refusal


def _claim(scope: str, key: str, fingerprint: str, at: datetime) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, (scope, key, fingerprint, db_instant(at)))
        row = cursor.fetchone()
    return int(row[0]) if row else None


def _run(claimed: int, effect: Callable[[], str | Refusal]) -> Answer:
    result = effect()
    if isinstance(result, Refusal):
        raise _RefusedError(result)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE idempotency_key SET result = %s WHERE id = %s", (result, claimed))
    return Answer(result, is_replay=False)


def _replay(scope: str, key: str, fingerprint: str) -> Answer | Refusal:
    with connection.cursor() as cursor:
        cursor.execute("SELECT request, result FROM idempotency_key WHERE scope = %s AND key = %s", (scope, key))
        request, result = cursor.fetchone()
    return Answer(result, is_replay=True) if request == fingerprint else OTHER_REQUEST


def recall(scope: str, keys: Sequence[str]) -> dict[str, str]:
    """What was answered to these keys in `scope`, by key; keys that nobody has used are not there. One query."""
    return dict(IdempotencyKey.objects.filter(scope=scope, key__in=keys).values_list("key", "result"))


def forget_old_keys(at: datetime) -> int:
    """Forget keys older than thirty days; return how many. A duty."""
    forgotten, _ = IdempotencyKey.objects.filter(created_at__lt=at - KEPT).delete()
    return forgotten
