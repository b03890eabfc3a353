"""Many writers at once lose nothing: every confirmed change is there, and the audit chain has no gap."""

import threading

from sqlalchemy import func, select

from qip_tracker.models import AuditEvent, FieldOffice
from qip_tracker.services.kernel.audit import verify
from tests.factories.world import World

WRITERS, CHANGES = 8, 40


def test_eight_writers_of_forty_changes_lose_none(world: World) -> None:
    confirmed: list[str] = []
    faults: list[Exception] = []

    def write(writer: int) -> None:
        try:
            for number in range(CHANGES):
                code = f"W{writer}-{number}"
                with world.work_as("administrator") as work:
                    office = FieldOffice(mission_id=world.mission_id, code=code, name=code)
                    work.session.add(office)
                    work.session.flush()
                    work.record("field_office.opened", office, mission_id=world.mission_id)
                confirmed.append(code)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the test shows it
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(confirmed) == WRITERS * CHANGES
    with world.reading() as session:
        stored = set(session.scalars(select(FieldOffice.code).where(FieldOffice.code.like("W%"))))
        assert stored == set(confirmed)
        verification = verify(session)
        assert verification.fault is None
        events = session.execute(select(func.count()).select_from(AuditEvent)).scalar_one()
        assert events == verification.head_sequence
    print(f"{WRITERS} writers x {CHANGES} changes: {len(stored)} stored, 0 lost")
