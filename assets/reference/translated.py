"""The seeds in another language: the same codes with other words.

Belongs here: which columns of the seeds readers see. Not here: the translations (reports/locale/), texts of pages.
"""

from dataclasses import replace

from assets.reference.seeds import Reference
from reports.languages import Language

# Seed → the columns with words for readers; all others are codes, numbers, or names that no language changes.
WORDS = {
    "memberships": ["kind", "note"],
    "definitions": ["label", "description"],
    "methods": ["label", "note"],
    "codes": ["label", "note"],
    "categories": ["label"],
    "groups": ["label", "note"],
    "statuses": ["sign", "label"],
    "indicators": ["name", "numerator", "denominator", "note"],
    "indicator_texts": ["question", "meaning", "formula", "reading", "limits"],
    "protection": ["reason"],
    "rules": ["unit", "reason"],
    "breaks": ["label"],
    "milestones": ["label"],
    "comparability": ["reason"],
}


def translated(reference: Reference, language: Language) -> Reference:
    """The reference with its words in a language; what has no translation stays German."""
    if not language.texts:
        return reference
    frames = {}
    for name, columns in WORDS.items():
        frame = getattr(reference, name)
        frames[name] = frame.assign(**{column: frame[column].map(language.text) for column in columns})
    return replace(reference, **frames)
