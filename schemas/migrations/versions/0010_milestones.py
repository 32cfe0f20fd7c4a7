"""What happened in the network besides cities joining it. It is a seed: the next load fills it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "milestones",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("date", "label", "source")),
        sa.PrimaryKeyConstraint("date", "label"),
    )
