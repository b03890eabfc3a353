"""the house

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


# The union of the sector lists missions use; names in the three languages of the interface.
SECTORS = (
    ("EDU", "Education", "Éducation", "التعليم", True),
    ("HEA", "Health", "Santé", "الصحة", True),
    ("WAS", "Water and sanitation", "Eau et assainissement", "المياه والصرف الصحي", True),
    (
        "ROL",
        "Rule of law, police, courts, prisons",
        "État de droit, police, justice, prisons",
        "سيادة القانون والشرطة والقضاء والسجون",
        True,
    ),
    (
        "ADM",
        "State and local administration",
        "Administration de l’État et locale",
        "الإدارة الحكومية والمحلية",
        True,
    ),
    (
        "LIV",
        "Livelihoods, agriculture, markets",
        "Moyens de subsistance, agriculture, marchés",
        "سبل العيش والزراعة والأسواق",
        True,
    ),
    (
        "INF",
        "Small infrastructure: roads, bridges, power",
        "Petites infrastructures\u202f: routes, ponts, électricité",
        "البنية التحتية الصغيرة: الطرق والجسور والكهرباء",
        True,
    ),
    (
        "COH",
        "Social cohesion, dialogue, youth, sport, culture",
        "Cohésion sociale, dialogue, jeunesse, sport, culture",
        "التماسك الاجتماعي والحوار والشباب والرياضة والثقافة",
        False,
    ),
    ("WOM", "Women and vulnerable groups", "Femmes et groupes vulnérables", "النساء والفئات المستضعفة", True),
    (
        "ENV",
        "Environment, waste, green energy",
        "Environnement, déchets, énergie verte",
        "البيئة والنفايات والطاقة النظيفة",
        True,
    ),
    (
        "CIV",
        "Civic education, elections, media, human rights",
        "Éducation civique, élections, médias, droits humains",
        "التربية المدنية والانتخابات والإعلام وحقوق الإنسان",
        False,
    ),
    ("EMG", "Epidemic response", "Riposte aux épidémies", "الاستجابة للأوبئة", False),
)

APPEND_ONLY = ("audit_event", "project_event")
PAID_SUM = (
    "(SELECT coalesce(sum(usd_minor), 0) FROM tranche WHERE project_id = NEW.project_id AND paid_on IS NOT NULL"
    " AND id <> NEW.id) + NEW.usd_minor"
)
APPROVED = "(SELECT coalesce(approved_usd_minor, 0) FROM project WHERE id = NEW.project_id)"


def triggers(dialect: str) -> list[str]:
    """History cannot be rewritten, and no tranche can be paid beyond the approved amount, whoever asks."""
    if dialect == "sqlite":
        made = [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for table in APPEND_ONLY
            for verb in ("UPDATE", "DELETE")
        ]
        made += [
            f"CREATE TRIGGER tranche_within_approved_{verb.lower()} BEFORE {verb} ON tranche"
            f" WHEN NEW.paid_on IS NOT NULL AND {PAID_SUM} > {APPROVED}"
            " BEGIN SELECT RAISE(ABORT, 'tranche_within_approved'); END"
            for verb in ("INSERT", "UPDATE")
        ]
        return made
    made = [
        "CREATE FUNCTION qip_append_only() RETURNS trigger AS $$ BEGIN"
        " RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';"
        " END $$ LANGUAGE plpgsql",
        "CREATE FUNCTION qip_tranche_within_approved() RETURNS trigger AS $$ BEGIN"
        f" IF NEW.paid_on IS NOT NULL AND {PAID_SUM} > {APPROVED} THEN"
        " RAISE EXCEPTION 'tranche_within_approved' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        " RETURN NEW; END $$ LANGUAGE plpgsql",
    ]
    made += [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION qip_append_only()"
        for table in APPEND_ONLY
    ]
    made.append(
        "CREATE TRIGGER tranche_within_approved BEFORE INSERT OR UPDATE ON tranche"
        " FOR EACH ROW EXECUTE FUNCTION qip_tranche_within_approved()"
    )
    return made


def untriggers(dialect: str) -> list[str]:
    """Take the triggers away again."""
    if dialect == "sqlite":
        names = [f"{table}_no_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")]
        names += ["tranche_within_approved_insert", "tranche_within_approved_update"]
        return [f"DROP TRIGGER {name}" for name in names]
    dropped = [f"DROP TRIGGER {table}_append_only ON {table}" for table in APPEND_ONLY]
    dropped += ["DROP TRIGGER tranche_within_approved ON tranche"]
    return [*dropped, "DROP FUNCTION qip_append_only()", "DROP FUNCTION qip_tranche_within_approved()"]


def upgrade() -> None:
    op.create_table(
        "audit_event",
        sa.Column(
            "sequence",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_key", sa.String(length=40), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("object_type", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.String(length=40), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=True),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_event")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index("ix_audit_event_object", ["object_type", "object_id"], unique=False)

    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_head_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "first_start",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("demonstration_loaded", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_first_start")),
    )
    op.create_table(
        "form_token",
        sa.Column("token", sa.String(length=80), nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=False),
        sa.Column("endpoint", sa.String(length=120), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("location", sa.String(length=500), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token", "owner", name=op.f("pk_form_token")),
    )
    with op.batch_alter_table("form_token", schema=None) as batch_op:
        batch_op.create_index("ix_form_token_created_at", ["created_at"], unique=False)

    op.create_table(
        "mission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("local_currency", sa.String(length=3), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("is_demonstration", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mission")),
        sa.UniqueConstraint("code", name=op.f("uq_mission_code")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column("passphrase_hash", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("time_zone", sa.String(length=60), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("key", name=op.f("uq_person_key")),
        sa.UniqueConstraint("name", name=op.f("uq_person_name")),
    )
    op.create_table(
        "sector",
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("name_fr", sa.String(length=120), nullable=False),
        sa.Column("name_ar", sa.String(length=120), nullable=False),
        sa.Column("has_works", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_sector")),
    )
    op.create_table(
        "throttle",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("window_started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttle")),
    )
    op.create_table(
        "budget_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=20), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("allotment_usd_minor", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("allotment_usd_minor >= 0", name=op.f("ck_budget_year_allotment_not_negative")),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_budget_year_ends_after_start")),
        sa.ForeignKeyConstraint(["mission_id"], ["mission.id"], name=op.f("fk_budget_year_mission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_year")),
        sa.UniqueConstraint("mission_id", "label", name=op.f("uq_budget_year_mission_id_label")),
    )
    op.create_table(
        "donor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mission_id"], ["mission.id"], name=op.f("fk_donor_mission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_donor")),
        sa.UniqueConstraint("mission_id", "name", name=op.f("uq_donor_mission_id_name")),
    )
    op.create_table(
        "field_office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mission_id"], ["mission.id"], name=op.f("fk_field_office_mission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_office")),
        sa.UniqueConstraint("mission_id", "code", name=op.f("uq_field_office_mission_id_code")),
    )
    op.create_table(
        "partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("registration_number", sa.String(length=80), nullable=True),
        sa.Column("contact", sa.String(length=300), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("assessment", sa.String(length=40), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("assessment_note", sa.String(length=2000), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(assessment = 'not_assessed') = (assessed_on IS NULL)",
            name=op.f("ck_partner_assessed_exactly_when_dated"),
        ),
        sa.CheckConstraint(
            "assessment IN ('not_assessed', 'passed', 'passed_with_conditions', 'failed')",
            name=op.f("ck_partner_assessment_known"),
        ),
        sa.CheckConstraint(
            "status IN ('candidate', 'recommended', 'on_watch', 'suspended', 'barred')",
            name=op.f("ck_partner_status_known"),
        ),
        sa.CheckConstraint(
            "type IN ('national_ngo', 'international_ngo', 'cbo', 'local_authority', 'ministry', 'un_agency', 'military_contingent', 'police_component')",
            name=op.f("ck_partner_type_known"),
        ),
        sa.ForeignKeyConstraint(["mission_id"], ["mission.id"], name=op.f("fk_partner_mission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint("mission_id", "name", name=op.f("uq_partner_mission_id_name")),
    )
    op.create_table(
        "plan_goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mission_id"], ["mission.id"], name=op.f("fk_plan_goal_mission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_goal")),
        sa.UniqueConstraint("mission_id", "code", name=op.f("uq_plan_goal_mission_id_code")),
    )
    op.create_table(
        "policy_number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "key IN ('ceiling_usd_minor', 'exception_ceiling_usd_minor', 'maximum_weeks', 'tranche_split_pct', 'overhead_maximum_pct', 'minimum_milestones', 'quorum_members', 'quorum_seats', 'disclosure_threshold', 'disclosure_threshold_public', 'panel_minimum_size', 'panel_quorum', 'visit_gap_days', 'minimum_visits', 'closure_due_days', 'approval_due_days', 'agreement_due_days', 'payment_due_days', 'financial_year_start_month', 'financial_year_start_day', 'indirect_cost_pct_pbf')",
            name=op.f("ck_policy_number_key_known"),
        ),
        sa.ForeignKeyConstraint(["mission_id"], ["mission.id"], name=op.f("fk_policy_number_mission_id")),
        sa.ForeignKeyConstraint(["set_by_id"], ["person.id"], name=op.f("fk_policy_number_set_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_number")),
        sa.UniqueConstraint(
            "mission_id", "key", "effective_from", name=op.f("uq_policy_number_mission_id_key_effective_from")
        ),
    )
    with op.batch_alter_table("policy_number", schema=None) as batch_op:
        batch_op.create_index("ix_policy_number_mission_id", ["mission_id"], unique=False)

    op.create_table(
        "fund",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("donor_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("pbf_number", sa.String(length=40), nullable=True),
        sa.Column("pbf_focus_area", sa.String(length=10), nullable=True),
        sa.Column("pbf_risk_marker", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('assessed_qip_budget', 'pbf', 'trust_fund', 'tcc_national_funds', 'bilateral', 'au')",
            name=op.f("ck_fund_kind_known"),
        ),
        sa.ForeignKeyConstraint(["donor_id"], ["donor.id"], name=op.f("fk_fund_donor_id")),
        sa.ForeignKeyConstraint(["mission_id"], ["mission.id"], name=op.f("fk_fund_mission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund")),
        sa.UniqueConstraint("mission_id", "code", name=op.f("uq_fund_mission_id_code")),
    )
    op.create_table(
        "grant_of_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("seat", sa.String(length=40), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("donor_id", sa.Integer(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(role = 'committee_member') = (seat IS NOT NULL)",
            name=op.f("ck_grant_of_role_seat_of_committee_members"),
        ),
        sa.CheckConstraint(
            "(role = 'donor') = (donor_id IS NOT NULL)", name=op.f("ck_grant_of_role_donor_of_donors")
        ),
        sa.CheckConstraint(
            "(role = 'partner') = (partner_id IS NOT NULL)", name=op.f("ck_grant_of_role_partner_of_partners")
        ),
        sa.CheckConstraint(
            "role IN ('programme_officer', 'programme_manager', 'committee_member', 'head_of_mission', 'certifying_officer', 'approving_officer', 'facilitator', 'partner', 'donor', 'auditor', 'administrator')",
            name=op.f("ck_grant_of_role_role_known"),
        ),
        sa.CheckConstraint(
            "seat IS NULL OR seat IN ('chair', 'finance', 'engineering', 'field_office', 'civil_affairs')",
            name=op.f("ck_grant_of_role_seat_known"),
        ),
        sa.ForeignKeyConstraint(["donor_id"], ["donor.id"], name=op.f("fk_grant_of_role_donor_id")),
        sa.ForeignKeyConstraint(
            ["granted_by_id"], ["person.id"], name=op.f("fk_grant_of_role_granted_by_id")
        ),
        sa.ForeignKeyConstraint(["mission_id"], ["mission.id"], name=op.f("fk_grant_of_role_mission_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_grant_of_role_partner_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_grant_of_role_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_of_role")),
    )
    with op.batch_alter_table("grant_of_role", schema=None) as batch_op:
        batch_op.create_index("ix_grant_of_role_mission_id", ["mission_id"], unique=False)
        batch_op.create_index("ix_grant_of_role_person_id", ["person_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("seat", sa.String(length=40), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("donor_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(role = 'committee_member') = (seat IS NOT NULL)",
            name=op.f("ck_invitation_seat_of_committee_members"),
        ),
        sa.CheckConstraint(
            "(role = 'donor') = (donor_id IS NOT NULL)", name=op.f("ck_invitation_donor_of_donors")
        ),
        sa.CheckConstraint(
            "(role = 'partner') = (partner_id IS NOT NULL)", name=op.f("ck_invitation_partner_of_partners")
        ),
        sa.CheckConstraint(
            "role IN ('programme_officer', 'programme_manager', 'committee_member', 'head_of_mission', 'certifying_officer', 'approving_officer', 'facilitator', 'partner', 'donor', 'auditor', 'administrator')",
            name=op.f("ck_invitation_role_known"),
        ),
        sa.CheckConstraint(
            "seat IS NULL OR seat IN ('chair', 'finance', 'engineering', 'field_office', 'civil_affairs')",
            name=op.f("ck_invitation_seat_known"),
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_invitation_created_by_id")),
        sa.ForeignKeyConstraint(["donor_id"], ["donor.id"], name=op.f("fk_invitation_donor_id")),
        sa.ForeignKeyConstraint(["mission_id"], ["mission.id"], name=op.f("fk_invitation_mission_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_invitation_partner_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_person_id")),
        sa.ForeignKeyConstraint(["used_by_id"], ["person.id"], name=op.f("fk_invitation_used_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_table(
        "need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("field_office_id", sa.Integer(), nullable=True),
        sa.Column("statement", sa.String(length=4000), nullable=False),
        sa.Column("confidence_gap", sa.String(length=2000), nullable=True),
        sa.Column("method", sa.String(length=40), nullable=True),
        sa.Column("heard_on", sa.Date(), nullable=True),
        sa.Column("raised_locally", sa.Boolean(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "method IS NULL OR method IN ('community_meeting', 'focus_groups', 'key_informants', 'joint_mission', 'perception_survey', 'patrol_report', 'authority_request')",
            name=op.f("ck_need_method_known"),
        ),
        sa.ForeignKeyConstraint(
            ["field_office_id"], ["field_office.id"], name=op.f("fk_need_field_office_id")
        ),
        sa.ForeignKeyConstraint(["mission_id"], ["mission.id"], name=op.f("fk_need_mission_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_need_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
    )
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.create_index("ix_need_mission_id", ["mission_id"], unique=False)

    op.create_table(
        "need_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("women", sa.Integer(), nullable=False),
        sa.Column("men", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "code IN ('women', 'men', 'youth_f', 'youth_m', 'elders', 'displaced', 'returnees', 'host', 'minority', 'persons_with_disabilities', 'pastoralists', 'farmers', 'traders', 'local_authority', 'security_forces')",
            name=op.f("ck_need_group_code_known"),
        ),
        sa.CheckConstraint(
            "women >= 0 AND men >= 0 AND women + men > 0", name=op.f("ck_need_group_somebody_heard")
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_group_need_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_group")),
        sa.UniqueConstraint("need_id", "code", name=op.f("uq_need_group_need_id_code")),
    )
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("field_office_id", sa.Integer(), nullable=True),
        sa.Column("budget_year_id", sa.Integer(), nullable=True),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("donor_id", sa.Integer(), nullable=False),
        sa.Column("sector_code", sa.String(length=10), nullable=False),
        sa.Column("plan_goal_id", sa.Integer(), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("sponsoring_section", sa.String(length=120), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("admin_area", sa.String(length=160), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("point_exactness", sa.String(length=20), nullable=True),
        sa.Column("focal_point_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("local_currency", sa.String(length=3), nullable=False),
        sa.Column("exchange_rate", sa.String(length=30), nullable=True),
        sa.Column("exchange_rate_on", sa.Date(), nullable=True),
        sa.Column("requested_local_minor", sa.BigInteger(), nullable=True),
        sa.Column("requested_usd_minor", sa.BigInteger(), nullable=True),
        sa.Column("approved_local_minor", sa.BigInteger(), nullable=True),
        sa.Column("approved_usd_minor", sa.BigInteger(), nullable=True),
        sa.Column("paid_local_minor", sa.BigInteger(), nullable=False),
        sa.Column("paid_usd_minor", sa.BigInteger(), nullable=False),
        sa.Column("planned_start_on", sa.Date(), nullable=True),
        sa.Column("planned_weeks", sa.Integer(), nullable=True),
        sa.Column("planned_end_on", sa.Date(), nullable=True),
        sa.Column("first_paid_on", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("held_since", sa.Date(), nullable=True),
        sa.Column("milestones_total", sa.Integer(), nullable=False),
        sa.Column("milestones_done", sa.Integer(), nullable=False),
        sa.Column("done_weight_pct", sa.Integer(), nullable=False),
        sa.Column("last_visit_on", sa.Date(), nullable=True),
        sa.Column("import_key", sa.String(length=64), nullable=True),
        sa.Column("published_event", sa.String(length=20), nullable=True),
        sa.Column("published_date", sa.String(length=10), nullable=True),
        sa.Column("published_source", sa.String(length=300), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'on_hold' OR held_since IS NOT NULL", name=op.f("ck_project_hold_has_a_date")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'screened', 'approved', 'rejected', 'withdrawn', 'agreed', 'active', 'on_hold', 'completed', 'closed', 'terminated')",
            name=op.f("ck_project_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'agreed', 'active', 'on_hold', 'completed', 'closed', 'terminated') OR approved_usd_minor IS NOT NULL",
            name=op.f("ck_project_approved_amount_when_approved"),
        ),
        sa.CheckConstraint(
            "completed_on IS NULL OR first_paid_on IS NOT NULL",
            name=op.f("ck_project_completed_after_payment"),
        ),
        sa.CheckConstraint(
            "milestones_done <= milestones_total", name=op.f("ck_project_milestones_done_within_total")
        ),
        sa.CheckConstraint(
            "paid_local_minor >= 0 AND paid_local_minor <= coalesce(approved_local_minor, 0)",
            name=op.f("ck_project_paid_local_within_approved"),
        ),
        sa.CheckConstraint(
            "paid_usd_minor >= 0 AND paid_usd_minor <= coalesce(approved_usd_minor, 0)",
            name=op.f("ck_project_paid_within_approved"),
        ),
        sa.ForeignKeyConstraint(
            ["budget_year_id"], ["budget_year.id"], name=op.f("fk_project_budget_year_id")
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_project_created_by_id")),
        sa.ForeignKeyConstraint(["donor_id"], ["donor.id"], name=op.f("fk_project_donor_id")),
        sa.ForeignKeyConstraint(
            ["field_office_id"], ["field_office.id"], name=op.f("fk_project_field_office_id")
        ),
        sa.ForeignKeyConstraint(["focal_point_id"], ["person.id"], name=op.f("fk_project_focal_point_id")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("fk_project_fund_id")),
        sa.ForeignKeyConstraint(["mission_id"], ["mission.id"], name=op.f("fk_project_mission_id")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_project_need_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_project_partner_id")),
        sa.ForeignKeyConstraint(["plan_goal_id"], ["plan_goal.id"], name=op.f("fk_project_plan_goal_id")),
        sa.ForeignKeyConstraint(["sector_code"], ["sector.code"], name=op.f("fk_project_sector_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("mission_id", "import_key", name=op.f("uq_project_mission_id_import_key")),
        sa.UniqueConstraint("reference", name=op.f("uq_project_reference")),
    )
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.create_index("ix_project_focal_point_id", ["focal_point_id"], unique=False)
        batch_op.create_index("ix_project_fund_id", ["fund_id"], unique=False)
        batch_op.create_index("ix_project_mission_id_id", ["mission_id", "id"], unique=False)
        batch_op.create_index("ix_project_mission_id_state_id", ["mission_id", "state", "id"], unique=False)
        batch_op.create_index("ix_project_partner_id", ["partner_id"], unique=False)

    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("mission_signatory", sa.String(length=160), nullable=False),
        sa.Column("partner_signatory", sa.String(length=160), nullable=False),
        sa.Column("commitment_number", sa.String(length=60), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_agreement_ends_after_start")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_agreement_project_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_agreement_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("project_id", name=op.f("uq_agreement_project_id")),
    )
    op.create_table(
        "budget_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column("funded_by", sa.String(length=20), nullable=False),
        sa.Column("local_minor", sa.BigInteger(), nullable=False),
        sa.Column("usd_minor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "category IN ('materials', 'equipment', 'skilled_labour', 'unskilled_labour', 'transport', 'training_costs', 'visibility', 'admin_overhead')",
            name=op.f("ck_budget_line_category_known"),
        ),
        sa.CheckConstraint(
            "funded_by IN ('qip', 'partner', 'community', 'authority', 'other')",
            name=op.f("ck_budget_line_funded_by_known"),
        ),
        sa.CheckConstraint("local_minor > 0 AND usd_minor >= 0", name=op.f("ck_budget_line_amount_positive")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_budget_line_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
        sa.UniqueConstraint("project_id", "position", name=op.f("uq_budget_line_project_id_position")),
    )
    op.create_table(
        "co_owner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=20), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("side IN ('state', 'society')", name=op.f("ck_co_owner_side_known")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_co_owner_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_owner")),
        sa.UniqueConstraint("project_id", "body", name=op.f("uq_co_owner_project_id_body")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("meeting_number", sa.String(length=40), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("approved_usd_minor", sa.BigInteger(), nullable=True),
        sa.Column("approved_local_minor", sa.BigInteger(), nullable=True),
        sa.Column("present_count", sa.Integer(), nullable=False),
        sa.Column("quorum_required", sa.Integer(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(outcome IN ('approved', 'approved_with_conditions')) = (approved_usd_minor IS NOT NULL)",
            name=op.f("ck_decision_amount_exactly_when_approved"),
        ),
        sa.CheckConstraint(
            "outcome IN ('approved', 'approved_with_conditions', 'deferred', 'returned', 'rejected')",
            name=op.f("ck_decision_outcome_known"),
        ),
        sa.CheckConstraint(
            "(approved_usd_minor IS NULL) = (approved_local_minor IS NULL)",
            name=op.f("ck_decision_both_amounts_or_none"),
        ),
        sa.CheckConstraint("length(reason) >= 10", name=op.f("ck_decision_reason_given")),
        sa.CheckConstraint(
            "present_count >= quorum_required AND present_count > 0", name=op.f("ck_decision_quorum_met")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_decision_project_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_decision_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index("ix_decision_project_id", ["project_id"], unique=False)

    op.create_table(
        "expected_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=60), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("delivered", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "delivered IS NULL OR delivered >= 0", name=op.f("ck_expected_result_delivered_not_negative")
        ),
        sa.CheckConstraint("planned > 0", name=op.f("ck_expected_result_planned_positive")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_expected_result_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expected_result")),
        sa.UniqueConstraint("project_id", "position", name=op.f("uq_expected_result_project_id_position")),
    )
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("handed_over_on", sa.Date(), nullable=False),
        sa.Column("owner_body", sa.String(length=200), nullable=False),
        sa.Column("signatory_title", sa.String(length=160), nullable=False),
        sa.Column("assets", sa.String(length=2000), nullable=False),
        sa.Column("maintenance_commitment", sa.String(length=1000), nullable=False),
        sa.Column("mission_credited", sa.Boolean(), nullable=False),
        sa.Column("community_told_how", sa.String(length=500), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_handover_project_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_handover_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
        sa.UniqueConstraint("project_id", name=op.f("uq_handover_project_id")),
    )
    op.create_table(
        "harm_consideration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("effect", sa.String(length=40), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("mitigation", sa.String(length=1000), nullable=False),
        sa.CheckConstraint(
            "effect IN ('gains', 'loses', 'excluded', 'seen_as_partisan', 'at_risk')",
            name=op.f("ck_harm_consideration_effect_known"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_harm_consideration_project_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_harm_consideration")),
        sa.UniqueConstraint("project_id", "position", name=op.f("uq_harm_consideration_project_id_position")),
    )
    op.create_table(
        "hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "reason IN ('insecurity', 'weather_access', 'partner', 'community_dispute', 'design_change', 'supply_price')",
            name=op.f("ck_hold_reason_known"),
        ),
        sa.CheckConstraint(
            "until_on IS NULL OR until_on >= since_on", name=op.f("ck_hold_until_after_since")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_hold_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
    )
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.create_index("ix_hold_project_id", ["project_id"], unique=False)

    op.create_table(
        "panel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mission_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("chosen_how", sa.String(length=1000), nullable=False),
        sa.Column("formed_on", sa.Date(), nullable=False),
        sa.Column("facilitator_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["facilitator_id"], ["person.id"], name=op.f("fk_panel_facilitator_id")),
        sa.ForeignKeyConstraint(["mission_id"], ["mission.id"], name=op.f("fk_panel_mission_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_panel_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel")),
        sa.UniqueConstraint("code", name=op.f("uq_panel_code")),
        sa.UniqueConstraint("project_id", "name", name=op.f("uq_panel_project_id_name")),
    )
    with op.batch_alter_table("panel", schema=None) as batch_op:
        batch_op.create_index("ix_panel_mission_id", ["mission_id"], unique=False)

    op.create_table(
        "project_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=True),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_project_event_by_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_event_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_event")),
    )
    with op.batch_alter_table("project_event", schema=None) as batch_op:
        batch_op.create_index("ix_project_event_project_id", ["project_id"], unique=False)

    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("summary", sa.String(length=4000), nullable=True),
        sa.Column("change_expected", sa.String(length=2000), nullable=True),
        sa.Column("mandate_pillar", sa.String(length=40), nullable=True),
        sa.Column("confidence_objective", sa.String(length=40), nullable=True),
        sa.Column("beneficiaries_women", sa.Integer(), nullable=True),
        sa.Column("beneficiaries_men", sa.Integer(), nullable=True),
        sa.Column("gender_marker", sa.Integer(), nullable=True),
        sa.Column("benefits_security_forces", sa.Boolean(), nullable=False),
        sa.Column("maintenance_owner", sa.String(length=200), nullable=True),
        sa.Column("maintenance_plan", sa.String(length=2000), nullable=True),
        sa.Column("maintenance_yearly_usd_minor", sa.BigInteger(), nullable=True),
        sa.Column("maintenance_funded", sa.Boolean(), nullable=False),
        sa.Column("management_body", sa.String(length=200), nullable=True),
        sa.Column("management_women", sa.Integer(), nullable=True),
        sa.Column("management_men", sa.Integer(), nullable=True),
        sa.Column("exception_reason", sa.String(length=2000), nullable=True),
        sa.Column("beneficiaries_note", sa.String(length=500), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "confidence_objective IS NULL OR confidence_objective IN ('mission', 'mandate', 'peace_process')",
            name=op.f("ck_proposal_confidence_objective_known"),
        ),
        sa.CheckConstraint(
            "mandate_pillar IS NULL OR mandate_pillar IN ('protection_of_civilians', 'state_authority_rule_of_law', 'social_cohesion_reconciliation', 'political_process_elections', 'return_reintegration')",
            name=op.f("ck_proposal_mandate_pillar_known"),
        ),
        sa.CheckConstraint(
            "gender_marker IS NULL OR gender_marker BETWEEN 0 AND 3",
            name=op.f("ck_proposal_gender_marker_known"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_proposal_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("project_id", name=op.f("uq_proposal_project_id")),
    )
    op.create_table(
        "report_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("facts_json", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("audit_sequence", sa.Integer(), nullable=False),
        sa.Column("audit_hash", sa.String(length=64), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_by_id", sa.Integer(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('donor_report', 'pbf_progress')", name=op.f("ck_report_snapshot_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["frozen_by_id"], ["person.id"], name=op.f("fk_report_snapshot_frozen_by_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_report_snapshot_project_id")),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["person.id"], name=op.f("fk_report_snapshot_released_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_snapshot")),
        sa.UniqueConstraint("sha256", name=op.f("uq_report_snapshot_sha256")),
    )
    with op.batch_alter_table("report_snapshot", schema=None) as batch_op:
        batch_op.create_index("ix_report_snapshot_project_id", ["project_id"], unique=False)

    op.create_table(
        "screening_opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("check_code", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "check_code IN ('eligibility', 'partner_capacity', 'engineering', 'cost_estimate', 'duplication', 'human_rights_due_diligence', 'environment', 'gender', 'do_no_harm', 'land')",
            name=op.f("ck_screening_opinion_check_code_known"),
        ),
        sa.CheckConstraint(
            "outcome IN ('passed', 'passed_with_conditions', 'failed', 'not_applicable')",
            name=op.f("ck_screening_opinion_outcome_known"),
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["person.id"], name=op.f("fk_screening_opinion_given_by_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_screening_opinion_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_opinion")),
        sa.UniqueConstraint(
            "project_id", "check_code", name=op.f("uq_screening_opinion_project_id_check_code")
        ),
    )
    op.create_table(
        "tranche",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("local_minor", sa.BigInteger(), nullable=False),
        sa.Column("usd_minor", sa.BigInteger(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("request_note", sa.String(length=1000), nullable=True),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_by_id", sa.Integer(), nullable=True),
        sa.Column("certified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("certified_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("paid_by_id", sa.Integer(), nullable=True),
        sa.Column("payment_reference", sa.String(length=80), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(approved_at IS NULL) = (approved_by_id IS NULL)", name=op.f("ck_tranche_approved_by_somebody")
        ),
        sa.CheckConstraint(
            "(certified_at IS NULL) = (certified_by_id IS NULL)",
            name=op.f("ck_tranche_certified_by_somebody"),
        ),
        sa.CheckConstraint(
            "(cleared_at IS NULL) = (cleared_by_id IS NULL)", name=op.f("ck_tranche_cleared_by_somebody")
        ),
        sa.CheckConstraint(
            "(paid_on IS NULL) = (paid_by_id IS NULL) AND (paid_on IS NULL) = (payment_reference IS NULL)",
            name=op.f("ck_tranche_paid_by_somebody"),
        ),
        sa.CheckConstraint(
            "(requested_at IS NULL) = (requested_by_id IS NULL)",
            name=op.f("ck_tranche_requested_by_somebody"),
        ),
        sa.CheckConstraint(
            "(requested_by_id IS NULL OR cleared_by_id IS NULL OR requested_by_id <> cleared_by_id) AND (requested_by_id IS NULL OR certified_by_id IS NULL OR requested_by_id <> certified_by_id) AND (requested_by_id IS NULL OR approved_by_id IS NULL OR requested_by_id <> approved_by_id) AND (cleared_by_id IS NULL OR certified_by_id IS NULL OR cleared_by_id <> certified_by_id) AND (cleared_by_id IS NULL OR approved_by_id IS NULL OR cleared_by_id <> approved_by_id) AND (certified_by_id IS NULL OR approved_by_id IS NULL OR certified_by_id <> approved_by_id)",
            name=op.f("ck_tranche_signed_by_different_people"),
        ),
        sa.CheckConstraint(
            "approved_at IS NULL OR certified_at IS NOT NULL",
            name=op.f("ck_tranche_approved_after_certification"),
        ),
        sa.CheckConstraint(
            "certified_at IS NULL OR cleared_at IS NOT NULL",
            name=op.f("ck_tranche_certified_after_clearance"),
        ),
        sa.CheckConstraint(
            "cleared_at IS NULL OR requested_at IS NOT NULL", name=op.f("ck_tranche_cleared_after_request")
        ),
        sa.CheckConstraint("local_minor > 0 AND usd_minor > 0", name=op.f("ck_tranche_amount_positive")),
        sa.CheckConstraint(
            "paid_by_id IS NULL OR (paid_by_id <> requested_by_id AND paid_by_id <> cleared_by_id AND paid_by_id <> approved_by_id)",
            name=op.f("ck_tranche_payer_did_not_decide"),
        ),
        sa.CheckConstraint(
            "paid_on IS NULL OR approved_at IS NOT NULL", name=op.f("ck_tranche_paid_after_approval")
        ),
        sa.CheckConstraint("percent BETWEEN 5 AND 100", name=op.f("ck_tranche_percent_sensible")),
        sa.ForeignKeyConstraint(["approved_by_id"], ["person.id"], name=op.f("fk_tranche_approved_by_id")),
        sa.ForeignKeyConstraint(["certified_by_id"], ["person.id"], name=op.f("fk_tranche_certified_by_id")),
        sa.ForeignKeyConstraint(["cleared_by_id"], ["person.id"], name=op.f("fk_tranche_cleared_by_id")),
        sa.ForeignKeyConstraint(["paid_by_id"], ["person.id"], name=op.f("fk_tranche_paid_by_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_tranche_project_id")),
        sa.ForeignKeyConstraint(["requested_by_id"], ["person.id"], name=op.f("fk_tranche_requested_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tranche")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_tranche_project_id_number")),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("with_engineer", sa.Boolean(), nullable=False),
        sa.Column("observations", sa.String(length=4000), nullable=False),
        sa.Column("women_met", sa.Integer(), nullable=True),
        sa.Column("men_met", sa.Integer(), nullable=True),
        sa.Column("recommendation", sa.String(length=40), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "purpose IN ('baseline', 'progress', 'pre_payment', 'final', 'post_handover', 'remote')",
            name=op.f("ck_visit_purpose_known"),
        ),
        sa.CheckConstraint(
            "recommendation IN ('continue', 'pay', 'hold', 'extend', 'terminate')",
            name=op.f("ck_visit_recommendation_known"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_visit_project_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_visit_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index("ix_visit_project_id", ["project_id"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(length=40), nullable=False),
        sa.Column("has_interest", sa.Boolean(), nullable=False),
        sa.Column("interest", sa.String(length=500), nullable=True),
        sa.CheckConstraint(
            "seat IN ('chair', 'finance', 'engineering', 'field_office', 'civil_affairs')",
            name=op.f("ck_attendance_seat_known"),
        ),
        sa.CheckConstraint(
            "NOT has_interest OR interest IS NOT NULL", name=op.f("ck_attendance_interest_described")
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_attendance_decision_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attendance_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("decision_id", "person_id", name=op.f("uq_attendance_decision_id_person_id")),
    )
    op.create_table(
        "condition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("cleared_on", sa.Date(), nullable=True),
        sa.Column("cleared_by_id", sa.Integer(), nullable=True),
        sa.Column("cleared_note", sa.String(length=500), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(cleared_on IS NULL) = (cleared_by_id IS NULL)", name=op.f("ck_condition_cleared_by_somebody")
        ),
        sa.ForeignKeyConstraint(["cleared_by_id"], ["person.id"], name=op.f("fk_condition_cleared_by_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_condition_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition")),
    )
    with op.batch_alter_table("condition", schema=None) as batch_op:
        batch_op.create_index("ix_condition_decision_id", ["decision_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("co_owner_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "stage IN ('design', 'agreement', 'handover')", name=op.f("ck_consent_stage_known")
        ),
        sa.CheckConstraint("agreed OR note IS NOT NULL", name=op.f("ck_consent_refusal_has_a_reason")),
        sa.ForeignKeyConstraint(["co_owner_id"], ["co_owner.id"], name=op.f("fk_consent_co_owner_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_consent_project_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_consent_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sa.UniqueConstraint("co_owner_id", "stage", name=op.f("uq_consent_co_owner_id_stage")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index("ix_consent_project_id", ["project_id"], unique=False)

    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("co_owner_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column("value_usd_minor", sa.BigInteger(), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('land', 'labour', 'materials', 'cash', 'other')",
            name=op.f("ck_contribution_kind_known"),
        ),
        sa.CheckConstraint(
            "value_usd_minor IS NULL OR value_usd_minor >= 0", name=op.f("ck_contribution_value_not_negative")
        ),
        sa.ForeignKeyConstraint(["co_owner_id"], ["co_owner.id"], name=op.f("fk_contribution_co_owner_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_contribution_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index("ix_contribution_project_id", ["project_id"], unique=False)

    op.create_table(
        "design_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("co_owner_id", sa.Integer(), nullable=False),
        sa.Column("change", sa.String(length=1000), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["co_owner_id"], ["co_owner.id"], name=op.f("fk_design_change_co_owner_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_design_change_project_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_design_change_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_design_change")),
    )
    with op.batch_alter_table("design_change", schema=None) as batch_op:
        batch_op.create_index("ix_design_change_project_id", ["project_id"], unique=False)

    op.create_table(
        "member_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stratum", sa.String(length=20), nullable=False),
        sa.Column("secret_hash", sa.String(length=200), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "stratum IN ('women', 'men', 'youth', 'elders', 'displaced', 'host', 'minority', 'leaders')",
            name=op.f("ck_member_card_stratum_known"),
        ),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_member_card_panel_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_card")),
        sa.UniqueConstraint("panel_id", "number", name=op.f("uq_member_card_panel_id_number")),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("weight_pct", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("delay_reason", sa.String(length=40), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("seen_by_id", sa.Integer(), nullable=True),
        sa.Column("seen_on_visit_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_by_co_owner_id", sa.Integer(), nullable=True),
        sa.Column("confirmation_recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmation_method", sa.String(length=20), nullable=True),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.Column("dropped_reason", sa.String(length=500), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "confirmation_method IS NULL OR confirmation_method IN ('signed_paper', 'meeting', 'telephone')",
            name=op.f("ck_milestone_confirmation_method_known"),
        ),
        sa.CheckConstraint(
            "delay_reason IS NULL OR delay_reason IN ('insecurity', 'weather_access', 'mission_payment', 'partner', 'community_dispute', 'supply_price', 'design_change', 'authority', 'other')",
            name=op.f("ck_milestone_delay_reason_known"),
        ),
        sa.CheckConstraint(
            "(confirmed_on IS NULL) = (confirmed_by_co_owner_id IS NULL) AND (confirmed_on IS NULL) = (confirmation_recorded_by_id IS NULL) AND (confirmed_on IS NULL) = (confirmation_method IS NULL)",
            name=op.f("ck_milestone_confirmed_by_a_co_owner"),
        ),
        sa.CheckConstraint(
            "(dropped_on IS NULL) = (dropped_reason IS NULL)", name=op.f("ck_milestone_dropped_with_a_reason")
        ),
        sa.CheckConstraint(
            "(seen_on IS NULL) = (seen_by_id IS NULL) AND (seen_on IS NULL) = (seen_on_visit_id IS NULL)",
            name=op.f("ck_milestone_seen_on_a_visit"),
        ),
        sa.CheckConstraint(
            "dropped_on IS NULL OR confirmed_on IS NULL OR seen_on IS NULL",
            name=op.f("ck_milestone_dropped_or_done"),
        ),
        sa.CheckConstraint(
            "seen_by_id IS NULL OR confirmation_recorded_by_id IS NULL OR seen_by_id <> confirmation_recorded_by_id",
            name=op.f("ck_milestone_two_keys_two_hands"),
        ),
        sa.CheckConstraint("weight_pct BETWEEN 1 AND 100", name=op.f("ck_milestone_weight_sensible")),
        sa.ForeignKeyConstraint(
            ["confirmation_recorded_by_id"],
            ["person.id"],
            name=op.f("fk_milestone_confirmation_recorded_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_co_owner_id"], ["co_owner.id"], name=op.f("fk_milestone_confirmed_by_co_owner_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_milestone_project_id")),
        sa.ForeignKeyConstraint(["seen_by_id"], ["person.id"], name=op.f("fk_milestone_seen_by_id")),
        sa.ForeignKeyConstraint(
            ["seen_on_visit_id"], ["visit.id"], name=op.f("fk_milestone_seen_on_visit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("project_id", "position", name=op.f("uq_milestone_project_id_position")),
    )
    op.create_table(
        "panel_stratum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "code IN ('women', 'men', 'youth', 'elders', 'displaced', 'host', 'minority', 'leaders')",
            name=op.f("ck_panel_stratum_code_known"),
        ),
        sa.CheckConstraint("members > 0", name=op.f("ck_panel_stratum_has_members")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_stratum_panel_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_stratum")),
        sa.UniqueConstraint("panel_id", "code", name=op.f("uq_panel_stratum_panel_id_code")),
    )
    op.create_table(
        "photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("media_key", sa.String(length=64), nullable=False),
        sa.Column("original_sha256", sa.String(length=64), nullable=False),
        sa.Column("caption", sa.String(length=200), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_photo_project_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_photo_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("media_key", name=op.f("uq_photo_media_key")),
        sa.UniqueConstraint(
            "project_id", "original_sha256", name=op.f("uq_photo_project_id_original_sha256")
        ),
    )
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.create_index("ix_photo_visit_id", ["visit_id"], unique=False)

    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("has_strata", sa.Boolean(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ballots_sha256", sa.String(length=64), nullable=True),
        sa.Column("heard_summary", sa.String(length=4000), nullable=True),
        sa.Column("heard_released_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "stage IN ('baseline', 'completion', 'six_months')", name=op.f("ck_round_stage_known")
        ),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (ballots_sha256 IS NULL)", name=op.f("ck_round_sealed_when_closed")
        ),
        sa.CheckConstraint("closes_on >= opened_on", name=op.f("ck_round_closes_after_opening")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_round_panel_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_round_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("project_id", "stage", name=op.f("uq_round_project_id_stage")),
    )
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.create_index("ix_round_panel_id", ["panel_id"], unique=False)

    op.create_table(
        "ballot",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("stratum", sa.String(length=20), nullable=True),
        sa.Column("answers", sa.String(length=1000), nullable=False),
        sa.CheckConstraint(
            "stratum IS NULL OR stratum IN ('women', 'men', 'youth', 'elders', 'displaced', 'host', 'minority', 'leaders')",
            name=op.f("ck_ballot_stratum_known"),
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_ballot_round_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_ballot")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "open_comment",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_open_comment_round_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_open_comment")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "roll_entry",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("member_card_id", sa.Integer(), nullable=False),
        sa.Column("has_voted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_card_id"], ["member_card.id"], name=op.f("fk_roll_entry_member_card_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_roll_entry_round_id")),
        sa.PrimaryKeyConstraint("round_id", "member_card_id", name=op.f("pk_roll_entry")),
    )
    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("member_card_id", sa.Integer(), nullable=True),
        sa.Column("mission_id", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (member_card_id IS NULL)",
            name=op.f("ck_sign_in_session_person_or_member"),
        ),
        sa.ForeignKeyConstraint(
            ["member_card_id"], ["member_card.id"], name=op.f("fk_sign_in_session_member_card_id")
        ),
        sa.ForeignKeyConstraint(["mission_id"], ["mission.id"], name=op.f("fk_sign_in_session_mission_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_session_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_session_token_hash")),
    )
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_session_person_id", ["person_id"], unique=False)

    op.execute("INSERT INTO audit_head (id, sequence, hash) VALUES (1, 0, '" + "0" * 64 + "')")
    sectors = sa.table(
        "sector",
        sa.column("code", sa.String),
        sa.column("name_en", sa.String),
        sa.column("name_fr", sa.String),
        sa.column("name_ar", sa.String),
        sa.column("has_works", sa.Boolean),
    )
    op.bulk_insert(
        sectors,
        [
            dict(zip(("code", "name_en", "name_fr", "name_ar", "has_works"), row, strict=True))
            for row in SECTORS
        ],
    )
    for statement in triggers(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for statement in untriggers(op.get_bind().dialect.name):
        op.execute(statement)
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_session_person_id")

    op.drop_table("sign_in_session")
    op.drop_table("roll_entry")
    op.drop_table("open_comment")
    op.drop_table("ballot")
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_index("ix_round_panel_id")

    op.drop_table("round")
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.drop_index("ix_photo_visit_id")

    op.drop_table("photo")
    op.drop_table("panel_stratum")
    op.drop_table("milestone")
    op.drop_table("member_card")
    with op.batch_alter_table("design_change", schema=None) as batch_op:
        batch_op.drop_index("ix_design_change_project_id")

    op.drop_table("design_change")
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_index("ix_contribution_project_id")

    op.drop_table("contribution")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index("ix_consent_project_id")

    op.drop_table("consent")
    with op.batch_alter_table("condition", schema=None) as batch_op:
        batch_op.drop_index("ix_condition_decision_id")

    op.drop_table("condition")
    op.drop_table("attendance")
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index("ix_visit_project_id")

    op.drop_table("visit")
    op.drop_table("tranche")
    op.drop_table("screening_opinion")
    with op.batch_alter_table("report_snapshot", schema=None) as batch_op:
        batch_op.drop_index("ix_report_snapshot_project_id")

    op.drop_table("report_snapshot")
    op.drop_table("proposal")
    with op.batch_alter_table("project_event", schema=None) as batch_op:
        batch_op.drop_index("ix_project_event_project_id")

    op.drop_table("project_event")
    with op.batch_alter_table("panel", schema=None) as batch_op:
        batch_op.drop_index("ix_panel_mission_id")

    op.drop_table("panel")
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.drop_index("ix_hold_project_id")

    op.drop_table("hold")
    op.drop_table("harm_consideration")
    op.drop_table("handover")
    op.drop_table("expected_result")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index("ix_decision_project_id")

    op.drop_table("decision")
    op.drop_table("co_owner")
    op.drop_table("budget_line")
    op.drop_table("agreement")
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.drop_index("ix_project_partner_id")
        batch_op.drop_index("ix_project_mission_id_state_id")
        batch_op.drop_index("ix_project_mission_id_id")
        batch_op.drop_index("ix_project_fund_id")
        batch_op.drop_index("ix_project_focal_point_id")

    op.drop_table("project")
    op.drop_table("need_group")
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.drop_index("ix_need_mission_id")

    op.drop_table("need")
    op.drop_table("invitation")
    with op.batch_alter_table("grant_of_role", schema=None) as batch_op:
        batch_op.drop_index("ix_grant_of_role_person_id")
        batch_op.drop_index("ix_grant_of_role_mission_id")

    op.drop_table("grant_of_role")
    op.drop_table("fund")
    with op.batch_alter_table("policy_number", schema=None) as batch_op:
        batch_op.drop_index("ix_policy_number_mission_id")

    op.drop_table("policy_number")
    op.drop_table("plan_goal")
    op.drop_table("partner")
    op.drop_table("field_office")
    op.drop_table("donor")
    op.drop_table("budget_year")
    op.drop_table("throttle")
    op.drop_table("sector")
    op.drop_table("person")
    op.drop_table("mission")
    with op.batch_alter_table("form_token", schema=None) as batch_op:
        batch_op.drop_index("ix_form_token_created_at")

    op.drop_table("form_token")
    op.drop_table("first_start")
    op.drop_table("audit_head")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_event_object")

    op.drop_table("audit_event")
