"""Alembic's entry: migrates over the connection that the store hands in."""

from alembic import context

from schemas.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()
