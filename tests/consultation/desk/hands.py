"""A person at the desk: opens the form of an act as a browser does, changes some of it, and sends it."""

import inspect

from django.forms import BooleanField, Form

from consultation.desk.doing import act_of, function_of
from consultation.desk.forms import ActForm, form_of
from tests.world import account
from yishi.people.models import User

OWN = {"seen", "once", "looked"}
INTERNAL = {"attendance.enter_attendance": {"code"}, "attachments.attach": {"report"},
            "reports.file": {"contact"}}  # never a person's to fill in


def sits_down(client, person):
    """Sign ``client`` in as ``person``; returns the client."""
    user = User.objects.filter(person=person).first() or account(person)
    client.force_login(user)
    return client


def address(code, thing):
    """Return the address of the form of ``code`` on ``thing``, or in the place ``thing`` where it makes something."""
    return f"/acts/{code}/{thing.pk}/" if act_of(code).sources else f"/acts/{code}/in/{thing.code}/"


def filled(form: Form):
    """Return what a browser would send of ``form`` as it was drawn."""
    data = {}
    for bound in form:
        value = bound.value()
        if value is None or value is False or value == "":
            continue
        if isinstance(value, list | tuple):
            data[bound.html_name] = [str(item) for item in value]
        elif isinstance(bound.field, BooleanField):
            data[bound.html_name] = "on"
        else:
            data[bound.html_name] = bound.field.widget.format_value(value)
            if isinstance(data[bound.html_name], list):
                data[bound.html_name] = data[bound.html_name][0]
    return data


def opened(client, code, thing, query="", /):
    """Return the data of the form of ``code`` as it was drawn for ``client``."""
    answer = client.get(address(code, thing) + query)
    assert answer.status_code == 200, answer.content.decode()
    return filled(answer.context["form"])


def send(client, code, thing, query="", /, **given):
    """Open the form of ``code``, change the fields ``given`` (None: empty), and send it; returns the answer."""
    data = opened(client, code, thing, query) | given
    data = {name: value for name, value in data.items() if value is not None}
    return confirmed(client, address(code, thing) + query, client.post(address(code, thing) + query, data), data)


def confirmed(client, where, answer, data):
    """Return ``answer``; where it shows what the act will do, look at it and send the same again, as a person does."""
    context = answer.context or {}
    if answer.status_code != 200 or "preview" not in context:
        return answer
    assert context["preview"].lines, "a preview says what will stand on record"
    return client.post(where, data | {"looked": context["form"]["looked"].value()})


def done(answer):
    """Return where ``answer`` leads, after making sure that the act was done."""
    assert answer.status_code == 302, [dict(answer.context["form"].errors), answer.status_code]
    return answer.headers["Location"]


def refused(answer, status, *texts):
    """Make sure that ``answer`` refuses with ``status`` and shows every one of ``texts``; returns the page."""
    page = answer.content.decode()
    assert answer.status_code == status, answer.status_code
    for text in texts:
        assert text in page, text
    return page


def asked_and_taken(code):
    """Return the fields of the form of ``code``, and the arguments that its domain function takes from a person."""
    act, form = act_of(code), form_of(code)
    parameters = inspect.signature(function_of(act)).parameters
    taken = {name for name, p in parameters.items() if p.kind != p.VAR_KEYWORD}
    taken -= {"by", "seen", "community"} | INTERNAL.get(code, set())
    if act.sources and not form.first:
        taken.discard(next(iter(parameters)))
    fields = set(form.base_fields) - OWN - set(form.beside) | set(form.gathers)
    return fields, taken


def bare(code):
    """Return whether the act ``code`` has the bare confirmation."""
    return form_of(code) is ActForm
