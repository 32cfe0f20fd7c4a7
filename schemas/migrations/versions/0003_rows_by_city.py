"""Accepted rows are sought by city and year of the delivery."""

from alembic import op

revision = "0003"
down_revision = "0002"

TABLES = [
    "staff_counts",
    "population_counts",
    "recruitment_flows",
    "competence_items",
    "measures",
    "cooperation",
    "figures",
]


def upgrade() -> None:
    for table in TABLES:
        op.create_index(f"{table}_by_ags_and_delivery_year", table, ["ags", "delivery_year"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_index(f"{table}_by_ags_and_delivery_year", table)
