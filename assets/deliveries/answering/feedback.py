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
from schemas.deliveries import State

OFFICE_FOLDER = "netzwerkbuero"


def place_of(folder: Path, delivery: Mapping[str, Any], reference: Reference) -> Path:
    """Where the answer to a delivery lies: the city's feedback folder, for files of nobody the office's."""
    return folder / reference.slugs.get(delivery["ags"], OFFICE_FOLDER) / f"{delivery['receipt']}.html"


def write_missing(folder: Path, register: pd.DataFrame, findings: pd.DataFrame, reference: Reference) -> None:
    """Writes every answer that is due and not there: of files refused at the door, and what a stop left out."""
    for delivery in register[register["state"] != State.ARCHIVED].to_dict(orient="records"):
        if not place_of(folder, delivery, reference).exists():
            write_feedback(folder, delivery, findings[findings["receipt"] == delivery["receipt"]], reference)


def write_feedback(folder: Path, delivery: Mapping[str, Any], findings: pd.DataFrame, reference: Reference) -> Path:
    """Writes the answer to a delivery (a row of the register) at its place."""
    place = place_of(folder, delivery, reference)
    page = feedback_page(
        delivery,
        city=reference.names.get(delivery["ags"], "keine Stadt des Netzwerks"),
        state=reference.labels("delivery_state")[delivery["state"]],
        findings=findings.to_dict(orient="records"),
        severities=reference.labels("severity"),
    )
    write_whole(place, page.encode("utf-8"))
    return place
