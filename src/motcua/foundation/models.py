"""Tables of the ground every public record stands on. They hold no rules: the modules beside this one do."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Accounts are made here so that a password is always hashed."""

    def create_account(self, username: str, password: str | None, kind: str) -> Account:
        """A new active account; without a password nobody can log in with one. Raises IntegrityError when the name is taken."""
        account = self.model(username=self.model.normalize_username(username), kind=kind)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """One person's way in: one person, one account (domain §13). What the person may do follows from posts, never from here."""

    class Kind(models.TextChoices):
        OFFICER = "OFFICER", "Cán bộ, công chức"
        CITIZEN = "CITIZEN", "Người dân"

    username = models.CharField("tên đăng nhập", max_length=150, unique=True)
    kind = models.CharField("loại tài khoản", max_length=10, choices=Kind.choices)
    is_active = models.BooleanField("đang hoạt động", default=True)
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)

    objects = AccountManager()
    USERNAME_FIELD = "username"

    class Meta:
        db_table = "account"
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"


class JournalEvent(models.Model):
    """One fact of one stream. Written by `journal.append` only; the database refuses UPDATE and DELETE.

    `checks` holds a short checksum of each column, so that `verify` can name the column somebody changed; `hash` (SHA-256)
    covers every column and `prev_hash`, the hash of the stream's event before.
    """

    position = models.BigIntegerField("thứ tự chung", primary_key=True)
    stream_kind = models.CharField("loại dòng sự kiện", max_length=40)
    stream_id = models.BigIntegerField("số của dòng sự kiện")
    seq = models.IntegerField("thứ tự trong dòng")
    type = models.CharField("loại sự kiện", max_length=80)
    version = models.IntegerField("phiên bản của loại sự kiện")
    at = models.DateTimeField("xảy ra lúc")
    recorded_at = models.DateTimeField("ghi lúc")
    actor = models.CharField("người thực hiện", max_length=60)
    payload = models.TextField("nội dung")
    checks = models.CharField("số kiểm từng cột", max_length=60)
    prev_hash = models.CharField("mã băm sự kiện trước", max_length=64)
    hash = models.CharField("mã băm", max_length=64)

    class Meta:
        db_table = "journal_event"
        verbose_name = "sự kiện"
        verbose_name_plural = "nhật ký sự kiện"
        constraints = [models.UniqueConstraint(fields=["stream_kind", "stream_id", "seq"], name="journal_event_stream_seq")]


class StreamContent(models.Model):
    """What must one day be erasable: names, ids, addresses. Events carry `id` and `hash` of it, never the words.

    Erased, body, salt and checks are gone and `hash` stays, so that the chain stays whole and says nothing.
    """

    stream_kind = models.CharField("loại dòng sự kiện", max_length=40)
    stream_id = models.BigIntegerField("số của dòng sự kiện")
    kind = models.CharField("loại nội dung", max_length=40)
    salt = models.CharField("muối", max_length=32, null=True)
    body = models.TextField("nội dung", null=True)
    checks = models.CharField("số kiểm từng cột", max_length=18, null=True)
    hash = models.CharField("mã băm có muối", max_length=64)
    erased_at = models.DateTimeField("xóa lúc", null=True)

    class Meta:
        db_table = "stream_content"
        verbose_name = "nội dung riêng"
        verbose_name_plural = "nội dung riêng"
        indexes = [models.Index(fields=["stream_kind", "stream_id"], name="stream_content_stream")]


class Seal(models.Model):
    """The Merkle root over the heads of all streams that changed since the last seal, chained and signed (`seals.py` says how)."""

    no = models.BigIntegerField("số niêm phong", primary_key=True)
    sealed_at = models.DateTimeField("niêm phong lúc")
    after_position = models.BigIntegerField("sau vị trí")
    horizon = models.BigIntegerField("đến vị trí")
    streams = models.BigIntegerField("số dòng sự kiện")
    root = models.CharField("gốc cây băm", max_length=64)
    prev_hash = models.CharField("mã băm niêm phong trước", max_length=64)
    public_key = models.CharField("khóa công khai", max_length=64)
    hash = models.CharField("mã băm", max_length=64)
    signature = models.CharField("chữ ký", max_length=128)

    class Meta:
        db_table = "seal"
        verbose_name = "niêm phong"
        verbose_name_plural = "niêm phong"


class Outbox(models.Model):
    """One batch of events that reactions have yet to hear of. Gone when all have."""

    stream_kind = models.CharField("loại dòng sự kiện", max_length=40)
    stream_id = models.BigIntegerField("số của dòng sự kiện")
    first_seq = models.IntegerField("từ sự kiện")
    last_seq = models.IntegerField("đến sự kiện")
    put_at = models.DateTimeField("gửi lúc")
    claimed_by = models.CharField("tiến trình giữ", max_length=80, default="", db_default="")
    claimed_until = models.DateTimeField("giữ đến", null=True)

    class Meta:
        db_table = "outbox"
        verbose_name = "hộp gửi"
        verbose_name_plural = "hộp gửi"


