"""When a dropped file is due: settled since the last look, and other bytes than the register's newest.

Belongs here: the decision of the folder sensor, as a pure function of two looks and the register; no clock decides. Not
here: looking (folder.py), taking in (register.py), asking the engine for a run (pipelines/sensors.py).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from assets.deliveries.arrival.folder import TEST_FOLDER, trial_key
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


def due(sights: Mapping[Place, Sight], registered: pd.DataFrame, answered_trials: Collection[str] = ()) -> list[Place]:
    """Settled files whose bytes differ from the newest the register knows of this place, by place.

    A file that was corrected and then put back is due again: the newest bytes count, not whether they were ever seen.
    A trial is due until its key is among `answered_trials`.
    """
    newest = registered.sort_values("number").drop_duplicates(["folder", "file_name"], keep="last")
    known = {
        (row.folder, row.file_name): row.sha256 or "-" for row in newest[["folder", "file_name", "sha256"]].itertuples()
    }
    settled = {place: sight.sha256 for place, sight in sights.items() if sight.sha256}
    return sorted(
        place
        for place, sha256 in settled.items()
        if (_trial(place, sha256) not in answered_trials if is_trial(place) else sha256 != known.get(_written(place)))
    )


def is_trial(place: Place) -> bool:
    """Whether a place lies in a city's folder for trials."""
    return place[1].startswith(f"{TEST_FOLDER}/")


def _trial(place: Place, sha256: str) -> str:
    return trial_key(place[1].removeprefix(f"{TEST_FOLDER}/"), sha256)


def _written(place: Place) -> Place:
    """The place as the register writes it."""
    folder, file_name = place
    return shown(folder), shown(file_name, 255)
