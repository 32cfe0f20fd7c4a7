"""What the printed rows say of which persons: counts of yes, of known answers, of everybody, group by group.

Belongs here: rows of an edition → statements about named groups. Not here: which of them add up (knowledge.py), values
computed from counts that are hidden (traces.py).
"""

from fractions import Fraction

import numpy as np
import pandas as pd

from assets.protection.named_groups import named
from assets.protection.published import WAY
from assets.reference.seeds import Reference

SHARES = ["share_staff", "share_nationality", "share_leaders", "share_trainees", "share_hires", "share_population"]
WHOLES = {"staff": "share_staff", "leaders": "share_leaders", "trainees": "share_trainees"}
COUNTS = ["yes", "known", "everybody"]
COLUMNS = ["ags", "stadt", *WAY, "group", "words", *COUNTS, "part", "whole", "secret", "guete", "empfang", "zeile"]
# Of these the counts beside the value are years, flows or those of one part only.
OTHER_COUNTS = ("trend", "parity_year_", "dissimilarity", "relative_likelihood", "likelihood_")

_COUNTED_IN = ["PERSONEN", ""]
_ABOUT = ["of", "gliederung", "gruppe", "sicht", "sozialraum"]
_LARGEST = 100_000


def statements(rows: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Every statement that printed rows make about a group of persons (columns COLUMNS).

    `group` is one name for the same persons, `words` the German one. yes, known, everybody: persons, NaN where not
    printed. A share whose counts are not printed says `part` of `whole` in lowest terms, elsewhere both are 0.
    `secret`: the row says that it is hidden. Figures in thousands or in per cent alone count nobody.
    """
    counted = rows[rows["veroeffentlicht_in"].isin(_COUNTED_IN)]
    told = pd.concat([_shares(counted), _wholes(counted), _repeated(counted), _residents(rows)], ignore_index=True)
    told = told.fillna({"part": 0, "whole": 0, "secret": False}).astype({"secret": bool})
    told = told[told["secret"] | told["whole"].gt(0) | told[COUNTS].notna().any(axis=1)]
    told["gliederung"] = told["gliederung"].where(told["gruppe"].ne("insgesamt"), "")
    about = told[_ABOUT].drop_duplicates(ignore_index=True)
    names = [named(row, reference) for row in about.to_dict(orient="records")]
    about[["group", "words"]] = pd.DataFrame(names, columns=["group", "words"], dtype=str)
    return told.merge(about, on=_ABOUT)[COLUMNS]


def _shares(rows: pd.DataFrame) -> pd.DataFrame:
    own = rows[rows["kennzahl"].isin(SHARES)]
    value = own["wert"].where(own["veroeffentlicht_in"].eq("PERSONEN"))
    yes = own["zaehler"].fillna(_persons(value * own["n"]))
    known = own["n"].fillna(_persons(yes / value.where(value > 0)))
    alone = value.where(known.isna())
    fractions = [_fraction(share) for share in alone]
    return own.assign(
        of=own["kennzahl"],
        yes=yes,
        known=known,
        everybody=own["gesamt"],
        part=[part for part, _ in fractions],
        whole=[whole for _, whole in fractions],
        secret=own["status"].eq("geheim"),
    )


def _wholes(rows: pd.DataFrame) -> pd.DataFrame:
    own = rows[rows["kennzahl"].isin(WHOLES) & rows["einheit"].eq("PERSONEN")]
    return own.assign(of=own["kennzahl"].map(WHOLES), everybody=own["wert"], secret=own["status"].eq("geheim"))


def _repeated(rows: pd.DataFrame) -> pd.DataFrame:
    """Derived rows repeat the counts of the share they belong to; of a response they stand one column further."""
    own = rows[rows["bezug"].isin(SHARES[:-1]) & ~rows["kennzahl"].str.startswith(OTHER_COUNTS)]
    shifted = own["kennzahl"].eq("response")
    return own.assign(
        of=own["bezug"],
        sicht="",
        sozialraum="",
        yes=own["zaehler"].mask(shifted),
        known=own["n"].mask(shifted, own["zaehler"]),
        everybody=own["gesamt"].mask(shifted, own["n"]),
    )


def _residents(rows: pd.DataFrame) -> pd.DataFrame:
    """Derived rows repeat the counts of the residents they were set against; receipt and line say which row that is."""
    place = ["ags", "empfang", "zeile"]
    of = rows[rows["kennzahl"].eq("share_population") & rows["veroeffentlicht_in"].isin(_COUNTED_IN)]
    theirs = rows[["ags", "bevoelkerung_empfang", "bevoelkerung_zeile", "bevoelkerung_zaehler", "bevoelkerung_n"]]
    theirs = theirs.set_axis([*place, "yes", "known"], axis=1).dropna(subset=["yes", "known"], how="all")
    return of.merge(theirs.drop_duplicates(), on=place).assign(of="share_population")


def _persons(count: pd.Series) -> pd.Series:
    """The whole number that a computed count is, missing where it is none."""
    return count.round().where((count - count.round()).abs() < 1e-6)


def _fraction(share: float) -> tuple[int, int]:
    """The fraction that a share of full precision can only be; 0 of 0 where it is none of persons."""
    if np.isnan(share):
        return 0, 0
    found = Fraction(share).limit_denominator(_LARGEST)
    return (found.numerator, found.denominator) if abs(float(found) - share) < 1e-13 else (0, 0)
