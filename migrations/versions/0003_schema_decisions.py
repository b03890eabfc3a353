"""what is laid once: panels of places, histories that only grow, lists without a CHECK, one subject a snapshot

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from migrations.reshaping import Shape, reshape

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Rows that are written once: a change of mind, a key taken back or a payment corrected is a new row.
APPEND_ONLY = ("consent", "milestone_key", "payment", "tranche_signature")
# What would be replaced by a row that is written over another, on SQLite; the two of migration 0001 are mended here too.
REPLACED = {
    **dict.fromkeys(("milestone_key", "payment", "tranche_signature", "project_event"), "id = NEW.id"),
    "audit_event": "sequence = NEW.sequence",
    "consent": "id = NEW.id OR (co_owner_id = NEW.co_owner_id AND stage = NEW.stage AND number = NEW.number)",
}

# Codes of lists that grow; the models refuse an unknown one, and a new one no longer rebuilds a table.
GROWING: dict[str, dict[str, str]] = {
    "ballot": {
        "stratum": "stratum IS NULL OR stratum IN ('women', 'men', 'youth', 'elders', 'displaced', 'host', 'minority', 'leaders')",
    },
    "budget_line": {
        "category": "category IN ('materials', 'equipment', 'skilled_labour', 'unskilled_labour', 'transport', 'training_costs', 'visibility', 'admin_overhead')",
    },
    "consent": {
        "stage": "stage IN ('design', 'agreement', 'handover')",
    },
    "contribution": {
        "kind": "kind IN ('land', 'labour', 'materials', 'cash', 'other')",
    },
    "fund": {
        "kind": "kind IN ('assessed_qip_budget', 'pbf', 'trust_fund', 'tcc_national_funds', 'bilateral', 'au')",
    },
    "harm_consideration": {
        "effect": "effect IN ('gains', 'loses', 'excluded', 'seen_as_partisan', 'at_risk')",
    },
    "hold": {
        "reason": "reason IN ('insecurity', 'weather_access', 'partner', 'community_dispute', 'design_change', 'supply_price')",
    },
    "member_card": {
        "stratum": "stratum IN ('women', 'men', 'youth', 'elders', 'displaced', 'host', 'minority', 'leaders')",
    },
    "milestone": {
        "confirmation_method": "confirmation_method IS NULL OR confirmation_method IN ('signed_paper', 'meeting', 'telephone')",
        "delay_reason": "delay_reason IS NULL OR delay_reason IN ('insecurity', 'weather_access', 'mission_payment', 'partner', 'community_dispute', 'supply_price', 'design_change', 'authority', 'other')",
    },
    "need": {
        "method": "method IS NULL OR method IN ('community_meeting', 'focus_groups', 'key_informants', 'joint_mission', 'perception_survey', 'patrol_report', 'authority_request')",
    },
    "need_group": {
        "code": "code IN ('women', 'men', 'youth_f', 'youth_m', 'elders', 'displaced', 'returnees', 'host', 'minority', 'persons_with_disabilities', 'pastoralists', 'farmers', 'traders', 'local_authority', 'security_forces')",
    },
    "panel_stratum": {
        "code": "code IN ('women', 'men', 'youth', 'elders', 'displaced', 'host', 'minority', 'leaders')",
    },
    "partner": {
        "type": "type IN ('national_ngo', 'international_ngo', 'cbo', 'local_authority', 'ministry', 'un_agency', 'military_contingent', 'police_component')",
    },
    "policy_number": {
        "key": "key IN ('ceiling_usd_minor', 'exception_ceiling_usd_minor', 'maximum_weeks', 'tranche_split_pct', 'overhead_maximum_pct', 'minimum_milestones', 'quorum_members', 'quorum_seats', 'disclosure_threshold', 'disclosure_threshold_public', 'panel_minimum_size', 'panel_quorum', 'visit_gap_days', 'minimum_visits', 'closure_due_days', 'approval_due_days', 'agreement_due_days', 'payment_due_days', 'financial_year_start_month', 'financial_year_start_day', 'indirect_cost_pct_pbf')",
    },
    "proposal": {
        "confidence_objective": "confidence_objective IS NULL OR confidence_objective IN ('mission', 'mandate', 'peace_process')",
        "mandate_pillar": "mandate_pillar IS NULL OR mandate_pillar IN ('protection_of_civilians', 'state_authority_rule_of_law', 'social_cohesion_reconciliation', 'political_process_elections', 'return_reintegration')",
    },
    "report_snapshot": {
        "kind": "kind IN ('donor_report', 'pbf_progress')",
    },
    "round": {
        "stage": "stage IN ('baseline', 'completion', 'six_months')",
    },
    "screening_opinion": {
        "check_code": "check_code IN ('eligibility', 'partner_capacity', 'engineering', 'cost_estimate', 'duplication', 'human_rights_due_diligence', 'environment', 'gender', 'do_no_harm', 'land')",
    },
    "visit": {
        "purpose": "purpose IN ('baseline', 'progress', 'pre_payment', 'final', 'post_handover', 'remote')",
        "recommendation": "recommendation IN ('continue', 'pay', 'hold', 'extend', 'terminate')",
    },
}

SIGNATURES = ("requested", "cleared", "certified", "approved")


def triggers(dialect: str) -> list[str]:
    """What a co-owner said, who turned which key, who signed and what was paid cannot be rewritten."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for table in APPEND_ONLY
            for verb in ("UPDATE", "DELETE")
        ] + [
            # REPLACE deletes without asking the triggers of DELETE, so the row that would go is looked for before.
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}"
            f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for table, same in REPLACED.items()
        ]
    return [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION qip_append_only()"
        for table in APPEND_ONLY
    ]


