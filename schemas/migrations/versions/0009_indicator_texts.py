"""What the page of each indicator says. It is a seed: the next load fills it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "indicator_texts",
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("id", "question", "meaning", "formula", "reading", "limits")
        ),
        sa.PrimaryKeyConstraint("id"),
    )
