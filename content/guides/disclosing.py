"""A guide stands in the catalogue of what is disclosed, wherever this site has one."""

from importlib import import_module

from django.apps import apps

CATALOGUE = "content.catalogue"


def disclose(guide, *, by):
    """Enter ``guide`` as it stands now into the catalogue; nothing where the site has none."""
    if not apps.is_installed(CATALOGUE):
        return None
    return import_module(f"{CATALOGUE}.domain.items").put(
        source="guide", key=guide.code, entry=guide.entry, title=guide.name, summary=guide.target,
        url=guide.get_absolute_url(), made_on=guide.changed_on, community=guide.community, body=body_of(guide),
        on=guide.changed_on, by=by,
    )


def body_of(guide):
    """Return what ``guide`` says in plain paragraphs, for whoever looks for a word in it."""
    steps = [f"{step['name']}（{step['actor']}）{step['text']}" for step in guide.process]
    things = [material["name"] for material in guide.materials]
    return "\n\n".join([*guide.conditions, *things, *steps, guide.promise, guide.fee, guide.place, *guide.remedy])
