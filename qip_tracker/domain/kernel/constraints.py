"""What a unique constraint says when two people store the same thing at the same moment: a refusal beside its field.

The services leave uniqueness to the database, because only the database sees both writers.
"""

from collections.abc import Mapping
from typing import Final

# constraint -> (refusal code, form field)
TAKEN: Final[Mapping[str, tuple[str, str]]] = {
    "uq_person_name": ("account.name_taken", "name"),
    "uq_mission_code": ("programme.code_taken", "code"),
    "uq_field_office_mission_id_code": ("programme.code_taken", "code"),
    "uq_budget_year_mission_id_label": ("programme.name_taken", "label"),
    "uq_donor_mission_id_name": ("programme.name_taken", "name"),
    "uq_fund_mission_id_code": ("programme.code_taken", "code"),
    "uq_plan_goal_mission_id_code": ("programme.code_taken", "code"),
    "uq_policy_number_mission_id_key_effective_from": ("policy.day_taken", "effective_from"),
    "uq_partner_mission_id_name": ("partner.name_taken", "name"),
}


def constraint_name(reported: str) -> str:
    """The constraint's name; SQLite names the columns of a unique one instead: "partner.mission_id, partner.name"."""
    columns = [part.strip().partition(".") for part in reported.split(",")]
    if not all(dot for _table, dot, _column in columns):
        return reported
    return "_".join(["uq", columns[0][0], *(column for _table, _dot, column in columns)])
