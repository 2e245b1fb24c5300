"""Opens the house for commands that need its rooms: settings, models, registrations. Apart, so that others start without Django."""

from __future__ import annotations

import os

import django


def open_house() -> None:
    """Load settings and rooms. Safe to call twice."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings")
    django.setup()
