"""Persons and organisations: personal data, read only through `people.queries`, which leaves a trace."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class PersonKind(models.TextChoices):
    """Natural person or organisation."""

    CITIZEN = "CITIZEN", "cá nhân"
    ORGANISATION = "ORGANISATION", "tổ chức"


class Sex(models.TextChoices):
    """As written on the card; empty for organisations."""

    MALE = "MALE", "Nam"
    FEMALE = "FEMALE", "Nữ"


class Person(models.Model):
    """A person or organisation that has had to do with the one-stop units. Phones are E.164, texts NFC."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=12, choices=PersonKind.choices)
    full_name = models.CharField(max_length=200)
    folded = models.CharField(max_length=450, db_index=True)
    personal_id = models.CharField(max_length=12, blank=True, default="")
    tax_code = models.CharField(max_length=14, blank=True, default="")
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True, default="")
    phone = models.CharField(max_length=16, blank=True, default="", db_index=True)
    email = models.CharField(max_length=160, blank=True, default="")
    address = models.CharField(max_length=200, blank=True, default="")
    commune = models.CharField(max_length=80, blank=True, default="")
    province = models.CharField(max_length=80, blank=True, default="")
    representative = models.ForeignKey("self", models.SET_NULL, null=True, related_name="represents")
    registered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "person"
        verbose_name = verbose_name_plural = "cá nhân, tổ chức"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["personal_id"], condition=~models.Q(personal_id=""), name="person_personal_id_once"),
            models.UniqueConstraint(fields=["tax_code"], condition=~models.Q(tax_code=""), name="person_tax_code_once"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_address(self) -> str:
        """The address on one line, as it is printed."""
        return ", ".join(part for part in (self.address, self.commune, self.province) if part)
