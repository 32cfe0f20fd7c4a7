"""What a city wrote itself may have numbers on pages, but a hidden count in it keeps the edition back."""

import pytest

from assets.protection.gate import audit_edition
from assets.protection.published import network_rows, published_rows
from assets.protection.spoken import unexplained
from assets.reference.seeds import Reference
from tests.generators.printed import WAY, derived, edition, share

WHOLE = share("insgesamt", 60, 300)
HIDDEN = share("employment/BEAMTE", None, 90, zeile="7")
OTHER = share("employment/TARIF", None, 170, zeile="8")
_WAY = ("2023", "2023-06-30", "MZ_EG", "PERSONALDATEN", "KERN")
_COUNTS = {"personal/employment=BEAMTE": (3, 87), "personal/employment=TARIF": (41, 129)}
OWN = {
    "99001000": {
        (_WAY, group, answer): count
        for group, counts in _COUNTS.items()
        for answer, count in zip(("yes", "no"), counts, strict=True)
    }
}
REASONS = [
    "Umstellung auf SAP HR 4 im 3. Quartal",
    "nur 17 Rückmeldungen.",
    "Nur 17 Rückmeldungen.  4 Ämter\nfehlen (Stand 3.4.)!",
    "Siehe Drucksache 12/345. ",
    "Der Zensus 2022 hat 17 Lücken.",
    "im Bezirk Nord 2 …",
]


def leaks(reference: Reference, *rows: dict, procedure: str = "") -> tuple[str, ...]:
    files = edition(WHOLE, *rows)
    return audit_edition(files, (), 5, 10, reference, OWN, static=(), rounding=procedure).foreign


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("page", ["<p>{}</p>", "<p>Güte A. {} Und weiter.</p>", "<td>{}</td>", "<p>{}.</p>"])
def test_a_reason_of_the_files_may_be_repeated_on_pages(reference: Reference, reason: str, page: str):
    said = " ".join(reason.split())
    for words in (said, said.rstrip("."), said[0].upper() + said[1:]):
        files = edition(WHOLE | {"grund": reason}, index=f"<html><body>{page.format(words)}</body></html>")
        assert unexplained(files, published_rows(files), network_rows(files), reference) == []


def test_a_reason_explains_itself_and_nothing_else(reference: Reference):
    def found(words: str) -> list[str]:
        files = edition(WHOLE | {"grund": "nur 17 Rückmeldungen"}, index=f"<html><body><p>{words}</p></body></html>")
        return unexplained(files, published_rows(files), network_rows(files), reference)

    assert "nennt 17" in found("Nur 17 Antworten")[0]
    assert "nennt 117" in found("117 Rückmeldungen, nur 17 Rückmeldungen")[0]
    assert found("nur 17 Rückmeldungen3")


def test_a_name_with_digits_may_be_broken_into_lines_or_cut(reference: Reference):
    def found(markup: str) -> list[str]:
        row = WHOLE | {"stadt": "Bad Ahorn 3 am Fluss 4711 und am See"}
        files = edition(row, index=f"<html><body><svg>{markup}</svg></body></html>")
        return unexplained(files, published_rows(files), network_rows(files), reference)

    assert found("<g><text>Bad Ahorn 3</text><text>am Fluss 4711 und am See</text></g>") == []
    assert found("<g><text>Bad Ahorn 3</text><text>am Fluss 47…</text></g>") == []
    assert found("<text>Bad Ahorn 3 am Fluss 4…</text>") == []
    assert found("<g><text>Bad Ahorn 3 am Fluss</text><text>3</text></g>")
    assert found("<text>Ahorn 3…</text>")


def test_a_reason_that_tells_the_hidden_count_of_its_row_keeps_the_edition_back(reference: Reference):
    gap = derived(HIDDEN, "gap", None) | {"grund": "nur 3 Personen"}
    (leak,) = leaks(reference, HIDDEN, OTHER, gap)
    assert leak.startswith("Ahorn 2023, Dienstverhältnis: Beamtinnen und Beamte: Der Grund „nur 3 Personen“ nennt 3")
    assert "daten/kennzahlen.csv, Lieferung ahorn-1, Zeile 7" in leak
    assert "Bitten Sie die Stadt um eine Lieferung mit anderem Wortlaut" in leak
    assert leaks(reference, HIDDEN, OTHER, gap | {"grund": "Nur drei Personen."})


def test_other_numbers_and_other_rows_do_not_keep_it_back(reference: Reference):
    gap = derived(HIDDEN, "gap", None)
    for reason in ("nur 17 Rückmeldungen", "Weniger als 3 vergleichbare Jahre.", "Stand 03.03.2023", "2023"):
        assert leaks(reference, HIDDEN, OTHER, gap | {"grund": reason}) == ()
    # What a city says of a row without a hidden figure is about something else.
    assert leaks(reference, HIDDEN, OTHER, WHOLE | {"grund": "Umstellung auf SAP HR 4 im 3. Quartal"}) == ()
    assert leaks(reference, HIDDEN | {"empfang": "ahorn-3-41", "quelle": "Lieferung ahorn-3-41"}, OTHER) == ()


def test_the_sources_of_published_figures_are_held_against_all_of_their_delivery(reference: Reference):
    told = leaks(reference, HIDDEN | {"quelle": "Zeitung"}, OTHER | {"quelle": "Bericht: 41 von 170"})
    assert [one.split("nennt ")[1].split(",")[0] for one in told] == ["41"]
    # Where a number can be read is not that number: 41 nations are no 41 persons.
    address = {"quelle": "https://zeitung.invalid/41-nationen"}
    assert leaks(reference, HIDDEN | address, OTHER | address) == ()
    beside = leaks(reference, HIDDEN | {"quelle": "Bericht: 3 von 90"}, OTHER | {"quelle": "ebenda"})
    assert ["Die Quelle „Bericht: 3 von 90“ nennt 3" in one for one in beside] == [True]


def test_where_counts_are_rounded_no_true_small_one_may_be_told(reference: Reference):
    rounded = share("employment/BEAMTE", 5, 90, zeile="7") | {"grund": "nur 3 Personen, 90 bekannt"}
    told = leaks(reference, rounded, procedure="RUNDUNG")
    assert sum("nennt 3" in one for one in told) == 1
    assert not any("nennt 90" in one for one in told)


def test_the_way_of_these_cases_is_that_of_the_files():
    assert tuple(WAY.values()) == _WAY