class OutboxFailure(models.Model):
    """One reaction that failed on one batch: tried again with growing pauses for more than a day, then kept and shown."""

    reaction = models.CharField("phản ứng", max_length=80)
    stream_kind = models.CharField("loại dòng sự kiện", max_length=40)
    stream_id = models.BigIntegerField("số của dòng sự kiện")
    first_seq = models.IntegerField("từ sự kiện")
    last_seq = models.IntegerField("đến sự kiện")
    tries = models.IntegerField("số lần thử")
    first_failed_at = models.DateTimeField("hỏng lần đầu lúc")
    next_try_at = models.DateTimeField("thử lại lúc", null=True)
    error = models.TextField("lỗi")

    class Meta:
        db_table = "outbox_failure"
        verbose_name = "phản ứng hỏng"
        verbose_name_plural = "phản ứng hỏng"
        constraints = [models.UniqueConstraint(fields=["reaction", "stream_kind", "stream_id", "first_seq"], name="outbox_failure_batch")]
        indexes = [models.Index(fields=["next_try_at"], name="outbox_failure_next_try")]


class DutyRun(models.Model):
    """When a periodic duty ran last, so that one missed while the machine was off is caught up."""

    name = models.CharField("việc định kỳ", max_length=80, primary_key=True)
    due_at = models.DateTimeField("lần tới")
    started_at = models.DateTimeField("bắt đầu lúc", null=True)
    done_at = models.DateTimeField("xong lúc", null=True)
    error = models.TextField("lỗi", default="", db_default="")

    class Meta:
        db_table = "duty_run"
        verbose_name = "việc định kỳ"
        verbose_name_plural = "việc định kỳ"


class WorkerBeat(models.Model):
    """What one worker did last; old beats are swept away."""

    worker = models.CharField("tiến trình", max_length=80, primary_key=True)
    started_at = models.DateTimeField("chạy từ")
    seen_at = models.DateTimeField("thấy lúc")
    batches = models.BigIntegerField("số lô đã làm", default=0)
    stopped_at = models.DateTimeField("dừng lúc", null=True)

    class Meta:
        db_table = "worker_beat"
        verbose_name = "tiến trình nền"
        verbose_name_plural = "tiến trình nền"


class StoredFile(models.Model):
    """A file in the content-addressed store: its name is the SHA-256 of its bytes."""

    sha256 = models.CharField("mã băm", max_length=64, primary_key=True)
    size = models.BigIntegerField("cỡ (byte)")
    media_type = models.CharField("kiểu tệp", max_length=100)
    stored_at = models.DateTimeField("lưu lúc")

    class Meta:
        db_table = "stored_file"
        verbose_name = "tệp"
        verbose_name_plural = "tệp"


class IdempotencyKey(models.Model):
    """What a request with this key was answered, so that the same key twice is one effect."""

    scope = models.CharField("phạm vi", max_length=80)
    key = models.CharField("khóa", max_length=200)
    request = models.CharField("dấu vân yêu cầu", max_length=64)
    result = models.TextField("kết quả", default="", db_default="")
    created_at = models.DateTimeField("lập lúc")

    class Meta:
        db_table = "idempotency_key"
        verbose_name = "khóa chống lặp"
        verbose_name_plural = "khóa chống lặp"
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="idempotency_key_scope_key")]
        indexes = [models.Index(fields=["created_at"], name="idempotency_key_created")]


class Counter(models.Model):
    """The last number given out in a scope."""

    scope = models.CharField("phạm vi", max_length=120, primary_key=True)
    value = models.BigIntegerField("số cuối")

    class Meta:
        db_table = "counter"
        verbose_name = "bộ đếm"
        verbose_name_plural = "bộ đếm"


class AccessTrace(models.Model):
    """Who read whose personal data, when and why (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; kept at least 24 months)."""

    at = models.DateTimeField("lúc")
    actor = models.CharField("người đọc", max_length=60)
    act = models.CharField("việc", max_length=60)
    stream_kind = models.CharField("loại dòng sự kiện", max_length=40)
    stream_id = models.BigIntegerField("số của dòng sự kiện")
    why = models.CharField("lý do", max_length=200)

    class Meta:
        db_table = "access_trace"
        verbose_name = "dấu vết truy cập"
        verbose_name_plural = "dấu vết truy cập"
        indexes = [
            models.Index(fields=["stream_kind", "stream_id", "at"], name="access_trace_stream"),
            models.Index(fields=["actor", "at"], name="access_trace_actor"),
        ]
