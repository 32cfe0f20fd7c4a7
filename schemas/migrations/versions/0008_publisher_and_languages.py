"""Who publishes the editions, and the languages of their pages. Both are seeds: the next load fills them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "publisher",
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("field"),
    )
    op.create_table(
        "languages",
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("code", "locale", "direction", "name", "pages", "read")
        ),
        sa.PrimaryKeyConstraint("code"),
    )
