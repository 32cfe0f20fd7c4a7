"""What all seeds have in common. Not here: what a row of each must be (reference.py, publication.py)."""

import unicodedata

import pandas as pd
import pandera.pandas as pa

AGS = r"^\d{8}$"
AREA = r"^(\d{2}|\d{8})$"
INVISIBLE = "a character that nobody can see"
PARTIAL_DATE = r"^\d{4}(-\d{2}-\d{2})?$"
ISO_DATE = r"^\d{4}-\d{2}-\d{2}$"


class Seed(pa.DataFrameModel):
    """Every seed: exactly its columns, nothing guessed; an empty text is an empty text, not a missing value."""

    @pa.dataframe_check(error=INVISIBLE)
    def texts_can_be_seen(cls, frame: pd.DataFrame) -> pd.Series:
        """No control character and none that turns the reading direction: seeds stand on every page."""
        seen = pd.Series(True, frame.index)
        for column in frame.select_dtypes(include=["str", "object"]):
            known = {text: can_be_seen(text) for text in frame[column].unique()}
            seen &= frame[column].map(known).astype(bool)
        return seen

    class Config:
        strict = True
        coerce = True


def can_be_seen(text: object) -> bool:
    """Whether a text has no control character and none that turns the reading direction; line breaks may stand."""
    words = str(text)
    return words.isprintable() or all(
        char.isprintable() or char == "\n" or unicodedata.category(char) == "Zs" for char in words
    )
