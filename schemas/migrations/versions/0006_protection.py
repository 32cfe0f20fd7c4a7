"""What may be shown of the persons in each breakdown, and which persons a headline group is.

Both are seeds: the next load of the reference data fills them. The breakdowns of an edition are made with it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("groups", sa.Column("part", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "protection",
        sa.Column("table", sa.Text(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("survey_threshold", sa.Integer(), nullable=False),
        sa.Column("share_base", sa.Integer(), nullable=False),
        sa.Column("zeros", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("table"),
    )
    op.create_table(
        "breakdowns",
        sa.Column("reporting_year", sa.Integer(), nullable=False),
        sa.Column("ags", sa.Text(), nullable=False),
        sa.Column("persons", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("complete", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ags"], ["cities.ags"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint(
            "reporting_year", "ags", "persons", "year", "date", "definition", "method", "scope", "dimension"
        ),
    )
