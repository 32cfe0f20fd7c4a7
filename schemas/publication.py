"""What a row of each seed about the publication must be: who publishes, in which languages, what pages say.

Belongs here: texts and facts that only pages and files for re-users need. Not here: what figures mean (reference.py).
"""

import re

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from schemas.seed import AGS, PARTIAL_DATE, Seed

# What an edition says about who publishes it.
PUBLISHER_FIELDS = [
    "name",
    "street",
    "town",
    "email",
    "phone",
    "responsible",
    "supervision",
    "data_protection",
    "enforcement",
    "report_email",
    "base_url",
    "citation",
    "contributor",
    "licence",
    "licence_name",
    "licence_url",
    "doi",
]
# A text for readers: short, without digits.
_SENTENCES = r"^\D{10,300}$"
_MAIL = r"([\w.+-]+@[\w.-]+\.[a-z]+)?"
_WEB = r"(https?://[^\s<>\"{}|\\^`]+)?"
NO_ADDRESS = "no address"
_ADDRESSES = {"email": _MAIL, "report_email": _MAIL, "base_url": _WEB, "contributor": _WEB, "licence_url": _WEB}


class IndicatorText(Seed):
    """What a reader should know of an indicator: the question it answers, what it means and why it matters, how it is
    computed, how to read it, what it does not show. In words, so that no digit on a page passes for a figure.
    """

    id: Series[str] = pa.Field(unique=True)
    question: Series[str] = pa.Field(str_matches=r"^\D{10,299}\?$")
    meaning: Series[str] = pa.Field(str_matches=_SENTENCES)
    formula: Series[str] = pa.Field(str_matches=_SENTENCES)
    reading: Series[str] = pa.Field(str_matches=_SENTENCES)
    limits: Series[str] = pa.Field(str_matches=_SENTENCES)


class Milestone(Seed):
    """What happened in the network besides cities joining it; the date may be a year only."""

    date: Series[str] = pa.Field(str_matches=PARTIAL_DATE)
    label: Series[str] = pa.Field(str_length={"min_value": 5})
    source: Series[str] = pa.Field(str_length={"min_value": 3})

    class Config:
        unique = ["date", "label"]


class TilePlace(Seed):
    """Where a city stands on the map of tiles, counted from the upper left; every second row is shifted by half a tile.

    A city without a row stands below the others.
    """

    ags: Series[str] = pa.Field(str_matches=AGS, unique=True)
    column: Series[int] = pa.Field(ge=1, le=9)
    row: Series[int] = pa.Field(ge=1, le=9)

    class Config:
        unique = ["column", "row"]


class Publisher(Seed):
    """One thing the network office says about itself; where nobody has said it yet, `value` is empty.

    Every one of PUBLISHER_FIELDS has its row; addresses in the net begin with https://, in GovData's code list http://.
    """

    field: Series[str] = pa.Field(isin=PUBLISHER_FIELDS, unique=True)
    value: Series[str]
    note: Series[str] = pa.Field(str_length={"min_value": 5})

    @pa.dataframe_check(error=NO_ADDRESS)
    def addresses_are_addresses(cls, frame: pd.DataFrame) -> pd.Series:
        """What must be an address is one, or empty."""
        forms = frame["field"].map(_ADDRESSES).fillna(".*")
        fits = [bool(re.fullmatch(form, value)) for form, value in zip(forms, frame["value"], strict=True)]
        return pd.Series(fits, frame.index)


class PublishedLanguage(Seed):
    """A language of all pages (`alle`) or of the overview alone; `read`: a person has read the translation."""

    code: Series[str] = pa.Field(unique=True, str_matches=r"^[a-z]{2}$")
    locale: Series[str] = pa.Field(str_matches=r"^[a-z]{2}(_[A-Za-z]+)?$")
    direction: Series[str] = pa.Field(isin=["ltr", "rtl"])
    name: Series[str] = pa.Field(unique=True, str_length={"min_value": 2})
    pages: Series[str] = pa.Field(isin=["alle", "ueberblick"])
    read: Series[str] = pa.Field(isin=["ja", "nein"])
