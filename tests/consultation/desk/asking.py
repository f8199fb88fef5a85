"""What the tests of forms share: signing in, opening the form of an act, and sending it as a browser would."""

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.world import account

from .hands import confirmed

EVIL = "<script>alert(1)</script><b>粗</b>"


def signed_in(person):
    """Return a Client in which ``person`` is signed in, with an account made where there was none."""
    user = get_user_model().objects.filter(person=person).first() or account(person)
    client = Client()
    client.force_login(user)
    return client


def address(code, thing):
    """Return the address of the form of the act ``code`` on ``thing``."""
    return reverse("act", args=[code, thing.pk])


def drawn(person, code, thing, **headers):
    """Open the form as ``person``; return (client, what a browser would send if nothing were changed)."""
    client = signed_in(person)
    answer = client.get(address(code, thing), **headers)
    assert answer.status_code == 200, (code, answer.status_code, answer.content.decode()[:2000])
    return client, filled(answer.context["form"])


def filled(form):
    """Return what a browser sends of ``form`` as it is shown."""
    data = {}
    for bound in form:
        value = bound.field.widget.format_value(bound.value())
        if value in (None, False, "", [], ("",), [""]):
            continue
        if value is True or (value == "True" and bound.field.widget.input_type == "checkbox"):
            value = "on"
        if isinstance(value, list | tuple):
            value = [str(each) for each in value] if bound.field.widget.allow_multiple_selected else str(value[0])
        data[bound.html_name] = value
    return data


def send(person, code, thing, **changes):
    """Open the form as ``person``, change what ``changes`` says, send it; return the answer."""
    client, data = drawn(person, code, thing)
    where, data = address(code, thing), data | changes
    return confirmed(client, where, client.post(where, data), data)


def late(person, code, thing, **said):
    """Send a form that was drawn while the act could still be done; it must be refused with 409. Return the page's text."""
    answer = signed_in(person).post(address(code, thing), said)
    assert answer.status_code == 409, (code, answer.status_code, errors_of(answer))
    return answer.content.decode()


def done(person, code, thing, **changes):
    """Do the act ``code`` by its form; it must succeed. The thing is read anew."""
    answer = send(person, code, thing, **changes)
    assert answer.status_code == 302, (code, answer.status_code, errors_of(answer))
    thing.refresh_from_db()
    return answer


def refused(person, code, thing, status=409, **changes):
    """Do the act ``code`` by its form; it must be refused with ``status``. Return the page's text."""
    answer = send(person, code, thing, **changes)
    assert answer.status_code == status, (code, answer.status_code, errors_of(answer))
    return answer.content.decode()


def errors_of(answer):
    """Return what the form of ``answer`` says is wrong, for the message of a failed test."""
    form = (answer.context or {}).get("form")
    return form.errors if form is not None else answer.content.decode()[:1500]
