"""a frozen report says which version of its facts it holds

Revision ID: 0002
Revises: 0001
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def version_of(facts_json):
    """The version that the facts name themselves, as in "donor_report/2"; 1 where they cannot be read."""
    try:
        return int(json.loads(facts_json)["schema"].rpartition("/")[2])
    except (ValueError, KeyError, TypeError, AttributeError):
        return 1


def upgrade():
    with op.batch_alter_table("report_snapshot") as batch_op:
        batch_op.add_column(sa.Column("schema_version", sa.Integer(), nullable=True))

    connection = op.get_bind()
    snapshot = sa.table(
        "report_snapshot", sa.column("id"), sa.column("facts_json"), sa.column("schema_version", sa.Integer)
    )
    for report_id in connection.scalars(sa.select(snapshot.c.id)).all():
        facts = connection.scalar(sa.select(snapshot.c.facts_json).where(snapshot.c.id == report_id))
        connection.execute(
            snapshot.update().where(snapshot.c.id == report_id).values(schema_version=version_of(facts))
        )

    with op.batch_alter_table("report_snapshot") as batch_op:
        batch_op.alter_column("schema_version", existing_type=sa.Integer(), nullable=False)


def downgrade():
    # The facts keep their text and their hash; an older program reads only those of version 1.
    with op.batch_alter_table("report_snapshot") as batch_op:
        batch_op.drop_column("schema_version")
