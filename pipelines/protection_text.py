"""What is kept secret and why, as text for people and as plain data for machines.

Belongs here: the words and their order. Not here: the decisions and the audit (assets/protection/).
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from assets.protection.decisions import BLOCK, Decisions
from assets.protection.gate import EditionAudit
from assets.protection.persons import words
from assets.reference.seeds import Reference
from reports.numbers import german, german_date

COUNTED = {"yes": "mit Zuwanderungsgeschichte", "known": "mit bekannter Angabe", "everybody": "alle"}
SMALL, PARTNER = "zu klein", "damit sich nichts ausrechnen lässt"
NO_EDITION = "Prüfung der Ausgabe: Es liegt noch keine Ausgabe im Ordner."


def procedure_text(year: int, reference: Reference) -> str:
    """How the edition of the year protects persons."""
    chosen = reference.procedure_words(year)
    return f"Verfahren {year}: {chosen['label']}. {chosen['note']}"


def decisions_text(decided: Decisions, reference: Reference) -> str:
    """What is hidden of one city, day by day: which number, why; and the cost against the cheapest way."""
    cells = decided.cells
    name = reference.names[cells["ags"].iloc[0]] if len(cells) else "Eine Stadt ohne Anzahlen von Personen"
    lines = [f"{name}: {german(int(cells['hidden'].sum()))} von {german(len(cells))} Zahlen geheim"]
    for block in decided.blocks.to_dict(orient="records"):
        hidden = _of_block(cells, block)
        lines += ["", f"  {_stand(block)}, {block['hidden']} von {block['cells']} Zahlen. {_cost(block)}"]
        for (persons, secret), rows in hidden.groupby(["persons", "secret"], sort=True):
            said = ", ".join(COUNTED[what] for what in rows["what"])
            lines.append(f"    {words(persons, reference)}: {said} ({SMALL if secret else PARTNER})")
    told = int(cells["told"].sum()) if len(cells) else 0
    if told:
        lines += ["", f"  {german(told)} Zahlen stehen schon in früheren Ausgaben und bleiben gezeigt."]
    return "\n".join(lines)


def audit_text(found: EditionAudit | None) -> str:
    """The outcome of the audit in a few sentences, each leak on a line of its own."""
    if found is None:
        return NO_EDITION
    lines = [
        f"Prüfung der Ausgabe: {german(found.published)} Zahlen über Personen gezeigt, {german(found.hidden)} geheim, "
        f"{german(len(found.recoverable))} davon lassen sich ausrechnen."
    ]
    if found.narrowest is not None:
        lines.append(f"Engster Spielraum einer geheimen Zahl: {german(found.narrowest)} Personen.")
    if found.insiders:
        lines.append(f"Auch keine Stadt, die ihre eigenen Zahlen kennt: {german(found.insiders)} Angriffe von innen.")
    return "\n".join([*lines, *(f"  {leak}" for leak in found.leaks)])


def summary(
    year: int, decided: Mapping[str, Decisions], found: EditionAudit | None, reference: Reference
) -> dict[str, Any]:
    """The same as plain data: cities with their blocks and hidden numbers, and the outcome of the audit."""
    cities = [
        {
            "ags": ags,
            "stadt": reference.names[ags],
            "zahlen": len(one.cells),
            "geheim": [
                {
                    "jahr": int(row["year"]),
                    "stichtag": row["date"],
                    "definition": row["definition"],
                    "erhebungsart": row["method"],
                    "berichtskreis": row["scope"],
                    "wer": words(row["persons"], reference),
                    "zahl": COUNTED[row["what"]],
                    "warum": SMALL if row["secret"] else PARTNER,
                }
                for row in one.cells[one.cells["hidden"].astype(bool)].to_dict(orient="records")
            ],
            "bloecke": [
                {
                    "jahr": int(block["year"]),
                    "stichtag": block["date"],
                    "zahlen": block["cells"],
                    "geheim": block["hidden"],
                    "kosten": block["cost"],
                    "kosten_schnell": block["quick"],
                    "beweis": bool(block["proven"]),
                }
                for block in one.blocks.to_dict(orient="records")
            ],
        }
        for ags, one in decided.items()
    ]
    return {
        "berichtsjahr": year,
        "verfahren": reference.procedure(year),
        "staedte": cities,
        "pruefung": found.summary() if found else None,
    }


def _of_block(cells: pd.DataFrame, block: Mapping[Any, Any]) -> pd.DataFrame:
    same = pd.Series(True, cells.index)
    for name in BLOCK:
        same &= cells[name].eq(block[name])
    return cells[same & cells["hidden"].astype(bool)]


def _stand(block: Mapping[Any, Any]) -> str:
    return f"Stand {german_date(block['date'])}" if block["date"] else f"Jahr {block['year']}"


def _cost(block: Mapping[Any, Any]) -> str:
    if not block["quick"]:
        return "Außer den kleinen Zahlen selbst musste nichts weggelassen werden."
    if not block["proven"]:
        return "Ob es günstiger geht, ist nicht bewiesen."
    return "Günstiger geht es nicht."
