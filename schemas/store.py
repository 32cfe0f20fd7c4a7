"""The store: one SQL database that keeps every accepted row, every finding and every value.

Belongs here: opening the database, reading a table, replacing rows by key in one transaction. Not here: what the rows
mean, or when they are written (the stages' assets do that explicitly).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
import sqlalchemy as sa

from schemas.tables import METADATA, TABLES

# What replace_all writes: table → its new rows, and the keys whose old rows they take the place of.
Changes = Mapping[str, tuple[pd.DataFrame, Sequence[Mapping[str, Any]]]]

MIGRATIONS = Path(__file__).parent / "migrations"


class Store:
    """The database behind `url`; it is opened, and brought to the newest layout, at the first use."""

    def __init__(self, url: str) -> None:
        self.url = url

    @cached_property
    def engine(self) -> sa.Engine:
        url = sa.make_url(self.url)
        if url.get_backend_name() == "sqlite" and url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(url)
        if url.get_backend_name() == "sqlite":
            sa.event.listen(engine, "connect", _prepare_sqlite)
            sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        _migrate(engine)
        return engine

    @contextmanager
    def transaction(self) -> Iterator["Transaction"]:
        """Several reads and writes as one: all of them count, or none. Other writers wait meanwhile."""
        with self.engine.begin() as connection:
            yield Transaction(connection)

    def read(self, name: str, **where: Any) -> pd.DataFrame:
        """Rows of a table whose columns equal `where` (a list means: one of), in key order, with the model's types.

        What is stored was checked when it was written; asset checks validate it once more.
        """
        with self.engine.connect() as connection:
            return Transaction(connection).read(name, **where)

    def replace(self, name: str, frame: pd.DataFrame, **key: Any) -> None:
        """Replaces the rows of one table that match `key` (none: all rows) by `frame`, all or nothing."""
        self.replace_all({name: (frame, [key])})

    def replace_all(self, changes: Changes) -> None:
        """Replaces rows of several tables in one transaction.

        Each table's rows that match one of its keys give way to its frame. Frames are checked against the table's model
        first: raises pandera's SchemaErrors before anything is written.
        """
        with self.transaction() as now:
            now.replace_all(changes)


class Transaction:
    """Reads and writes on one connection; what is written counts when the transaction ends well."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def read(self, name: str, **where: Any) -> pd.DataFrame:
        """As Store.read, with what this transaction has written so far."""
        rows = self._connection.execute(_query(name, where)).all()
        if not rows:
            return _empty(name).copy()
        frame = pd.DataFrame(rows, columns=list(_columns(name)))
        return frame.astype(_types(TABLES[name].model))

    def records(self, name: str, **where: Any) -> list[dict[str, Any]]:
        """The same rows as plain dictionaries: for the program's own bookkeeping, where a frame would cost more."""
        rows = self._connection.execute(_query(name, where))
        return [dict(zip(_columns(name), row, strict=True)) for row in rows]

    def add_records(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Adds rows of the program's own bookkeeping. The database's keys and NOT NULLs hold; asset checks see to the
        rest. What a city wrote goes through add() and replace_all(), which check it against the model.
        """
        if rows:
            self._connection.execute(sa.insert(TABLES[name].table), [dict(row) for row in rows])

    def update(self, name: str, where: Mapping[str, Any], **values: Any) -> None:
        """Sets columns of the rows that match."""
        table = TABLES[name].table
        self._connection.execute(sa.update(table).where(*_same(table, where)).values(**values))

    def delete(self, name: str, **where: Any) -> None:
        """Deletes the rows that match."""
        table = TABLES[name].table
        self._connection.execute(sa.delete(table).where(*_same(table, where)))

    def highest(self, name: str, column: str) -> int:
        """The highest value of a number column, 0 where the table is empty."""
        columns = TABLES[name].table.columns
        return self._connection.execute(sa.select(sa.func.max(columns[column]))).scalar() or 0

    def replace_all(self, changes: Changes) -> None:
        """As Store.replace_all."""
        checked = {name: _checked(name, frame) for name, (frame, _) in changes.items()}
        for name, (_, keys) in changes.items():
            for key in keys:
                self.delete(name, **key)
        self._insert(checked)

    def add(self, name: str, frame: pd.DataFrame) -> None:
        """Adds rows to a table. Raises SchemaErrors as replace_all does, and IntegrityError on a key that is taken."""
        self._insert({name: _checked(name, frame)})

    def _insert(self, frames: Mapping[str, pd.DataFrame]) -> None:
        for name, frame in frames.items():
            if len(frame):
                self._connection.execute(sa.insert(TABLES[name].table), _records(frame))


def _query(name: str, where: Mapping[str, Any]) -> sa.Select[Any]:
    stored = TABLES[name]
    ordered = sa.select(stored.table).order_by(*(stored.table.columns[column] for column in stored.key))
    return ordered.where(*_same(stored.table, where))


def _same(table: sa.Table, where: Mapping[str, Any]) -> list[sa.ColumnElement[bool]]:
    return [
        table.columns[column].in_(wanted) if isinstance(wanted, list | tuple) else table.columns[column] == wanted
        for column, wanted in where.items()
    ]


@cache
def _empty(name: str) -> pd.DataFrame:
    return pd.DataFrame(columns=list(_columns(name))).astype(_types(TABLES[name].model))


@cache
def _columns(name: str) -> tuple[str, ...]:
    """The columns of a table as plain texts: sqlalchemy's own kind would be loaded wherever a row is handed on."""
    return tuple(str(column.name) for column in TABLES[name].table.columns)


@cache
def _types(model: type[pa.DataFrameModel]) -> dict[str, Any]:
    return {name: column.dtype.type for name, column in model.to_schema().columns.items()}


def _checked(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    return TABLES[name].model.validate(frame, lazy=True)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    # Column by column, then row by row: a third of the time of a frame of objects.
    names = list(frame.columns)
    columns = [frame[name].astype(object).where(frame[name].notna(), None).tolist() for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own, later BEGIN would let two writers both read before one of them writes.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=60000")
    cursor.close()


def _migrate(engine: sa.Engine) -> None:
    newest = max(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    with engine.connect() as connection:
        if sa.inspect(connection).has_table("alembic_version"):
            current = connection.execute(sa.text("select version_num from alembic_version")).scalar()
            if current == newest:
                return
    # Imported only when there is something to do: it takes longer than opening the database.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def exists(url: str) -> bool:
    """Whether there is a database to open; a new SQLite file would only be made at the first use."""
    parsed = sa.make_url(url)
    return parsed.get_backend_name() != "sqlite" or bool(parsed.database and Path(parsed.database).exists())


def layout_differences(engine: sa.Engine) -> list[Any]:
    """What the database's layout lacks against the models, as Alembic sees it; empty when no migration is missing."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection), METADATA)
