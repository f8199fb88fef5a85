"""What brings something about to choose from, where the list of a form is empty."""

from urllib.parse import urlencode

from django.urls import reverse

from yishi.acts import may

from .doing import act_of, new_thing


def first_do(form, name, code, on, **asks):
    """Lead from the empty list ``name`` of ``form`` to the act ``code``; where its actor may not do that, name who does.

    It is done to ``on``, or makes something new in the place ``on``; its form opens with what is asked for by ``asks``.
    Where ``on`` is past it, nothing is said.
    """
    act, asked = act_of(code), f"?{urlencode(asks)}" if asks else ""
    thing = on if act.sources else new_thing(act, on)
    if act.sources and on.state not in act.sources:
        return
    where = reverse("act", args=[code, on.pk]) if act.sources else reverse("act-new", args=[code, on.code])
    href = f"{where}{asked}" if may(act, thing, form.actor) else ""
    form.fields[name].first = (act.label, href, getattr(act.owner, "label", ""))
