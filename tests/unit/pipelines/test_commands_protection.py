"""The command that shows what is secret: which number, why, at what cost; and the audit of what would be published."""

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from assets.editions.download import breakdowns_csv, network_csv, tidy_csv
from assets.editions.shelf import write_edition
from assets.indicators.values import Accepted, indicator_values
from assets.protection.hiding import protect
from assets.reference.seeds import Reference
from pipelines.cli import app
from pipelines.commands_protection import INTERNAL
from pipelines.protection_text import NO_EDITION
from pipelines.settings import Settings
from schemas.deliveries import Delivery
from schemas.indicators import NetworkValue
from schemas.published import BREAKDOWNS_NAME, CSV_NAME, NETWORK_NAME
from schemas.store import Store
from tests.conftest import copy_of
from tests.unit.indicators.test_counts import PLACE, rows
from tests.unit.protection.test_hiding import hr

STAFF = [*hr(100, 900), *hr(4, 96, career="LG11"), *hr(36, 564, career="LG21"), *hr(60, 240, career="LG22")]
ACCEPTED = Accepted(staff=rows("personal", *STAFF))
runner = CliRunner()


@pytest.fixture(scope="module")
def counted(seeded: Settings, tmp_path_factory: pytest.TempPathFactory, reference: Reference) -> Settings:
    """An installation with the counted staff of one city and the values computed from it. Tests only copy it."""
    settings = copy_of(seeded, tmp_path_factory.mktemp("counted") / "home")
    store = Store(settings.database_url)
    told = {"receipt": PLACE["receipt"], "ags": PLACE["ags"], "number": 1, "attempt": 1}
    columns = Delivery.to_schema().columns
    empty = {name: "" if "str" in str(spec.dtype) else 0 for name, spec in columns.items()}
    with store.transaction() as now:
        now.add_records("deliveries", [empty | told])
        now.add("staff_counts", ACCEPTED.staff)
        now.add("indicator_values", indicator_values(ACCEPTED, reference, 2022))
    return settings


@pytest.fixture
def settings(counted: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The same in a place of its own, as the one that the commands are about."""
    settings = copy_of(counted, tmp_path / "home")
    monkeypatch.setenv("KONTRAKT_HOME", str(settings.home))
    return settings


def edition(settings: Settings, reference: Reference, *, leaking: bool) -> None:
    values = indicator_values(ACCEPTED, reference, 2022)
    shown, decided = protect(values, ACCEPTED, reference)
    if leaking:
        # The partner of the small group is printed after all.
        partner = values["group"].eq("LG21") & values["indicator"].eq("share_staff")
        shown = shown[~(shown["group"].eq("LG21") & shown["indicator"].eq("share_staff"))]
        shown = pd.concat([shown, values[partner]], ignore_index=True)
    files = {
        CSV_NAME: tidy_csv(shown, reference),
        BREAKDOWNS_NAME: breakdowns_csv(decided.breakdowns),
        NETWORK_NAME: network_csv(NetworkValue.empty()),
    }
    write_edition(files, settings.folders.editions / "2022" / "v1")


def said(*more: str, code: int = 0) -> str:
    result = runner.invoke(app, ["geheimhaltung", "2022", "--stadt", "herne", *more])
    assert result.exit_code == code, result.output
    assert result.stderr.strip() == INTERNAL
    return result.stdout


def test_it_says_what_is_secret_and_why(settings: Settings):
    lines = [line.strip() for line in said().splitlines()]
    assert lines[0].startswith("Verfahren 2022: Sperrung. ")
    assert lines[2] == "Herne: 2 von 12 Zahlen geheim"
    assert lines[4] == "Stand 30.06.2022, 2 von 12 Zahlen. Günstiger geht es nicht."
    assert lines[5:7] == [
        "Laufbahngruppe: LG 1.1: mit Zuwanderungsgeschichte (zu klein)",
        "Laufbahngruppe: LG 2.1: mit Zuwanderungsgeschichte (damit sich nichts ausrechnen lässt)",
    ]
    assert lines[-1] == NO_EDITION


def test_the_edition_in_its_folder_is_audited(settings: Settings, reference: Reference):
    edition(settings, reference, leaking=False)
    assert "0 davon lassen sich ausrechnen" in said()
    edition(settings, reference, leaking=True)
    assert "LG 1.1, mit Zuwanderungsgeschichte: genau 4" in said(code=1)


def test_machines_get_the_same(settings: Settings, reference: Reference):
    edition(settings, reference, leaking=False)
    told = json.loads(said("--json"))
    (city,) = told["staedte"]
    assert [(one["wer"], one["warum"]) for one in city["geheim"]] == [
        ("Laufbahngruppe: LG 1.1", "zu klein"),
        ("Laufbahngruppe: LG 2.1", "damit sich nichts ausrechnen lässt"),
    ]
    (block,) = city["bloecke"]
    assert block["kosten"] == block["kosten_schnell"] > 0
    assert block["beweis"]
    assert told["pruefung"]["bestanden"]


def test_where_counts_are_rounded_none_is_hidden_for_another(settings: Settings, reference: Reference):
    years = settings.home / "seeds" / "reporting_years.csv"
    text = years.read_text(encoding="utf-8")
    years.write_text(text.replace("2022-12-31,SPERRUNG", "2022-12-31,RUNDUNG"), encoding="utf-8")
    text = said()
    assert text.startswith("Verfahren 2022: Gemeinsame Rundung. ")
    assert "geheim" not in text.replace(NO_EDITION, "")
    assert json.loads(said("--json"))["verfahren"] == "RUNDUNG"


def test_where_nothing_is_computed_it_says_what_to_do_first(settings: Settings):
    result = runner.invoke(app, ["geheimhaltung", "2019"])
    assert result.exit_code == 1
    assert "kontrakt lauf 2019" in result.stderr
    assert runner.invoke(app, ["geheimhaltung", "1999"]).exit_code == 2
