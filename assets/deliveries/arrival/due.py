"""When a dropped file is due: settled since the last look, and other bytes than the register's newest.

Belongs here: the decision of the folder sensor, as a pure function of two looks and the register; no clock decides. Not
here: looking (folder.py), taking in (register.py), asking the engine for a run (pipelines/sensors.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from assets.deliveries.arrival.filenames import name_of, parse
from assets.deliveries.findings import shown

Place = tuple[str, str]  # folder and file name


@dataclass(frozen=True)
class Sight:
    """What a look saw of a file: size, time of change, and the bytes' sha256 once it had settled.

    The sha256 is "" before, and "-" for an entry that has no bytes to take (a link, a folder, a file too large).
    """

    size: int
    changed: int
    sha256: str = ""


def look_again(
    before: Mapping[Place, Sight], now: Mapping[Place, tuple[int, int]], fingerprint: Callable[[Place], str]
) -> dict[Place, Sight]:
    """The sights after a look (`now`: place → size, time of change). A file unchanged since the last look has settled.

    Only then its fingerprint is taken, once; files that are gone are forgotten.
    """
    sights = {}
    for place, (size, changed) in now.items():
        known = before.get(place)
        if known is None or (known.size, known.changed) != (size, changed):
            sights[place] = Sight(size, changed)
        else:
            sights[place] = Sight(size, changed, known.sha256 or fingerprint(place))
    return sights


def due(sights: Mapping[Place, Sight], registered: pd.DataFrame) -> list[Place]:
    """Settled files whose bytes differ from the newest the register knows of this place, by place.

    A file that was corrected and then put back is due again: the newest bytes count, not whether they were ever seen.
    """
    newest: dict[Place, set[str]] = {}
    for _, attempts in registered.sort_values("version").groupby(["folder", "file_name", registered["year"].notna()]):
        row = attempts.iloc[-1]
        newest.setdefault((row["folder"], row["file_name"]), set()).add(row["sha256"] or "-")
    return sorted(
        place for place, sight in sights.items() if sight.sha256 and sight.sha256 not in newest.get(_written(place), ())
    )


def _written(place: Place) -> Place:
    """The place as the register writes it."""
    folder, file_name = place
    name = parse(file_name)
    return shown(folder), name_of(name) if name else shown(file_name)
