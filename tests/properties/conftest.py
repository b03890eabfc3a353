"""The house under fire: every form of the application, on a copy of what was furnished once a worker."""

import pytest
from flask import Flask

from tests.databases import Stock, Stocks
from tests.properties.forms_found import Furnished, House


@pytest.fixture(scope="session")
def furnished_stock(stocks: Stocks) -> Stock[Furnished]:
    """An installation with the full house and projects at every gate."""
    return stocks.prepare(Furnished)


@pytest.fixture
def house(app: Flask, furnished_stock: Stock[Furnished]) -> House:
    """The house as strangers meet it: faults are pages."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.testing = False
    return House(app, furnished_stock.held)
