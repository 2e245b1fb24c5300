"""What the law changes from one year to the next stands in data with its day of effect, never in the code (domain §15, trap 41)."""

from __future__ import annotations

import re

from tests.architecture.tree import files, report, text_of

# Bodies whose tasks moved to others (domain §0.1). Names of instruments ("Thông tư 03/2025/TT-VPCP") keep the letters of theirs.
BODIES = re.compile(
    r"Văn phòng Chính phủ|(?<![-/])\bVPCP\b|Bộ Tư pháp|Bộ Công an|Sở Thông tin và Truyền thông|Sở TTTT|Sở Khoa học và Công nghệ|Sở KHCN"
)
WHERE_IT_STANDS = ("src/motcua/law/rulesets", "src/motcua/project/demo", "src/motcua/web/locale")
NUMBERED = re.compile(r"[Mm]ẫu (?:số )?0[56]")


def test_no_page_and_no_rule_names_a_body_that_the_law_replaces() -> None:
    report("Bodies that change with the law are named by the ruleset of the day:", _found(BODIES))


def test_the_numbers_that_two_circulars_give_to_different_forms_stand_in_the_form_sets() -> None:
    # The stop notice has one number because only one circular has it; `basis_in_force` leaves it out before that.
    offenders = [one for one in _found(NUMBERED) if "Thông tư 03/2025/TT-VPCP, mẫu 05" not in one]
    report("Forms 05 and 06 are different papers in 2018 and 2025; ask for their purpose:", offenders)


def _found(words: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{no} {line.strip()[:120]}"
        for path in files()
        if path.suffix in {".py", ".html", ".typ"} and path.is_relative_to("src/motcua") and not str(path).startswith(WHERE_IT_STANDS)
        for no, line in enumerate(text_of(path).splitlines(), 1)
        if words.search(line)
    ]
