"""The audit of an edition: every planted leak is found in its files, and a safe publication passes."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.protection.gate import EditionAudit, audit_edition
from assets.protection.published import Files
from assets.protection.witness import proves
from assets.reference.seeds import Reference
from tests.generators.printed import WAY, city, derived, edition, share

WHOLE = share("insgesamt", 60, 300)
PARTS = [
    share("employment/BEAMTE", None, 90),
    share("employment/TARIF", None, 170),
    share("employment/AUSBILDUNG", 12, 40),
]
SAFE = edition(WHOLE, *PARTS, complete=("employment",))
TWO = [share("insgesamt", 20, 100), share("employment/BEAMTE", None, 40), share("employment/TARIF", None, 60)]
DEFINED = {"base": "", "view": "", "family": "mikrozensus_eg", "status": "wert", "city_count": 2, "years": "2023"}


@pytest.fixture
def audited(reference: Reference):
    def run(files: Files, *earlier: Files, own: dict | None = None) -> EditionAudit:
        found = audit_edition(files, earlier, 5, 10, reference, own, static=())
        assert not found.unproved
        assert all(proves(known, one) == list(one.open_cells) for known, one in found.proofs)
        return found

    return run


def test_a_safe_publication_passes_and_says_how_safe_it_is(audited):
    found = audited(SAFE)
    assert found.passed
    assert (found.recoverable, found.traces) == ((), ())
    assert (found.hidden, found.narrowest) == (4, 5)
    told = json.loads(json.dumps(found.summary()))
    assert told["bestanden"] is True
    assert told["zeugentabellen"] > 0


def test_a_complementary_cell_dropped_gives_the_hidden_one_away(audited):
    found = audited(edition(WHOLE, PARTS[0], share("employment/TARIF", 45, 170), PARTS[2], complete=("employment",)))
    assert found.recoverable == (
        "Ahorn 2023, Dienstverhältnis: Beamtinnen und Beamte, mit Zuwanderungsgeschichte: genau 3",
        "Ahorn 2023, Dienstverhältnis: Beamtinnen und Beamte, ohne Zuwanderungsgeschichte: genau 87",
    )
    assert not found.passed


def test_whether_groups_add_up_is_said_or_seen(audited):
    """Where others may be in no group nobody knows; where the groups have as many answers as the whole, everybody."""
    parts = [PARTS[0], share("employment/TARIF", 45, 170), PARTS[2]]
    assert audited(edition(share("insgesamt", 60, 320), *parts)).passed
    assert "genau 3" in audited(edition(WHOLE, *parts)).recoverable[0]


def test_narrow_intervals_are_told_in_persons(audited):
    """Two hidden groups share two persons: each has none, one or two of them."""
    parts = [share("employment/BEAMTE", None, 90), share("employment/TARIF", None, 170)]
    found = audited(edition(share("insgesamt", 14, 300), *parts, PARTS[2], complete=("employment",)))
    assert found.recoverable == ()
    assert found.narrowest == 2


def test_a_share_of_full_precision_gives_its_hidden_counts_away(audited):
    """3 of 400 are 0.0075 and no other fraction of at most 400 persons is; 0.01 may be 1 to 4 of so many hundred."""
    alone = share("insgesamt", None, None, 400) | {"status": "wert"}
    found = audited(edition(alone | {"wert": "0.0075"}))
    assert found.recoverable == ("Ahorn 2023, Beschäftigte insgesamt, mit Zuwanderungsgeschichte: genau 3",)
    assert audited(edition(alone | {"wert": "0.01"})).passed


def test_a_count_repeated_beside_a_derived_value_is_printed(audited):
    gap = derived(PARTS[0], "gap", None, zaehler=3)
    found = audited(edition(WHOLE, *PARTS, gap, complete=("employment",)))
    assert "Ahorn 2023, Dienstverhältnis: Tarifbeschäftigte, mit Zuwanderungsgeschichte: genau 45" in found.recoverable


def test_the_response_tells_how_many_answered(audited):
    hidden = [share("insgesamt", None, None, 300), share("employment/TARIF", 20, 260, 280)]
    row = derived(hidden[0], "response", 0.9, zaehler=263, n=300, gesamt="")
    found = audited(edition(*hidden, row))
    assert "Ahorn 2023, Dienstverhältnis: alle übrigen, mit bekannter Angabe: genau 3" in found.recoverable


def test_the_levels_of_leadership_add_up_to_the_leaders_whatever_is_said(audited):
    levels = [
        share("leadership/VORSTAND", None, 6),
        share("leadership/AMT", 8, 30),
        share("leadership/ABTEILUNG", 6, 50),
    ]
    leaders = share("insgesamt", 17, 86, kennzahl="share_leaders")
    found = audited(edition(leaders, *levels))
    assert found.recoverable[0] == "Ahorn 2023, Führung: Verwaltungsvorstand, mit Zuwanderungsgeschichte: genau 3"


def test_trainees_are_the_same_persons_in_two_indicators(audited):
    trainees = share("bestand", 3, 40, kennzahl="share_trainees")
    hidden = [share("employment/AUSBILDUNG", None, 40), share("employment/TARIF", None, 260)]
    found = audited(edition(trainees, *hidden))
    assert found.recoverable[0] == "Ahorn 2023, Auszubildende insgesamt, mit Zuwanderungsgeschichte: genau 3"


def test_a_headline_group_is_the_one_of_the_breakdown(audited):
    women = share("weiblich", 30, 150)
    men = [share("sex/M", None, 148), share("sex/W", None, 150)]
    assert audited(edition(WHOLE, women, *men)).recoverable


def test_a_rest_of_one_person_is_found_though_no_row_says_it(audited):
    """Women and men make 299 of 300: one is divers or did not say."""
    found = audited(edition(WHOLE, share("sex/W", 30, 150), share("sex/M", 30, 149)))
    assert found.recoverable == (
        "Ahorn 2023, Geschlecht: alle übrigen, ohne Zuwanderungsgeschichte: genau 1",
        "Ahorn 2023, Geschlecht: alle übrigen, mit bekannter Angabe: genau 1",
        "Ahorn 2023, Geschlecht: alle übrigen, alle zusammen: genau 1",
    )


def test_few_without_a_migration_history_are_as_secret_as_few_with_one(audited):
    found = audited(edition(share("insgesamt", 57, 60)))
    assert found.recoverable == ("Ahorn 2023, Beschäftigte insgesamt, ohne Zuwanderungsgeschichte: genau 3",)


def test_what_was_printed_once_stays_known(audited):
    once = edition(WHOLE, share("employment/BEAMTE", 15, 90), *PARTS[1:], complete=("employment",))
    assert audited(SAFE, once).recoverable[:1] == (
        "Ahorn 2023, Dienstverhältnis: Beamtinnen und Beamte, mit Zuwanderungsgeschichte: genau 15",
    )


def test_partners_hidden_in_one_edition_and_printed_in_the_next_give_the_cell_away(audited):
    careers = [share("career/LG21", 40, 200), share("career/LG22", 20, 100)]
    later = edition(WHOLE, PARTS[0], share("employment/TARIF", 45, 170), careers[0])
    assert not [one for one in audited(edition(WHOLE, *PARTS, *careers), SAFE).recoverable if "Beamt" in one]
    assert "genau 3" in audited(later, SAFE).recoverable[0]


def test_a_corrected_total_does_not_hide_that_the_parts_are_the_old_ones(audited):
    """The second version adds an office that was forgotten: each version alone is safe, both together are not."""
    first = edition(
        share("insgesamt", 33, 300),
        share("task_area/PB01", 10, 100),
        share("task_area/PB02", None, 100),
        share("task_area/PB03", None, 100),
        complete=("task_area",),
    )
    second = edition(
        share("insgesamt", 48, 400),
        share("task_area/PB01", 10, 100),
        share("task_area/PB02", None, 100),
        share("task_area/PB03", 20, 100),
        share("task_area/PB04", None, 100),
        complete=("task_area",),
    )
    assert audited(first).passed
    assert audited(second).passed
    told = "Ahorn 2023, Aufgabenbereich: 02 Sicherheit und Ordnung, mit Zuwanderungsgeschichte: genau 3"
    assert told in audited(second, first).recoverable


def test_a_correction_of_hidden_parts_is_no_contradiction(audited):
    """The total grows by ten with the same groups: what is hidden must have grown too, and stays hidden."""
    corrected = edition(share("insgesamt", 70, 310), *PARTS[:1], share("employment/TARIF", None, 180), PARTS[2])
    assert audited(corrected, SAFE).passed


def test_persons_counted_in_two_ways_on_one_day_are_as_many(audited):
    """The survey hides how many officers there are; where nationalities are counted, it stands."""
    whole = share("insgesamt", 60, 290, 300, erhebungsart="BEFRAGUNG")
    hidden = share("employment/BEAMTE", None, None, "", erhebungsart="BEFRAGUNG")
    same_day = share("employment/BEAMTE", None, None, 40, definition="ST_STA")
    assert audited(edition(whole, hidden, same_day)).passed
    few = share("employment/BEAMTE", None, None, 4, definition="ST_STA")
    found = audited(edition(whole, hidden, few)).recoverable
    assert "Ahorn 2023, Dienstverhältnis: Beamtinnen und Beamte, alle zusammen: genau 4" in found
    other_day = few | {"stichtag": "2023-12-31", "gesamt": 40}
    assert audited(edition(whole, hidden, other_day)).passed


def test_a_network_total_gives_each_city_to_the_other(audited):
    cities = [*city("Ahorn", "99001000", *TWO), *city("Birke", "99002000", *TWO)]
    network = DEFINED | {"indicator": "share_staff", "dimension": "employment", "group": "BEAMTE", "numerator": 5}
    network |= {"n": 80, "cities": "99001000|99002000", "receipts": "ahorn-1|birke-1"}
    files = edition(*cities, network=(network,))
    way = tuple(WAY.values())
    own = {"99001000": {(way, "personal/employment=BEAMTE", "yes"): 3}}
    assert audited(files).insiders == 0
    assert audited(files).passed
    found = audited(files, own=own)
    assert found.insiders == 1
    assert found.recoverable[0] == (
        "Birke 2023, Dienstverhältnis: Beamtinnen und Beamte, mit Zuwanderungsgeschichte: genau 2, "
        "wenn Ahorn die eigenen Zahlen kennt"
    )


def test_a_network_total_with_one_hidden_city_gives_it_away(audited):
    shown = [TWO[0], share("employment/BEAMTE", 8, 40), share("employment/TARIF", 12, 60)]
    cities = [*city("Ahorn", "99001000", *TWO), *city("Birke", "99002000", *shown)]
    network = DEFINED | {"indicator": "share_staff", "dimension": "employment", "group": "BEAMTE", "numerator": 11}
    network |= {"n": 80, "cities": "99001000|99002000", "receipts": "ahorn-1|birke-1"}
    assert "genau 3" in audited(edition(*cities, network=(network,))).recoverable[0]


def test_a_hidden_number_in_the_title_of_a_chart_is_a_leak(audited):
    chart = "<html><body><svg><title>Beamtinnen und Beamte: 3 Personen</title></svg></body></html>"
    found = audited(SAFE | {"index.html": chart.encode()})
    assert found.leaks == ("index.html: „Beamtinnen und Beamte: 3 Personen“ nennt 3, und keine Tabelle erklärt es.",)
    assert not found.passed


def test_an_edition_without_figures_cannot_be_audited(reference: Reference):
    with pytest.raises(ValueError, match=r"keine Datei daten/kennzahlen\.csv"):
        audit_edition({}, [], 5, 10, reference)


NAMES = {"BEAMTE": "Beamtinnen und Beamte", "TARIF": "Tarifbeschäftigte", "AUSBILDUNG": "in Ausbildung"}
answers = st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(0, 2))


@given(st.tuples(answers, answers, answers, answers), st.lists(st.booleans(), min_size=8, max_size=8), st.booleans())
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_hidden_the_audit_claims_nothing_that_is_not_true(audited, counted, shown, apart):
    """Three groups and those in none of them, some counts hidden, in one edition or one after the other."""
    truth = dict(zip([*NAMES.values(), "alle übrigen"], counted, strict=True))
    whole = tuple(map(sum, zip(*counted, strict=True)))
    rows = [printed("insgesamt", whole, shown[:2])]
    rows += [
        printed(f"employment/{code}", truth[name], shown[2 * at :])
        for at, (code, name) in enumerate(NAMES.items(), start=1)
    ]
    complete = ("employment",) if not any(counted[3]) else ()
    versions = [edition(*rows[:3], complete=())] if apart else []
    found = audited(edition(*rows, complete=complete), *versions)
    for sentence in found.recoverable:
        words, count = re.fullmatch(r"Ahorn 2023, (.*): genau (\d+)", sentence).groups()
        group, what = words.removeprefix("Dienstverhältnis: ").rsplit(", ", 1)
        # In the earlier edition trainees were among the others.
        others = [whole] if group == "Beschäftigte insgesamt" else [truth[group]]
        if group == "alle übrigen" and apart:
            others.append(tuple(map(sum, zip(counted[2], counted[3], strict=True))))
        assert int(count) in [told(what, *other) for other in others]


def printed(group: str, counts: tuple[int, int, int], shown: list[bool]) -> dict:
    yes, no, silent = counts
    return share(group, yes if shown[0] else None, yes + no if shown[1] else None, yes + no + silent)


def told(what: str, yes: int, no: int, silent: int) -> int:
    known = {"mit Zuwanderungsgeschichte": yes, "ohne Zuwanderungsgeschichte": no, "mit bekannter Angabe": yes + no}
    return known.get(what, yes + no + silent)


def test_surveys_have_a_threshold_of_their_own(reference: Reference):
    """Seven of eighty may be told of counted staff, not of those who answered a survey."""
    files = edition(WHOLE, share("career/LG11", 7, 80, erhebungsart="BEFRAGUNG"))
    assert audit_edition(files, [], 5, 10, reference).passed
    found = audit_edition(files, [], 5, 10, reference, surveyed={"BEFRAGUNG": 10})
    assert found.recoverable == ("Ahorn 2023, Laufbahngruppe: LG 1.1, mit Zuwanderungsgeschichte: genau 7",)


def test_what_an_earlier_edition_printed_is_no_new_leak(audited):
    """A rule that got stricter takes nothing back, but it holds for what is new."""
    small, more = share("career/LG11", 3, 80), share("career/LG12", 4, 80)
    once = edition(WHOLE, small)
    assert audited(once, once).passed
    assert audited(edition(WHOLE, small, more), once).recoverable == (
        "Ahorn 2023, Laufbahngruppe: LG 1.2, mit Zuwanderungsgeschichte: genau 4",
    )
