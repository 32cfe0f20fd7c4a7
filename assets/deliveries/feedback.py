"""The feedback folder: where a city finds the answer to a delivery.

Belongs here: which answer lies where. Not here: how the page looks (reports/feedback.py).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from assets.folders import write_whole
from assets.reference.seeds import Reference
from reports.feedback import feedback_page

OFFICE_FOLDER = "netzwerkbuero"


def write_feedback(folder: Path, delivery: Mapping[str, Any], findings: pd.DataFrame, reference: Reference) -> Path:
    """Writes the answer into the city's feedback folder (for files of nobody: the office's), named by receipt."""
    cities = reference.cities.set_index("ags")
    city = cities.loc[delivery["ags"]] if delivery["ags"] in cities.index else None
    place = folder / (OFFICE_FOLDER if city is None else city["slug"]) / f"{delivery['receipt']}.html"
    page = feedback_page(
        delivery,
        city="keine Stadt des Netzwerks" if city is None else city["name"],
        state=reference.labels("delivery_state")[delivery["state"]],
        findings=findings.to_dict(orient="records"),
        severities=reference.labels("severity"),
    )
    write_whole(place, page.encode("utf-8"))
    return place
