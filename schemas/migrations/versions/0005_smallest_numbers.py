"""A city may ask for a smallest number of persons of its own, stricter than the network's.

Rows accepted before ask for none.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TABLES = ["staff_counts", "population_counts", "recruitment_flows", "figures", "reference_figures"]


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("smallest", sa.Integer(), nullable=True))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "smallest")
