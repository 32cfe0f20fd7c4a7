"""Which kinds of pages an edition has, and one page of each.

Belongs here: the choice of pages for tests that cannot look at all of them. Not here: the tests.
"""

from pathlib import Path

# Kinds of which an edition has many pages → the one that is looked at; the first that is there counts.
_ONE_OF_MANY = {
    "stadt": ["stadt-beispielstadt-linde.html", "stadt-herne.html"],
    "kennzahl": ["kennzahl-gap.html"],
}


def kinds(place: Path) -> list[Path]:
    """One page of every kind in every language of an edition, by names."""
    found = []
    for path in sorted(place.glob("*/*.html")):
        kind = path.stem.split("-")[0]
        chosen = [name for name in _ONE_OF_MANY.get(kind, []) if (path.parent / name).exists()]
        if kind not in _ONE_OF_MANY or path.name == chosen[0]:
            found.append(path)
    return found
