"""The feed: valid Atom, the same bytes for the same edition, one entry an edition with an id that stays."""

from xml.etree import ElementTree

import pandas as pd
import pytest

from assets.editions.changes import COLUMNS, changes
from assets.editions.content import Content
from assets.editions.feed import feed
from assets.reference.seeds import Reference
from schemas.deliveries import Delivery
from tests.generators.pages import content_of, said_by
from tests.generators.printed import share
from tests.unit.editions.test_changes import current, edition

ATOM = "{http://www.w3.org/2005/Atom}"
NOTHING = pd.DataFrame(columns=COLUMNS)
DELIVERY = dict.fromkeys(Delivery.to_schema().columns, "") | {
    "receipt": "herne-1",
    "number": 1,
    "year": 2023,
    "version": 1,
    "size": 1,
    "arrived": "2024-02-03T04:05:06Z",
    "state": "ANGENOMMEN",
    "rows_read": 1,
    "rows_accepted": 1,
}


@pytest.fixture(scope="module")
def content(reference: Reference) -> Content:
    return content_of(reference, deliveries=pd.DataFrame([DELIVERY]))


def parsed(content: Content, changed: pd.DataFrame = NOTHING) -> ElementTree.Element:
    return ElementTree.fromstring(feed(content, changed))  # noqa: S314 - our own file


def assert_is_atom(root: ElementTree.Element) -> None:
    """RFC 4287, section 4.1: what a feed and an entry must have, and once."""
    assert root.tag == f"{ATOM}feed"
    for element in [root, *root.iterfind(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            (one,) = element.findall(f"{ATOM}{name}")
            assert one.text
        assert pd.Timestamp(element.findtext(f"{ATOM}updated")).tzinfo
        assert element.findtext(f"{ATOM}id").startswith("urn:uuid:")
        assert element.findall(f"{ATOM}link[@rel='alternate']")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert root.findall(f"{ATOM}link[@rel='self']")
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))


def test_a_draft_alone_is_a_feed_with_one_entry_dated_by_its_newest_delivery(content: Content):
    root = parsed(content)
    assert_is_atom(root)
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Ausgabe 2023, Fassung 1 (Entwurf)"
    assert entry.findtext(f"{ATOM}updated") == "2024-02-03T00:00:00Z"


def test_without_a_delivery_the_day_of_the_population_counts(reference: Reference):
    assert parsed(content_of(reference)).findtext(f"{ATOM}updated") == "2023-12-31T00:00:00Z"


def test_the_same_edition_gives_the_same_bytes_and_ids_stay_when_another_follows(content: Content):
    assert feed(content, NOTHING) == feed(content, NOTHING)
    earlier = [edition(2022, 1, share("insgesamt", 94, 3001))]
    later = content_of(content.reference, deliveries=content.deliveries, earlier=earlier)
    before, after = parsed(content), parsed(later)
    assert_is_atom(after)
    assert before.findtext(f"{ATOM}id") == after.findtext(f"{ATOM}id")
    assert before.findtext(f"{ATOM}entry/{ATOM}id") == after.findtext(f"{ATOM}entry/{ATOM}id")
    titles = [one.findtext(f"{ATOM}title") for one in after.findall(f"{ATOM}entry")]
    assert titles == ["Ausgabe 2023, Fassung 1 (Entwurf)", "Ausgabe 2022, Fassung 1"]


def test_an_entry_says_how_many_figures_changed_and_of_which_kind(reference: Reference):
    earlier = [edition(2023, 1, share("insgesamt", 94, 3001))]
    found = changes(earlier, current(2023, share("insgesamt", 95, 3001)))
    second = content_of(reference, number=2, earlier=earlier)
    entry = parsed(second, found).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}summary") == "Geänderte Zahlen: Korrektur (1)."


def test_addresses_are_absolute_once_the_office_has_said_where_editions_stand(reference: Reference):
    said = content_of(said_by(reference, base_url="https://stadt.invalid/a/", name="A & <B>"))
    root = parsed(said)
    links = [one.get("href") for one in root.iter(f"{ATOM}link")]
    assert links[0] == "https://stadt.invalid/a/2023/v1/aenderungen.atom"
    assert all(link.startswith("https://stadt.invalid/a/2023/v1/") for link in links)
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "A & <B>"