def untriggers(dialect: str) -> list[str]:
    """Take the triggers away again."""
    if dialect == "sqlite":
        names = [f"{table}_no_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")]
        return [f"DROP TRIGGER {name}" for name in [*names, *(f"{table}_no_replace" for table in REPLACED)]]
    return [f"DROP TRIGGER {table}_append_only ON {table}" for table in APPEND_ONLY]


def upgrade() -> None:
    _make_tables()
    _panels_belong_to_places()
    _rounds_have_an_instrument()
    _consents_are_a_history()
    _snapshots_have_one_subject()
    for table in sorted(set(GROWING) - {"consent", "report_snapshot", "round"}):
        reshape(table, Shape(drop_constraints=[f"ck_{table}_{column}_known" for column in GROWING[table]]))
    _keys_and_money_begin_their_histories()
    for line in triggers(op.get_bind().dialect.name):
        op.execute(line)


def _make_tables() -> None:
    op.create_table(
        "instrument",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument")),
        sa.UniqueConstraint("code", "version", name=op.f("uq_instrument_code_version")),
    )
    op.execute("INSERT INTO instrument (id, code, version) VALUES (1, 'core', 1)")
    op.create_table(
        "project_panel",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_project_panel_panel_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_panel_project_id")),
        sa.PrimaryKeyConstraint("project_id", "panel_id", name=op.f("pk_project_panel")),
    )
    op.create_index("ix_project_panel_panel_id", "project_panel", ["panel_id"])
    op.create_table(
        "facilitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= since_on", name=op.f("ck_facilitation_until_after_since")
        ),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_facilitation_panel_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_facilitation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facilitation")),
    )
    op.create_index(
        "ix_facilitation_one_at_a_time",
        "facilitation",
        ["panel_id"],
        unique=True,
        sqlite_where=sa.text("until_on IS NULL"),
        postgresql_where=sa.text("until_on IS NULL"),
    )
    op.create_index("ix_facilitation_person_id", "facilitation", ["person_id"])
    op.create_table(
        "milestone_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=20), nullable=False),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.Column("turned_on", sa.Date(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("co_owner_id", sa.Integer(), nullable=True),
        sa.Column("method", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("holder IN ('mission', 'co_owner')", name=op.f("ck_milestone_key_holder_known")),
        sa.CheckConstraint(
            "is_withdrawn OR (holder = 'mission') = (visit_id IS NOT NULL)"
            " AND (holder = 'co_owner') = (co_owner_id IS NOT NULL AND method IS NOT NULL)",
            name=op.f("ck_milestone_key_turned_by_its_holder"),
        ),
        sa.CheckConstraint(
            "NOT is_withdrawn OR reason IS NOT NULL", name=op.f("ck_milestone_key_withdrawn_with_a_reason")
        ),
        sa.ForeignKeyConstraint(["co_owner_id"], ["co_owner.id"], name=op.f("fk_milestone_key_co_owner_id")),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_milestone_key_milestone_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_milestone_key_project_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_milestone_key_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_milestone_key_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_key")),
    )
    op.create_index("ix_milestone_key_project_id", "milestone_key", ["project_id"])
    op.create_index("ix_milestone_key_milestone_id", "milestone_key", ["milestone_id"])
    op.create_table(
        "tranche_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("tranche_id", sa.Integer(), nullable=False),
        sa.Column("signature", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_tranche_signature_project_id")),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["person.id"], name=op.f("fk_tranche_signature_signed_by_id")
        ),
        sa.ForeignKeyConstraint(["tranche_id"], ["tranche.id"], name=op.f("fk_tranche_signature_tranche_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tranche_signature")),
    )
    op.create_index("ix_tranche_signature_project_id", "tranche_signature", ["project_id"])
    op.create_index("ix_tranche_signature_tranche_id", "tranche_signature", ["tranche_id"])
    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("tranche_id", sa.Integer(), nullable=False),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("local_minor", sa.BigInteger(), nullable=False),
        sa.Column("usd_minor", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(reverses_id IS NULL AND local_minor > 0 AND usd_minor > 0)"
            " OR (reverses_id IS NOT NULL AND local_minor < 0 AND usd_minor < 0)",
            name=op.f("ck_payment_reversal_takes_back"),
        ),
        sa.CheckConstraint(
            "(reverses_id IS NULL) = (reason IS NULL)", name=op.f("ck_payment_reversal_has_a_reason")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_payment_project_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_payment_recorded_by_id")),
        sa.ForeignKeyConstraint(["reverses_id"], ["payment.id"], name=op.f("fk_payment_reverses_id")),
        sa.ForeignKeyConstraint(["tranche_id"], ["tranche.id"], name=op.f("fk_payment_tranche_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_payment_reverses_id")),
    )
    op.create_index("ix_payment_project_id", "payment", ["project_id"])
    op.create_index("ix_payment_tranche_id", "payment", ["tranche_id"])


def _panels_belong_to_places() -> None:
    op.execute(
        "INSERT INTO project_panel (project_id, panel_id, since_on) SELECT project_id, id, formed_on FROM panel"
    )
    op.execute(
        "INSERT INTO facilitation (panel_id, person_id, since_on)"
        " SELECT id, facilitator_id, formed_on FROM panel ORDER BY id"
    )
    # Two projects of one place may each have named a panel alike; the later one takes the project's reference along.
    op.execute(
        "UPDATE panel SET name = name || ' · ' || (SELECT reference FROM project WHERE project.id = panel.project_id)"
        " WHERE EXISTS (SELECT 1 FROM panel AS other"
        " JOIN project AS theirs ON theirs.id = other.project_id"
        " JOIN project AS ours ON ours.id = panel.project_id"
        " WHERE other.id < panel.id AND other.name = panel.name AND other.mission_id = panel.mission_id"
        " AND theirs.country = ours.country AND theirs.place = ours.place)"
    )
    of_project = "(SELECT {} FROM project WHERE project.id = panel.project_id)"
    reshape(
        "panel",
        Shape(
            drop_constraints=("uq_panel_project_id_name", "fk_panel_project_id", "fk_panel_facilitator_id"),
            add_columns={"country": "VARCHAR(2)", "place": "VARCHAR(160)", "admin_area": "VARCHAR(160)"},
            fill={column: of_project.format(column) for column in ("country", "place", "admin_area")},
            required=("country", "place"),
            drop_columns=("project_id", "facilitator_id"),
            add_constraints={
                "uq_panel_mission_id_country_place_name": "UNIQUE (mission_id, country, place, name)"
            },
        ),
    )


def _rounds_have_an_instrument() -> None:
    reshape(
        "round",
        Shape(
            drop_constraints=("uq_round_project_id_stage", "ck_round_stage_known"),
            add_columns={"instrument_id": "INTEGER"},
            fill={"instrument_id": "1"},
            required=("instrument_id",),
            optional=("project_id",),
            add_constraints={
                "uq_round_project_id_panel_id_stage": "UNIQUE (project_id, panel_id, stage)",
                "fk_round_instrument_id": "FOREIGN KEY(instrument_id) REFERENCES instrument (id)",
            },
        ),
    )


def _consents_are_a_history() -> None:
    reshape(
        "consent",
        Shape(
            drop_constraints=("uq_consent_co_owner_id_stage", "ck_consent_stage_known"),
            add_columns={"number": "INTEGER", "witness": "VARCHAR(200)"},
            fill={"number": "1"},
            required=("number",),
            add_constraints={
                "uq_consent_co_owner_id_stage_number": "UNIQUE (co_owner_id, stage, number)",
                "ck_consent_number_from_one": "CHECK (number >= 1)",
            },
        ),
    )


def _snapshots_have_one_subject() -> None:
    reshape(
        "report_snapshot",
        Shape(
            drop_constraints=("ck_report_snapshot_kind_known", "uq_report_snapshot_sha256"),
            add_columns={
                "mission_id": "INTEGER",
                "subject_kind": "VARCHAR(20)",
                "fund_id": "INTEGER",
                "place": "VARCHAR(160)",
            },
            fill={
                "mission_id": "(SELECT mission_id FROM project WHERE project.id = report_snapshot.project_id)",
                "subject_kind": "'project'",
            },
            required=("mission_id", "subject_kind"),
            optional=("project_id",),
            add_constraints={
                "fk_report_snapshot_mission_id": "FOREIGN KEY(mission_id) REFERENCES mission (id)",
                "fk_report_snapshot_fund_id": "FOREIGN KEY(fund_id) REFERENCES fund (id)",
                "ck_report_snapshot_one_subject": "CHECK ((subject_kind = 'project') = (project_id IS NOT NULL)"
                " AND (subject_kind = 'fund_project') = (fund_id IS NOT NULL)"
                " AND (subject_kind = 'place') = (place IS NOT NULL))",
                "ck_report_snapshot_subject_kind_known": "CHECK (subject_kind IN"
                " ('project', 'fund_project', 'place', 'mission'))",
            },
        ),
    )
    op.create_index("ix_report_snapshot_mission_id", "report_snapshot", ["mission_id"])
    op.create_index("ix_report_snapshot_sha256", "report_snapshot", ["sha256"])


def _keys_and_money_begin_their_histories() -> None:
    """What stands on the rows today is the first entry of each history."""
    op.execute(
        "INSERT INTO milestone_key (project_id, milestone_id, holder, is_withdrawn, turned_on, visit_id,"
        " recorded_by_id, recorded_at)"
        " SELECT m.project_id, m.id, 'mission', false, m.seen_on, m.seen_on_visit_id, m.seen_by_id, v.recorded_at"
        " FROM milestone AS m JOIN visit AS v ON v.id = m.seen_on_visit_id ORDER BY m.id"
    )
    # When a confirmation was written down is in the audit trail alone; the day on which it was given is what is known.
    op.execute(
        "INSERT INTO milestone_key (project_id, milestone_id, holder, is_withdrawn, turned_on, co_owner_id, method,"
        " recorded_by_id, recorded_at)"
        " SELECT project_id, id, 'co_owner', false, confirmed_on, confirmed_by_co_owner_id, confirmation_method,"
        f" confirmation_recorded_by_id, {_midnight('confirmed_on')}"
        " FROM milestone WHERE confirmed_on IS NOT NULL ORDER BY id"
    )
    for signature in SIGNATURES:
        note = "request_note" if signature == "requested" else "NULL"
        op.execute(
            "INSERT INTO tranche_signature (project_id, tranche_id, signature, note, signed_by_id, signed_at)"
            f" SELECT project_id, id, '{signature}', {note}, {signature}_by_id, {signature}_at FROM tranche"
            f" WHERE {signature}_at IS NOT NULL ORDER BY id"
        )
    op.execute(
        "INSERT INTO payment (project_id, tranche_id, paid_on, reference, local_minor, usd_minor, recorded_by_id,"
        " recorded_at)"
        f" SELECT project_id, id, paid_on, payment_reference, local_minor, usd_minor, paid_by_id, {_midnight('paid_on')}"
        " FROM tranche WHERE paid_on IS NOT NULL ORDER BY id"
    )


def _midnight(day: str) -> str:
    """A day as a moment in UTC, in the text each engine stores."""
    if op.get_bind().dialect.name == "sqlite":
        return f"{day} || ' 00:00:00.000000'"
    return f"CAST({day} AS timestamp) AT TIME ZONE 'UTC'"


def downgrade() -> None:
    for line in untriggers(op.get_bind().dialect.name):
        op.execute(line)
    for table in ("payment", "tranche_signature", "milestone_key"):
        op.drop_table(table)
    for table in sorted(set(GROWING) - {"consent", "report_snapshot", "round"}):
        reshape(table, Shape(add_constraints=_known(table)))
    # A report about anything but one project had no place in the schema before.
    op.execute("DELETE FROM report_snapshot WHERE project_id IS NULL")
    op.execute(
        "DELETE FROM report_snapshot WHERE EXISTS (SELECT 1 FROM report_snapshot AS later"
        " WHERE later.sha256 = report_snapshot.sha256 AND later.id > report_snapshot.id)"
    )
    reshape(
        "report_snapshot",
        Shape(
            drop_indexes=("ix_report_snapshot_mission_id", "ix_report_snapshot_sha256"),
            drop_constraints=(
                "ck_report_snapshot_one_subject",
                "ck_report_snapshot_subject_kind_known",
                "fk_report_snapshot_mission_id",
                "fk_report_snapshot_fund_id",
            ),
            drop_columns=("mission_id", "subject_kind", "fund_id", "place"),
            required=("project_id",),
            add_constraints={"uq_report_snapshot_sha256": "UNIQUE (sha256)", **_known("report_snapshot")},
        ),
    )
    # Only the word that stands has room in one row a stage.
    op.execute(
        "DELETE FROM consent WHERE EXISTS (SELECT 1 FROM consent AS later WHERE later.co_owner_id = consent.co_owner_id"
        " AND later.stage = consent.stage AND later.number > consent.number)"
    )
    reshape(
        "consent",
        Shape(
            drop_constraints=("uq_consent_co_owner_id_stage_number", "ck_consent_number_from_one"),
            drop_columns=("number", "witness"),
            add_constraints={
                "uq_consent_co_owner_id_stage": "UNIQUE (co_owner_id, stage)",
                **_known("consent"),
            },
        ),
    )
    reshape(
        "round",
        Shape(
            drop_constraints=("uq_round_project_id_panel_id_stage", "fk_round_instrument_id"),
            drop_columns=("instrument_id",),
            required=("project_id",),
            add_constraints={
                "uq_round_project_id_stage": "UNIQUE (project_id, stage)",
                **_known("round"),
            },
        ),
    )
    _panels_return_to_projects()
    for table in ("facilitation", "project_panel", "instrument"):
        op.drop_table(table)


def _panels_return_to_projects() -> None:
    first = "(SELECT min(project_id) FROM project_panel WHERE panel_id = panel.id)"
    last = "(SELECT person_id FROM facilitation WHERE panel_id = panel.id ORDER BY id DESC LIMIT 1)"
    reshape(
        "panel",
        Shape(
            drop_constraints=("uq_panel_mission_id_country_place_name",),
            add_columns={"project_id": "INTEGER", "facilitator_id": "INTEGER"},
            fill={"project_id": first, "facilitator_id": last},
            required=("project_id", "facilitator_id"),
            drop_columns=("country", "place", "admin_area"),
            add_constraints={
                "uq_panel_project_id_name": "UNIQUE (project_id, name)",
                "fk_panel_project_id": "FOREIGN KEY(project_id) REFERENCES project (id)",
                "fk_panel_facilitator_id": "FOREIGN KEY(facilitator_id) REFERENCES person (id)",
            },
        ),
    )


def _known(table: str) -> dict[str, str]:
    return {f"ck_{table}_{column}_known": f"CHECK ({test})" for column, test in GROWING[table].items()}
