"""The law by its date of effect, as data (domain §0.1). A dossier keeps the ruleset of its reception day for life."""

from motcua.law.rulesets.forms import Form, FormPurpose, FormSet, form_set_at, form_sets, purpose_of
from motcua.law.rulesets.instruments import basis_in_force
from motcua.law.rulesets.periods import (
    AfterCutoff,
    ApologyBy,
    Compare,
    Confidence,
    EarlyMargin,
    Provenance,
    Ruleset,
    ruleset_at,
    ruleset_by_key,
    rulesets,
)

__all__ = [
    "AfterCutoff",
    "ApologyBy",
    "Compare",
    "Confidence",
    "EarlyMargin",
    "Form",
    "FormPurpose",
    "FormSet",
    "Provenance",
    "Ruleset",
    "basis_in_force",
    "form_set_at",
    "form_sets",
    "purpose_of",
    "ruleset_at",
    "ruleset_by_key",
    "rulesets",
]
