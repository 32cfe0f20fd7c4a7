"""The languages of an edition, from seeds/languages.csv and the translations. Not here: looking a text up."""

from assets.reference.seeds import Reference
from reports.languages import Language, catalogue

# Which pages a language has: all of them, or the overview with one sentence a city.
ALL_PAGES = "alle"


def languages(reference: Reference) -> dict[Language, bool]:
    """The languages in the order of the seed → whether they have all pages."""
    return {
        Language(
            row["code"], row["locale"], row["direction"], row["name"], row["read"] == "ja", catalogue(row["code"])
        ): row["pages"] == ALL_PAGES
        for row in reference.languages.to_dict(orient="records")
    }
