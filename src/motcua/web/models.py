"""What the pages themselves must remember. Nothing of a dossier lies here."""

from __future__ import annotations

from django.db import models


class LogInAttempts(models.Model):
    """Log-ins that failed in a row, for one account name or one network address. `subject` is a keyed hash: neither can be read back."""

    subject = models.CharField("tài khoản hoặc địa chỉ mạng (băm)", max_length=80, primary_key=True)
    failures = models.IntegerField("số lần sai liên tiếp", default=0)
    last_at = models.DateTimeField("lần sai gần nhất")

    class Meta:
        db_table = "log_in_attempts"
        verbose_name = "đăng nhập sai"
        verbose_name_plural = "đăng nhập sai"
        indexes = [models.Index(fields=["last_at"], name="log_in_attempts_last")]
