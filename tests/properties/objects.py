"""Two missions with the same things in each, so that every address can be asked for own, foreign, deleted and absent."""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select

from qip_tracker import models
from qip_tracker.extensions import db

PARAMETERS = {
    "project_id": models.Project,
    "tranche_id": models.Tranche,
    "milestone_id": models.Milestone,
    "visit_id": models.Visit,
    "photo_id": models.Photo,
    "co_owner_id": models.CoOwner,
    "contribution_id": models.Contribution,
    "panel_id": models.Panel,
    "round_id": models.Round,
    "report_id": models.ReportSnapshot,
    "partner_id": models.Partner,
}


@dataclass(frozen=True)
class Objects:
    """One number for each parameter of an address."""

    name: str
    numbers: dict[str, int]


def of_project(app: Flask, name: str, project_id: int) -> Objects:
    """The parts of a project; a parameter without a part is left out."""
    numbers = {"project_id": project_id}
    with app.app_context():
        session = db.session()
        for parameter, model in PARAMETERS.items():
            if hasattr(model, "project_id"):
                found = session.scalars(select(model.id).where(model.project_id == project_id).limit(1)).first()
                if found is not None:
                    numbers[parameter] = found
        project = session.get_one(models.Project, project_id)
        if project.partner_id:
            numbers["partner_id"] = project.partner_id
        numbers["person_id"] = project.focal_point_id
    return Objects(name, numbers)
