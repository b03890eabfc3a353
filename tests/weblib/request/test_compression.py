"""Pages and stylesheets travel compressed, and only to who can read them."""

import gzip

from flask.testing import FlaskClient

from qip_tracker.weblib.request.compression import packed

ASKED = {"Accept-Encoding": "gzip"}


def test_a_page_is_the_same_compressed_or_not(client: FlaskClient) -> None:
    plain, small = client.get("/sign-in"), client.get("/sign-in", headers=ASKED)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in plain.headers["Vary"] and "Accept-Encoding" in small.headers["Vary"]
    assert "Cookie" in small.headers["Vary"]
    assert gzip.decompress(small.data).startswith(b"<!doctype html>")
    assert small.content_length == len(small.data) < len(plain.data)


def test_the_same_page_does_not_have_the_same_size_twice(client: FlaskClient) -> None:
    assert len({len(client.get("/sign-in", headers=ASKED).data) for _time in range(12)}) > 3


def test_a_stylesheet_is_compressed_and_still_found_unchanged(client: FlaskClient) -> None:
    first = client.get("/static/css/app.css", headers=ASKED, buffered=True)
    plain = client.get("/static/css/app.css", buffered=True)
    assert gzip.decompress(first.data) == plain.data
    assert len(first.data) < len(plain.data) / 2
    again = client.get(
        "/static/css/app.css", headers={**ASKED, "If-None-Match": first.headers["ETag"]}, buffered=True
    )
    assert again.status_code == 304


def test_fonts_pictures_and_heads_are_left_alone(client: FlaskClient) -> None:
    font = client.get("/static/fonts/FieldNotebook-Regular.ttf", headers=ASKED, buffered=True)
    assert "Content-Encoding" not in font.headers
    assert "Content-Encoding" not in client.head("/sign-in", headers=ASKED).headers


def test_who_refuses_gzip_gets_plain_text(client: FlaskClient) -> None:
    answer = client.get("/sign-in", headers={"Accept-Encoding": "gzip;q=0, identity"})
    assert "Content-Encoding" not in answer.headers


def test_the_header_holds_no_time() -> None:
    assert packed(b"a" * 600)[4:8] == bytes(4)
