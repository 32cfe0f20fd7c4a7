"""Every finding there is, from seeds/finding_codes.csv: its code, its consequence and its German sentence.

Belongs here: making one finding from the catalogue, and showing delivered text safely. Not here: when a finding is made
(arrival/, reading/, checking/).
"""

import csv
from pathlib import Path

from schemas.findings import Finding, Severity

_SEED = Path(__file__).parents[2] / "seeds" / "finding_codes.csv"


def _catalogue() -> dict[str, tuple[Severity, str]]:
    with _SEED.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (Severity(row["severity"]), row["message"]) for row in csv.DictReader(file)}


# Code → consequence and sentence, in the order of the check. Codes are stable: they are quoted in mails.
CATALOGUE = _catalogue()


def finding(
    code: str,
    row: int | None = None,
    column: str = "",
    value: object = "",
    expected: object = "",
    *,
    sheet: str = "",
    cell: str = "",
    **words: object,
) -> Finding:
    """One finding of the catalogue with its sentence filled in; `words` fills further places of the sentence.

    `cell` is the address as the sender's spreadsheet shows it (C7); delivered text is shown safely (shown()).
    """
    severity, sentence = CATALOGUE[code]
    value, expected, column, sheet = shown(value), shown(expected, 400), shown(column), shown(sheet)
    message = sentence.format(value=value, expected=expected, column=column, **words)
    return Finding(code, severity, message, row, column, value, expected, sheet, cell)


def shown(value: object, longest: int = 80) -> str:
    """Text as it may be printed: not longer than that, control and direction characters written out."""
    text = str(value)
    text = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in text)
