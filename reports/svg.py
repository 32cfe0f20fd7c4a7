"""Pictures as inline SVG: the frame they share, numbers without ballast, delivered text that can do no harm.

Belongs here: one frame, one text, one coordinate. Not here: what a picture shows (sparkline.py, tile_map.py …).

A picture has one role and one title, no id, no style and no font of its own: it may stand anywhere and any number of
times on a page, takes font and colour of its surroundings, and asks nobody for anything.
"""

from collections.abc import Mapping
from html import escape

from reports.feedback.text import visible

# All pictures with texts have this width and letters of 14: a telephone 390 points wide shows them at 11 points.
WIDTH, SIZE = 440, 14
LETTER = 7.6  # the mean width of a letter of a wide typeface at that size

# The colours of the pages; against white: ink 16:1, soft 7:1, accent 7:1, band 3.2:1. Lines behind need no contrast.
SOFT, FAINT, ACCENT, DARK, BAND = "#4f5a61", "#c3cacf", "#0b5a78", "#073c51", "#5a9ab5"


# How a picture with texts is painted: left to right in every language, since time and numbers run that way.
_WITH_TEXTS = {"fill": "currentColor", "direction": "ltr", "font-size": str(SIZE)}


def picture(
    body: str,
    *,
    width: float,
    height: float,
    title: str,
    desc: str = "",
    name: str = "schaubild",
    look: Mapping[str, str] = _WITH_TEXTS,
) -> str:
    """The frame: one image for assistive technology, with `title` (and `desc`) in the language of the page.

    `name` is its class, `look` the attributes that all of its parts inherit.
    """
    inherited = "".join(f' {key}="{value}"' for key, value in look.items())
    said = f"<title>{escape(visible(title), quote=False)}</title>"
    if desc:
        said += f"<desc>{escape(visible(desc), quote=False)}</desc>"
    return (
        f'<svg class="{name}" role="img" viewBox="0 0 {short(width)} {short(height)}" width="{short(width)}" '
        f'height="{short(height)}"{inherited}>{said}{body}</svg>'
    )


def words(x: float, y: float, text: str, **attributes: object) -> str:
    """A line of text at a place; attributes with _ for -, nothing for None."""
    named = "".join(
        f' {key.replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items() if value is not None
    )
    return f'<text x="{short(x)}" y="{short(y)}"{named}>{escape(visible(text), quote=False)}</text>'


def short(number: float) -> str:
    """A coordinate with at most one decimal: a tenth of a point is finer than any screen."""
    return f"{round(number, 1) + 0:g}"


def fitting(text: str, most: int) -> str:
    """Text of at most `most` characters, with … where some were cut; what nobody can see is written out first."""
    seen = visible(text)
    return seen if len(seen) <= most else f"{seen[: most - 1].rstrip()}…"
