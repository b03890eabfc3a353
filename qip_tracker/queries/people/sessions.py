"""From a session's token to the actor with all grants, in one statement: every page asks it."""

from datetime import UTC, datetime

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session

from qip_tracker.access import Actor, GrantHeld
from qip_tracker.models import Grant, MemberCard, Mission, Panel, Person, SignInSession

# Built once: building a statement costs more than running it. One row a grant, one row without any.
_SESSION = (
    select(
        SignInSession.mission_id,
        Person.id,
        Person.key,
        Person.display_name,
        Person.language,
        Person.time_zone,
        MemberCard.id.label("member_card_id"),
        MemberCard.panel_id,
        Panel.mission_id.label("panel_mission_id"),
        Mission.name.label("mission_name"),
        Grant.role,
        Grant.mission_id.label("granted_mission_id"),
        Grant.seat,
        Grant.partner_id,
        Grant.donor_id,
    )
    .outerjoin(Person, (Person.id == SignInSession.person_id) & Person.disabled_at.is_(None))
    .outerjoin(Grant, (Grant.person_id == Person.id) & Grant.ended_at.is_(None))
    .outerjoin(Mission, Mission.id == Grant.mission_id)
    .outerjoin(
        MemberCard, (MemberCard.id == SignInSession.member_card_id) & MemberCard.withdrawn_on.is_(None)
    )
    .outerjoin(Panel, Panel.id == MemberCard.panel_id)
    .where(
        SignInSession.token_hash == bindparam("token_hash"),
        # A member's session holds the day only: compared with the hour it would be too old every afternoon.
        or_(
            SignInSession.started_at > bindparam("oldest"),
            and_(
                SignInSession.member_card_id.is_not(None),
                SignInSession.started_at >= bindparam("oldest_day"),
            ),
        ),
    )
    .order_by(Grant.id)
)
_GRANTS = (
    select(Grant.role, Grant.mission_id, Grant.seat, Grant.partner_id, Grant.donor_id)
    .where(Grant.person_id == bindparam("person_id"), Grant.ended_at.is_(None))
    .order_by(Grant.id)
)


def grants_of(session: Session, person_id: int) -> tuple[GrantHeld, ...]:
    """The roles a person holds now."""
    return tuple(GrantHeld(*row) for row in session.execute(_GRANTS, {"person_id": person_id}))


def actor_of(session: Session, token_hash: str, oldest: datetime) -> Actor | None:
    """The actor behind an open session, or None when ended, too old, disabled or withdrawn."""
    oldest_day = oldest.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    bound = {"token_hash": token_hash, "oldest": oldest, "oldest_day": oldest_day}
    rows = session.connection().execute(_SESSION, bound).all()
    if not rows:
        return None
    row = rows[0]
    if row.id is not None:
        grants = tuple(
            GrantHeld(held.role, held.granted_mission_id, held.seat, held.partner_id, held.donor_id)
            for held in rows
            if held.role is not None
        )
        missions = {held.granted_mission_id: held.mission_name for held in rows if held.role is not None}
        mission_id = (
            row.mission_id if row.mission_id in missions else (grants[0].mission_id if grants else None)
        )
        return Actor(
            "staff",
            row.key,
            row.id,
            row.display_name,
            row.language,
            row.time_zone,
            mission_id=mission_id,
            grants=grants,
            mission_name=missions.get(mission_id, ""),
        )
    if row.panel_id is not None:
        # A member has no key in any trail: the word says only that somebody of some panel was here.
        return Actor(
            "member",
            "member",
            mission_id=row.panel_mission_id,
            member_card_id=row.member_card_id,
            panel_id=row.panel_id,
        )
    return None


def actor_of_person(session: Session, person: Person, mission_id: int | None = None) -> Actor:
    """The actor a person is, outside a web session: after signing in, and on the command line."""
    grants = grants_of(session, person.id)
    chosen = mission_id if mission_id is not None else (grants[0].mission_id if grants else None)
    return Actor(
        "staff",
        person.key,
        person.id,
        person.display_name,
        person.language,
        person.time_zone,
        mission_id=chosen,
        grants=grants,
    )
