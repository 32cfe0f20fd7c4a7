"""The yardstick of the intake: pandas reads the whole file as text, pandera says of every cell what a row must be.

Equal rules, nothing more: words of the lists, patterns of key, date and numbers, no row twice. It says neither line nor
cell, reads no other character set or separator, adds nothing up, compares with nothing and keeps nothing.
"""

import pandas as pd
import pandera.pandas as pa

from assets.reference.seeds import Reference
from schemas.forms import FORMS, Form

_PATTERNS = {
    "ags": r"\d{8}",
    "year": r"\d{4}",
    "date": r"\d{2}\.\d{2}\.\d{4}",
    "count": r"\d{1,3}(\.\d{3})*|\d+",
    "number": r"(\d+(,\d+)?)?",
}


def bare_check(path: str, form: str, reference: Reference) -> int:
    """How many rows of the file hold what the form's lists and patterns ask for. Raises pandera's SchemaErrors."""
    frame = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
    return len(text_schema(FORMS[form], reference).validate(frame, lazy=True))


def text_schema(form: Form, reference: Reference) -> pa.DataFrameSchema:
    """The form's rules for a frame of texts, by German header."""
    columns = {}
    for field in form.fields:
        if field.codes:
            check = pa.Check.isin([*reference.labels(field.codes).values(), *reference.labels(field.codes)])
        else:
            check = pa.Check.str_matches(f"^({_PATTERNS[field.kind]})$") if field.kind in _PATTERNS else None
        columns[field.german] = pa.Column(str, check)
    return pa.DataFrameSchema(columns, unique=[form.german[name] for name in form.key], strict=True)
