"""What an edition's pages are made from, small: few figures in two cities, the other cities with reasons.

Belongs here: content for pages and documents. Not here: its values (open_data.py), empty content (pages.py).
"""

from itertools import cycle, islice

from assets.editions.content import Content
from assets.reference.seeds import Reference
from schemas.deliveries import RegisteredFinding
from tests.generators.open_data import small_values
from tests.generators.pages import content_of

YEAR = 2022


def small_content(reference: Reference, reasons: list[str] | None = None) -> Content:
    """The draft of 2022; `reasons` stand in turn where a value says why it is not there, and as its source."""
    values = small_values(reference)
    if reasons:
        texts = list(islice(cycle(reasons), len(values)))
        values = values.assign(reason=texts, source=texts)
    findings = RegisteredFinding.empty().assign(ags="", form="", file_name="", sheet="")
    return content_of(reference, year=YEAR, values=values, cities=reference.members(YEAR), findings=findings)
