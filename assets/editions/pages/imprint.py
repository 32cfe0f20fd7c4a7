"""Who publishes, what happens to readers' data, and how to report an error.

Belongs here: which facts of the publisher stand on the page. Not here: the facts (seeds/publisher.csv), the sentences
(reports/templates/imprint.html).
"""

from assets.editions.content import Content
from assets.editions.pages.page import Page


def imprint(content: Content) -> Page:
    """The page."""
    return Page(
        "impressum.html",
        "imprint.html",
        content.language.text("Impressum und Datenschutz"),
        {"office": content.reference.publisher_facts},
    )
