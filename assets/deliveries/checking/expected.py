"""What a delivery is checked against beside the rules: what its place promises, and what the city delivered before.

Belongs here: these two. Not here: the seeds (assets/reference/), where the facts come from (arrival/, answering/).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Expected:
    """What the place of a delivery promises: whose figures (AGS → name), for which reporting year, called how.

    `form`: the form in the file's name, or schemas.forms.WORKBOOK.
    """

    areas: dict[str, str]
    year: int
    place: str
    form: str = "eckwerte"


@dataclass(frozen=True)
class Earlier:
    """What plausibility may look at: `rows` are the city's accepted rows of earlier delivery years, by form.

    `reasons`: (form, code, place of the finding, delivery year) → why it is right all the same; those of this year
    answer a RÜCKFRAGE, those of the year before are offered again.
    """

    rows: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    reasons: Mapping[tuple[str, str, str, int], str] = field(default_factory=dict)
