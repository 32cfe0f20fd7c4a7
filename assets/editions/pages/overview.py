"""The overview: one message, the comparison of the cities, and what it does not show.

Belongs here: what the first page of a language says. Not here: the comparison itself (assets/editions/comparison.py).
"""

from assets.editions.cells import signs
from assets.editions.comparison import city_message, compared_rows, comparison, message
from assets.editions.content import Content
from assets.editions.pages.page import Page
from assets.editions.pictures.courses import staff_lines
from assets.editions.pictures.gap_pictures import gap_chart, gap_map, mark_of


def overview(content: Content, pages: str = "") -> Page:
    """The overview. `pages`: the folder of the pages it leads to, where its own language has no others."""
    _ = content.language.text
    rows = compared_rows(content)
    used = {row["status"] for row in rows} | {row["share_status"] for row in rows}
    # A word in place of a number explains itself; machines find its code on the page of the methods.
    legend = [sign for sign in signs(content.reference).values() if sign.mark not in ("", sign.words)]
    return Page(
        "index.html",
        "overview.html",
        _("Überblick {year}", year=content.year),
        {
            "message": message(rows, len(content.cities), content.language),
            "comparison": comparison(rows, content, staff_lines(rows, content), pages),
            "chart": gap_chart(rows, content),
            "map": gap_map(rows, content),
            "cities": [(row["name"], city_message(row, content.language)) for row in rows],
            "signs": [sign for sign in legend if sign.code in used],
            "mark": mark_of(rows),
            "pages": pages,
        },
    )
