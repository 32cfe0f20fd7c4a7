"""What the rows of a form say together and against other sources, one check after the other.

Belongs here: which of these checks there are, and what stays unchecked. Not here: the checks (sums.py, headline.py,
previous_year.py, smallest.py, official.py).
"""

from assets.deliveries.checking import official, previous_year, sums
from assets.deliveries.checking.expected import Earlier
from assets.deliveries.checking.headline import check_figures
from assets.deliveries.checking.smallest import check_smallest
from assets.deliveries.checking.typed import Rows
from assets.deliveries.reading.table import TotalRow
from assets.reference.seeds import Reference
from schemas.deliveries import Finding
from schemas.forms import Form
from schemas.headline import FORM as HEADLINE


def check_together(
    rows: Rows, totals: list[TotalRow], year: int, earlier: Earlier, reference: Reference
) -> tuple[list[Finding], list[str]]:
    """All findings about rows together, and the codes of what could not be looked at (no year before, no total)."""
    found = check_figures(rows, reference) if rows.form.name == HEADLINE else []
    found += check_smallest(rows, earlier.rows.get(rows.form.name), year)
    unlooked: list[str] = []
    for findings, codes in (
        sums.check_totals(rows, totals),
        sums.check_sums(rows, reference),
        previous_year.check_previous(rows, earlier.rows.get(rows.form.name), year, reference),
        official.check_official(rows, year, reference),
    ):
        found += findings
        unlooked += codes
    return found, unlooked


def codes_of(form: Form) -> list[str]:
    """The codes of all that is looked at for a form together: what a refused delivery leaves open."""
    return [*sums.codes_of(form), *previous_year.codes_of(form), *official.codes_of(form)]
