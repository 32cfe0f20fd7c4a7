"""How the edition of a reporting year protects persons: by hiding cells, as all have done so far, or by rounding."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("reporting_years", sa.Column("procedure", sa.Text(), nullable=False, server_default="SPERRUNG"))
