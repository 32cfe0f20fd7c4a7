"""A number that was wrong gives nobody away; one that is still true does, however it is hidden now."""

import pytest

from assets.protection.gate import EditionAudit, audit_edition
from assets.reference.seeds import Reference
from tests.generators.printed import WAY, edition, share

GROUP = "career/LG11"
TOLD, HIDDEN = share(GROUP, 40, 80), share(GROUP, None, 80)
REST, WHOLE = share("career/LG12", None, 220), share("insgesamt", 60, 300)


@pytest.fixture
def audited(reference: Reference):
    def run(yes: int | None, name: str = f"personal/{GROUP.replace('/', '=')}") -> EditionAudit:
        """The audit where the city by now counts so many `yes` among 80; None: it does not say."""
        way = tuple(WAY.values())
        own = {} if yes is None else {(way, name, "yes"): yes, (way, name, "no"): 80 - yes, (way, name, "silent"): 0}
        return audit_edition(edition(WHOLE, HIDDEN, REST), [edition(WHOLE, TOLD)], 5, 10, reference, {"99001000": own})

    return run


def test_a_figure_that_was_wrong_may_be_secret_once_it_is_right(audited):
    assert audited(2).recoverable == ()


@pytest.mark.parametrize("yes", [40, None])
def test_hiding_what_was_told_and_is_still_true_is_no_protection(audited, yes: int | None):
    (first, *_) = audited(yes).recoverable
    assert first == "Ahorn 2023, Laufbahngruppe: LG 1.1, mit Zuwanderungsgeschichte: genau 40"


def test_what_another_group_counts_corrects_nothing(audited):
    assert audited(2, "personal/career=LG12").recoverable != ()


def test_a_part_of_those_counted_is_corrected_too(reference: Reference):
    """Whoever counts names a nationality in another way than who reads."""
    way = tuple(WAY.values())
    own = {(way, "personal/tuerkisch=tuerkisch", answer): count for answer, count in (("yes", 2), ("no", 2999))}
    before, now = edition(share("tuerkisch", 40, 3001)), edition(share("tuerkisch", None, 3001))
    assert audit_edition(now, [before], 5, 10, reference, {"99001000": own}).recoverable == ()
    assert audit_edition(now, [before], 5, 10, reference).recoverable != ()
