"""The register: what is new, which receipt it gets, what its place already refuses. Pure, over several looks."""

import pandas as pd

from assets.deliveries.arrival.folder import Dropped
from assets.deliveries.arrival.register import Archived, newest_attempts, register
from assets.reference.seeds import Reference
from schemas.deliveries import Delivery, State


def empty_register() -> pd.DataFrame:
    return pd.DataFrame(columns=list(Delivery.to_schema().columns))


def lying(folder: str, name: str, sha: str = "a", problem: str = "") -> Archived:
    content = None if problem else b"x"
    return Archived(Dropped(folder, name, content, 1, problem), "" if problem else sha)


def look_again(registered: pd.DataFrame, arrivals: list[Archived], reference: Reference):
    new, findings = register(arrivals, registered, reference)
    return pd.concat([registered, new], ignore_index=True), new, findings


def test_a_new_file_gets_a_receipt_once(reference: Reference):
    files = [lying("herne", "eckwerte_2022.csv")]
    registered, new, _ = look_again(empty_register(), files, reference)
    assert new["receipt"].tolist() == ["herne-eckwerte-2022-1"]
    assert new["state"].tolist() == [State.ARCHIVED]
    _, again, _ = look_again(registered, files, reference)
    assert again.empty


def test_a_correction_and_its_reversal_are_new_versions(reference: Reference):
    registered = empty_register()
    receipts = []
    for sha in ["a", "b", "a"]:
        registered, new, _ = look_again(registered, [lying("herne", "eckwerte_2022.csv", sha)], reference)
        receipts += new["receipt"].tolist()
    assert receipts == ["herne-eckwerte-2022-1", "herne-eckwerte-2022-2", "herne-eckwerte-2022-3"]


def test_capitals_in_the_name_are_the_same_delivery(reference: Reference):
    registered, _, _ = look_again(empty_register(), [lying("herne", "eckwerte_2022.csv")], reference)
    _, new, _ = look_again(registered, [lying("herne", "Eckwerte_2022.CSV", "b")], reference)
    assert new["receipt"].tolist() == ["herne-eckwerte-2022-2"]


def test_what_a_place_refuses(reference: Reference):
    arrivals = [
        lying("leipzig", "eckwerte_2022.csv"),
        lying("herne", "zahlen.csv"),
        lying("herne", "eckwerte_1999.csv"),
        lying("bochum", "eckwerte_2022.csv", problem="DATEI_ART"),
        lying("essen", "eckwerte_2022.csv", problem="DATEI_GROSS"),
    ]
    new, findings = register(arrivals, empty_register(), reference)
    assert set(new["state"]) == {State.REFUSED}
    codes = dict(zip(findings["receipt"], findings["code"], strict=True))
    assert [codes[receipt] for receipt in new["receipt"]] == [
        "ORDNER_UNBEKANNT",
        "DATEI_NAME",
        "DATEI_JAHR",
        "DATEI_ART",
        "DATEI_GROSS",
    ]
    assert new["receipt"].str.startswith("datei-").all()


def test_two_files_for_one_year_are_both_refused_until_one_goes(reference: Reference):
    twins = [lying("herne", "eckwerte_2022.csv"), lying("herne", "ECKWERTE_2022.csv", "b")]
    registered, _, findings = look_again(empty_register(), twins, reference)
    assert findings["code"].tolist() == ["DATEI_MEHRFACH", "DATEI_MEHRFACH"]
    _, again, _ = look_again(registered, twins, reference)
    assert again.empty
    registered, alone, _ = look_again(registered, twins[:1], reference)
    assert alone["receipt"].tolist() == ["herne-eckwerte-2022-1"]
    newest = newest_attempts(registered).set_index("file_name")
    assert newest.loc["eckwerte_2022.csv", "state"] == State.ARCHIVED


def test_a_hostile_name_stays_out_of_the_receipt(reference: Reference):
    new, _ = register([lying("herne", "../../<script>\u202e.csv")], empty_register(), reference)
    assert new["receipt"].str.fullmatch(r"datei-[0-9a-f]{12}-1").all()
    assert "\u202e" not in new["file_name"].iloc[0]
