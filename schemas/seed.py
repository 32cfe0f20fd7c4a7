"""What all seeds have in common. Not here: what a row of each must be (reference.py, publication.py)."""

import pandera.pandas as pa

AGS = r"^\d{8}$"
AREA = r"^(\d{2}|\d{8})$"
PARTIAL_DATE = r"^\d{4}(-\d{2}-\d{2})?$"
ISO_DATE = r"^\d{4}-\d{2}-\d{2}$"


class Seed(pa.DataFrameModel):
    """Every seed: exactly its columns, nothing guessed; an empty text is an empty text, not a missing value."""

    class Config:
        strict = True
        coerce = True
