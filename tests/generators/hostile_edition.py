"""What an edition is made from when everybody who may write a word writes hostile ones: cities, seeds, the office.

Belongs here: the input of such an edition. Not here: the words (hostile.py), what must not become of them.
"""

import json
from dataclasses import replace
from functools import partial
from itertools import cycle, islice

import pandas as pd

from assets.editions.content import EditionInput
from assets.editions.download import tidy_csv
from assets.reference.seeds import Reference
from assets.reference.translated import WORDS
from schemas.breakdowns import Breakdown
from schemas.deliveries import Delivery, RegisteredFinding, Severity, State
from schemas.headline import FORM, ReferenceFigure
from schemas.published import CSV_NAME, MANIFEST_NAME, PUBLISHED
from schemas.reference import SEEDS
from tests.generators.hostile import FORMULAS, HOSTILE, MARKUP, TEMPLATES
from tests.generators.open_data import small_values

YEAR = 2022
# A formula, markup and a template in one, without a digit, as some seeds want it.
TAMPERED = "=A&\"'><svg onload=alert()>{{x}}"
_LONGEST, _LONGEST_NAME = 299, 40
_CODED = ["kind"]
_OFFICE = ["name", "street", "town", "phone", "responsible", "supervision", "data_protection", "enforcement"]
_OFFICE += ["citation", "doi", "licence_name"]
# As hostile as an address may be.
_ADDRESSES = {"email": "-amt+onclick@boese.example", "base_url": "https://amt.example/'onclick='alert(1)'&lt;"}
_RECEIPTS = {"05916000": "herne-eckwerte-2022-1", "05911000": "bochum-eckwerte-2022-1"}


def hostile_input(reference: Reference) -> EditionInput:
    """Few figures of two cities: every hostile text is a reason, a source, a district, a finding and a file name."""
    seeds = tampered(reference)
    values = _values(reference)
    return EditionInput(
        year=YEAR,
        values=values,
        breakdowns=Breakdown.empty(),
        deliveries=_deliveries(),
        findings=_findings(),
        reference_figures=_reference_figures(reference),
        reference=seeds,
        seeds={},
        earlier=[_published(values, seeds)],
    )


def tampered(reference: Reference) -> Reference:
    """The seeds in two languages; every word for readers that its model leaves free is hostile."""
    made = {name: getattr(reference, name) for name in SEEDS}
    for name, columns in WORDS.items():
        free = [column for column in columns if column not in _CODED]
        rows = made[name]
        turned = {column: partial(_turned, longest=_longest(name, column)) for column in free}
        made[name] = rows.assign(**{column: rows[column].map(turn) for column, turn in turned.items()})
    made["reference_areas"] = made["reference_areas"].assign(name=made["reference_areas"]["name"].map(_turned))
    cities, office = made["cities"], made["publisher"]
    names = [text for text in [*FORMULAS[::9], *MARKUP, *TEMPLATES] if text.isprintable()]
    cities = cities.assign(name=[text[:_LONGEST_NAME] for text in names[: len(cities)]])
    said = _ADDRESSES | dict(zip(_OFFICE, [*MARKUP[::9], *TEMPLATES], strict=False))
    office = office.assign(value=office["field"].map(said).fillna(office["value"]))
    languages = made["languages"][made["languages"]["code"].isin(["de", "tr"])]
    made |= {"cities": cities, "publisher": office, "languages": languages}
    return replace(reference, **{name: model.validate(made[name]) for name, model in SEEDS.items()})


def _turned(words: str, longest: int = _LONGEST) -> str:
    return TAMPERED + words if words and len(words) + len(TAMPERED) <= longest else words


def _longest(seed: str, column: str) -> int:
    """How long a word for readers may be in a column of a seed."""
    told = [check.statistics.get("max_value") for check in SEEDS[seed].to_schema().columns[column].checks]
    return min([_LONGEST, *(limit for limit in told if isinstance(limit, int))])


def _values(reference: Reference) -> pd.DataFrame:
    values = small_values(reference)
    values = values[values["status"].ne("geheim")]
    texts = list(islice(cycle(HOSTILE), len(values)))
    measured = values[values["status"].eq("wert")].reset_index(drop=True)
    districts = measured.iloc[[at % len(measured) for at in range(len(HOSTILE))]]
    districts = districts.assign(district=HOSTILE, source=HOSTILE, line=range(100, 100 + len(HOSTILE)))
    return pd.concat([values.assign(reason=texts, source=texts), districts], ignore_index=True)


def _deliveries() -> pd.DataFrame:
    return Delivery.validate(
        pd.DataFrame(
            [
                {
                    "receipt": receipt,
                    "number": number,
                    "ags": ags,
                    "form": FORM,
                    "year": YEAR,
                    "version": 1,
                    "folder": MARKUP[number],
                    "file_name": FORMULAS[number] + MARKUP[number],
                    "sha256": "0" * 64,
                    "size": 1,
                    "arrived": f"{YEAR}-09-01T08:00:00+00:00",
                    "replaces": "",
                    "state": State.ACCEPTED_WITH_HINTS,
                    "forms": FORM,
                    "rows_read": 1,
                    "rows_accepted": 1,
                    "not_evaluated": "",
                    "rule_set": TEMPLATES[number],
                }
                for number, (ags, receipt) in enumerate(_RECEIPTS.items(), start=1)
            ]
        )
    )


def _findings() -> pd.DataFrame:
    texts = ["sheet", "column", "cell", "place", "value", "expected", "message"]
    rows = pd.DataFrame(dict.fromkeys(texts, HOSTILE))
    receipts = list(islice(cycle(_RECEIPTS.values()), len(rows)))
    return RegisteredFinding.validate(
        rows.assign(
            receipt=receipts, number=range(1, len(rows) + 1), code="ZAHL_TEXT", severity=Severity.RUECKFRAGE, row=2
        )[list(RegisteredFinding.to_schema().columns)]
    )


def _reference_figures(reference: Reference) -> pd.DataFrame:
    figure = {
        "line": 1,
        "ags": reference.reference_areas["ags"].iloc[0],
        "year": 2021,
        "date": "",
        "indicator": "share_population",
        "group": "insgesamt",
        "value": 25.0,
        "mark": "",
        "decimals": 0,
        "unit": "PROZENT",
        "value_kind": "WERT",
        "definition": "AUSL_REG",
        "method": "MELDEREGISTER",
        "scope": "STADT",
        "n": None,
        "total": None,
        "smallest": None,
    }
    sources = [*HOSTILE, *(f"https://quelle.example/{text}" for text in MARKUP)]
    rows = [figure | {"line": at, "source": text, "note": text} for at, text in enumerate(sources, start=1)]
    return ReferenceFigure.validate(pd.DataFrame(rows)[list(ReferenceFigure.to_schema().columns)])


def _published(values: pd.DataFrame, reference: Reference) -> dict[str, bytes]:
    """An earlier edition that told every number otherwise."""
    manifest = {"berichtsjahr": YEAR, "ausgabe": 1, "stand": PUBLISHED, "dateien": {}}
    other = values.assign(value=values["value"] / 2)
    return {MANIFEST_NAME: json.dumps(manifest).encode(), CSV_NAME: tidy_csv(other, reference)}
