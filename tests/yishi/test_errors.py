import errno
import sqlite3

import pytest
from asgiref.sync import async_to_sync
from django.db import OperationalError
from django.template.loader import get_template
from django.test import AsyncClient, Client, override_settings
from django.urls import include, path

from yishi.checks import Check
from yishi.refusals import Forbidden, Invalid, Refused, Stale
from yishi.urls import handler400, handler500  # noqa: F401  of the root of addresses, which this module is in tests
from yishi.web.access import PUBLIC, access

REFUSALS = {
    "refused": Refused("Not now <b>.", missing=[Check("minutes", "minutes signed", False, "recorder")]),
    "forbidden": Forbidden("Up to the secretary."), "stale": Stale("Somebody else acted first."),
    "invalid": Invalid("The date is wrong.", field="on"),
}


@access(PUBLIC)
def refusing(request, kind):
    raise REFUSALS[kind]


@access(PUBLIC)
def broken(request):
    raise RuntimeError("a secret of the machine")


def of_sqlite(code):
    """Return the error of a database whose driver says ``code``."""
    error, driver = OperationalError("wording nobody reads"), sqlite3.OperationalError()
    driver.sqlite_errorcode = code
    error.__cause__ = driver
    return error


PASSING = {
    "busy": of_sqlite(sqlite3.SQLITE_BUSY), "full": of_sqlite(sqlite3.SQLITE_FULL),
    "disk": of_sqlite(sqlite3.SQLITE_IOERR | 3 << 8), "upload": OSError(errno.ENOSPC, "no room"),
}


@access(PUBLIC)
def away(request, kind):
    raise PASSING[kind]


@access(PUBLIC)
def unmade(request):
    raise of_sqlite(sqlite3.SQLITE_ERROR)  # a table that is not there


def undeclared(request):
    raise AssertionError("nobody may get here")


urlpatterns = [
    path("refuse/<kind>/", refusing), path("broken/", broken), path("undeclared/", undeclared),
    path("away/<kind>/", away), path("unmade/", unmade),
    path("", include("yishi.urls")),  # the pages lead to every floor
]
here = override_settings(ROOT_URLCONF="tests.yishi.test_errors")


@here
@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "status"), [("refused", 409), ("forbidden", 403), ("stale", 409), ("invalid", 422)])
def test_a_refusal_that_nobody_caught_is_a_page_with_its_sentence(client, kind, status):
    answer = client.get(f"/refuse/{kind}/", headers={"referer": "http://elsewhere.example/"})
    page = answer.content.decode()
    assert answer.status_code == status
    assert str(REFUSALS[kind]).replace("<b>", "&lt;b&gt;") in page
    assert "elsewhere.example" not in page
    if kind == "refused":
        assert "Minutes signed" in page
        assert "recorder" in page


@here
def test_a_page_that_broke_says_so_without_the_database_and_tells_no_secret(client):
    client.raise_request_exception = False
    answer = client.get("/broken/")
    assert answer.status_code == 500
    assert "<h1>" in answer.content.decode()
    assert "secret" not in answer.content.decode()


@here
@pytest.mark.parametrize("kind", PASSING)
def test_a_database_that_is_busy_or_full_is_no_fault_of_the_site_and_one_is_told_when_to_come_again(client, kind):
    client.raise_request_exception = False
    answer = client.get(f"/away/{kind}/")
    page = answer.content.decode()
    assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
    assert page.count("<h1>") == 1 and "reload" in page and "wording" not in page


@here
@pytest.mark.django_db(transaction=True)
def test_so_it_is_told_by_a_server_with_sockets_too():
    client = AsyncClient(raise_request_exception=False)
    assert async_to_sync(client.get)("/away/busy/").status_code == 503
    assert async_to_sync(client.get)("/broken/").status_code == 500


@here
def test_a_database_without_its_tables_is_a_fault(client):
    client.raise_request_exception = False
    assert client.get("/unmade/").status_code == 500


@here
@pytest.mark.django_db
def test_what_is_not_declared_is_not_served(client):
    assert client.get("/undeclared/").status_code == 403


@pytest.mark.django_db
def test_a_page_that_is_not_there_helps(client):
    answer = client.get("/no/such/page/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert 'href="/"' in page
    assert 'action="/search/"' in page and 'name="q"' in page, "it looks for anything by words"


@pytest.mark.django_db
def test_an_address_that_only_a_button_reaches_says_so(client):
    answer = client.get("/language/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert answer.content.decode().count("<h1>") == 1


@pytest.mark.django_db
def test_what_is_too_large_is_refused_with_what_to_do(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = client.post("/sign-in/", {"username": "x" * 2000})
    assert answer.status_code == 413
    assert answer.content.decode().count("<h1>") == 1
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    assert client.post("/sign-in/", {"a": 1, "b": 2, "c": 3}).status_code == 413


@here
def test_where_even_the_page_for_what_broke_is_broken_two_sentences_stand(client, monkeypatch):
    monkeypatch.setattr("yishi.web.errors.render_to_string", lambda *args: 1 / 0)
    client.raise_request_exception = False
    answer = client.get("/broken/")
    assert answer.status_code == 500
    assert "try again" in answer.content.decode()
    answer = client.get("/away/full/")
    assert answer.status_code == 503 and "try again" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_from_an_old_page_is_refused_with_what_to_do():
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize("status", ["400", "403", "403_csrf", "404", "405", "413", "500", "503"])
def test_every_error_page_stands_without_request_and_database(status):
    page = get_template(f"{status}.html").render({})
    assert page.count("<h1>") == 1
    assert page.count("<h2>") == 1, "what one can do"
    assert "<script" not in page and "<style" not in page


def test_the_site_does_not_start_with_a_view_that_declares_nothing():
    from yishi.web.access import every_view_declares

    with here:
        found = every_view_declares(None)
    assert [error.msg for error in found] == ["the view of /undeclared/ declares no permission"]
    assert every_view_declares(None) == []
