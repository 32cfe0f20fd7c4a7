"""What the open data of an edition are made from, and what every format says of the whole.

Belongs here: titles, addresses, licence, who publishes it. Not here: the formats (the other modules of this folder).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from assets.editions.changes import COLUMNS as CHANGES
from assets.editions.download import visible_text
from assets.reference.seeds import Reference
from schemas.published import DATA, PUBLISHED

FOLDER = f"{DATA}/"
SERIES_TITLE = "Kennzahlen des Kontrakts „Interkulturelle Städteregion“"
_ABOUT = (
    "Wie viele Beschäftigte der Stadtverwaltungen eine Zuwanderungsgeschichte haben, im Vergleich zur Bevölkerung; "
    "dazu interkulturelle Kompetenz, Maßnahmen und Zusammenarbeit. Jede Zahl steht mit Definition, Erhebungsart, "
    "Unsicherheit und Herkunft da; wo keine steht, sagt ein Status warum."
)
_DRAFT = " Dies ist ein Entwurf: Die Städte haben die Zahlen noch nicht freigegeben."
_PROPOSED = "Als Lizenz ist „{licence}“ vorgeschlagen; entschieden ist sie noch nicht."
_INVENTED = "Beispieldaten: Alle Städte und Zahlen sind erfunden. "
KEYWORDS = ("Einwanderungsgeschichte", "Migrationshintergrund", "öffentlicher Dienst", "Personal", "Städtevergleich")
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_MAIL = re.compile(r"[\w.+-]+@[\w.-]+")
# What the seeds call a licence, or its address → how German data portals name it.
_LICENCES = {
    "dl-de/by-2-0": "http://dcat-ap.de/def/licenses/dl-by-de/2.0",
    "dl-de/zero-2-0": "http://dcat-ap.de/def/licenses/dl-zero-de/2.0",
}
_CONTRIBUTORS = "http://dcat-ap.de/def/contributors/"
# Field of seeds/publisher.csv → what readers miss without it.
_SAID = {
    "name": "herausgebende Stelle",
    "email": "E-Mail-Adresse für Fragen",
    "licence": "Lizenz",
    "contributor": "Kennung als Datenbereitsteller",
    "base_url": "Adresse im Netz",
    "doi": "Kennung bei einem Archiv",
}


@dataclass(frozen=True)
class OpenData:
    """One edition for re-users: the tables as they stand in the CSV files (German columns), and what they are of.

    `reference` is the German one. `stage` is Entwurf, or empty once published; `publisher` is seeds/publisher.csv as
    field → value. Raises ValueError where an address of the publisher is none.
    """

    year: int
    number: int
    stage: str
    values: pd.DataFrame
    network: pd.DataFrame
    breakdowns: pd.DataFrame
    reference: Reference
    publisher: Mapping[str, str] = field(default_factory=dict)
    changes: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=CHANGES))

    def __post_init__(self) -> None:
        for name, form in {"base_url": _WEB, "licence_url": _WEB, "email": _MAIL}.items():
            if self.says(name) and not form.fullmatch(self.says(name)):
                raise ValueError(f"publisher.csv, {name}: {self.says(name)!r} ist keine Adresse.")

    @property
    def published(self) -> bool:
        """Whether the edition has left the house."""
        return self.stage in ("", PUBLISHED)

    @property
    def name(self) -> str:
        """What machines call the data of the year; an invented network is not the real one."""
        return f"kontrakt-{'beispieldaten' if self.reference.invented else 'kennzahlen'}-{self.year}"

    @property
    def series_title(self) -> str:
        """Title of all years together; of an invented network also that it is one."""
        return SERIES_TITLE + (" (erfundene Beispieldaten)" if self.reference.invented else "")

    @property
    def title(self) -> str:
        """Title of the edition; a draft is called one."""
        stage = "" if self.published else f" ({self.stage})"
        return f"{self.series_title}, Berichtsjahr {self.year}{stage}"

    @property
    def about(self) -> str:
        """What the data of all years are about, in plain German; of an invented network first that it is one."""
        return (_INVENTED if self.reference.invented else "") + _ABOUT

    @property
    def description(self) -> str:
        """The same of this edition: of a draft also that it is one, and that its licence is only proposed."""
        return " ".join(filter(None, [self.about + ("" if self.published else _DRAFT), self.proposed_licence]))

    @property
    def proposed_licence(self) -> str:
        """The sentence that the licence is not decided yet; empty once the edition is published with it."""
        licence = self.says("licence_name") or self.says("licence") or self.licence_iri
        return _PROPOSED.format(licence=licence) if licence and not self.published else ""

    @property
    def licence_iri(self) -> str:
        """The licence as German data portals name it, else its own address; empty where none is given."""
        given = f"{self.says('licence')} {self.says('licence_url')}"
        return next((iri for word, iri in _LICENCES.items() if word in given), self.says("licence_url"))

    @property
    def contributor_iri(self) -> str:
        """The data provider's identifier at German data portals; empty where none is given."""
        told = self.says("contributor")
        return told if not told or _WEB.fullmatch(told) else _CONTRIBUTORS + re.sub(r"[^\w-]", "", told, flags=re.A)

    def says(self, name: str) -> str:
        """A field of the publisher, empty where nothing is said."""
        return visible_text(self.publisher.get(name, "").strip())

    def address(self, name: str) -> str:
        """Address of a file of this edition: absolute, or seen from the folder of the data where no base is given."""
        base = self.says("base_url")
        if base:
            return f"{base.rstrip('/')}/{self.year}/v{self.number}/{name}"
        return name.removeprefix(FOLDER) if name.startswith(FOLDER) else f"../{name}"

    def period(self) -> tuple[int, int]:
        """First and last year that there are numbers of; of an edition without any its reporting year."""
        years = self.values.loc[self.values["wert"].notna(), "jahr"].dropna().astype(int)
        return (int(years.min()), int(years.max())) if len(years) else (self.year, self.year)

    def cities(self) -> dict[str, str]:
        """AGS → name of the cities that have a row, by name."""
        names = self.values.drop_duplicates("ags").sort_values("stadt")
        return dict(zip(names["ags"], names["stadt"], strict=True))


def missing_statements(publisher: Mapping[str, str]) -> list[str]:
    """What the data cannot say of their publisher because nobody has filled it in, for the page of the data."""
    return [words for name, words in _SAID.items() if not publisher.get(name, "").strip()]
