"""The first acknowledgement: what arrived, and that it lies in the archive as it came; not whether it is right.

Belongs here: its facts, for the page (page.py) and for machines. Not here: the verdict (report.py).
"""

import json
from collections.abc import Mapping
from typing import Any

from reports.feedback.report import OFFICE, seen


def receipt(delivery: Mapping[str, Any], *, city: str, form: str, software: str) -> dict[str, Any]:
    """The facts of an acknowledgement, from a row of the register; only what the arrival itself says.

    So it is the same at any later time, whatever became of the delivery.
    """
    row = seen(delivery)
    if row["sha256"]:
        statement = "Ihre Datei ist eingegangen und unverändert archiviert."
        meaning = (
            "Das heißt noch nicht, dass sie richtig ist: Die Prüfung folgt, ihr Ergebnis steht im Prüfbericht. "
            "Mit der Prüfsumme können Sie jederzeit nachweisen, was Sie geliefert haben."
        )
    else:
        statement = "Ihre Datei ist bemerkt, aber nicht gelesen und nicht archiviert."
        meaning = "Der Prüfbericht nennt den Grund und was Sie tun können."
    return {
        "art": "Eingangsquittung",
        "empfangsnummer": row["receipt"],
        "laufende_nummer": row["number"],
        "aussage": statement,
        "bedeutung": meaning,
        "empfaenger": OFFICE,
        "stadt": city,
        "ags": row["ags"],
        "inhalt": form,
        "berichtsjahr": row["year"],
        "fassung": row["version"],
        "vorige_fassung": row["replaces"],
        "ordner": row["folder"],
        "datei": row["file_name"],
        "byte": row["size"],
        "sha256": row["sha256"],
        "eingegangen": row["arrived"],
        "pruefbericht": f"{row['receipt']}.html",
        "programm": software,
    }


def receipt_json(facts: Mapping[str, Any]) -> bytes:
    """The acknowledgement for machines; what is not known is null."""
    known = {name: None if value == "" else value for name, value in facts.items()}
    return (json.dumps(known, ensure_ascii=False, indent=2) + "\n").encode()
