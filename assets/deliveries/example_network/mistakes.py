"""The files of the example network that are wrong on purpose, as offices get them wrong, and what the check must say.

Belongs here: each mistake with its planned findings. Not here: when the right file follows (the network).
"""

from collections.abc import Callable
from dataclasses import dataclass

from assets.deliveries.example_network.figures import Row


@dataclass(frozen=True)
class Mistake:
    """What was done to the rows of a file, the codes of the findings it must get, whether a corrected file follows."""

    made_in: Callable[[list[Row]], list[Row]]
    codes: tuple[str, ...]
    corrected: bool


def _with_circa(rows: list[Row]) -> list[Row]:
    """Somebody was not sure of a number and wrote so into its cell."""
    return [{**row, "count": f"ca. {row['count']}"} if number == 3 else row for number, row in enumerate(rows)]


def _pasted(rows: list[Row]) -> list[Row]:
    """A remark was pasted from a web page, with a character nobody sees."""
    return [{**row, "note": f"{row['note']}\u200b, geprüft"} if number == 2 else row for number, row in enumerate(rows)]


# City, reporting year and form → the mistake in this file.
MISTAKES = {
    ("99009000", 2021, "personal"): Mistake(_with_circa, ("ZAHL_TEXT",), corrected=True),
    ("99009000", 2023, "bevoelkerung"): Mistake(_pasted, ("ZEICHEN_UNSICHTBAR",), corrected=False),
}
