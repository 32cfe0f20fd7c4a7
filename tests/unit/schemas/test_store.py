"""The store: the first migration is the models' layout, a replacement is all or nothing."""

from pathlib import Path

import pandas as pd
import pandera.errors
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from assets.reference.seeds import Reference
from schemas.forms import FORMS
from schemas.store import MIGRATIONS, Store, layout_differences
from schemas.tables import TABLES


def test_migrations_and_models_agree(store: Store):
    assert layout_differences(store.engine) == []


def test_rows_accepted_before_cities_could_ask_for_a_smallest_number_ask_for_none(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'alt.sqlite'}"
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with sa.create_engine(url).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        old = {name: "" for name in FORMS["gewinnung"].columns if name not in ("line", "year", "count", "smallest")}
        row = old | {"line": 2, "year": 2023, "count": 8, "receipt": "R", "delivery_year": 2023, "ags": "05916000"}
        columns = ", ".join(f'"{name}"' for name in row)
        values = ", ".join(f":{name}" for name in row)
        connection.execute(sa.text(f"insert into recruitment_flows ({columns}) values ({values})"), row)  # noqa: S608
    (after,) = Store(url).read("recruitment_flows").to_dict(orient="records")
    assert (after["count"], pd.isna(after["smallest"])) == (8, True)


def test_every_seed_comes_back_as_it_was(store: Store, reference: Reference):
    frames = {name: getattr(reference, name) for name in ["cities", "memberships", "indicators", "reporting_years"]}
    store.replace_all({name: (frame, [{}]) for name, frame in frames.items()})
    for name, frame in frames.items():
        key = TABLES[name].key
        expected = frame.sort_values(key, ignore_index=True)
        pd.testing.assert_frame_equal(store.read(name).sort_values(key, ignore_index=True), expected)


def test_replacing_by_key_leaves_other_rows(store: Store, reference: Reference):
    store.replace("reporting_years", reference.reporting_years)
    changed = reference.reporting_years.query("year == 2022").assign(staff_date="2022-07-01")
    store.replace("reporting_years", changed, year=2022)
    years = store.read("reporting_years")
    assert len(years) == len(reference.reporting_years)
    assert years.set_index("year").loc[2022, "staff_date"] == "2022-07-01"


def test_rows_against_the_model_change_nothing(store: Store, reference: Reference):
    store.replace("cities", reference.cities)
    broken = reference.cities.assign(ags="5112000")
    with pytest.raises(pandera.errors.SchemaErrors):
        store.replace("cities", broken)
    assert len(store.read("cities")) == 10


def test_a_failing_second_table_takes_the_first_back(store: Store, reference: Reference):
    store.replace("cities", reference.cities)
    twice = pd.concat([reference.memberships, reference.memberships.assign(kind="Gast")], ignore_index=True)
    stranger = reference.memberships.assign(ags="09999999")
    for frame in (stranger, twice):
        with pytest.raises((sa.exc.IntegrityError, pandera.errors.SchemaErrors)):
            store.replace_all({"cities": (reference.cities.head(3), [{}]), "memberships": (frame, [{}])})
        assert len(store.read("cities")) == 10


def test_an_empty_table_has_its_columns_and_types(store: Store):
    empty = store.read("figures")
    assert len(empty) == 0
    assert str(empty["value"].dtype) == "float64"


def test_what_is_read_names_its_columns_in_plain_text(store: Store, reference: Reference):
    """A name of the database library's own kind would be handed on with every row, and load that library there."""
    store.replace("cities", reference.cities)
    with store.transaction() as transaction:
        (first, *_), frame = transaction.records("cities"), transaction.read("cities")
    assert {type(name) for name in [*first, *frame.columns]} == {str}
