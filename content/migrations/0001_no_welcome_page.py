"""Wagtail's own migrations make a page "Welcome to your new Wagtail site!" and serve it: no citizen should meet it."""

from django.db import migrations


def take_away(apps, schema_editor):
    """Delete the untouched welcome page and the site that serves it; a tree somebody has worked on is left alone."""
    Page, Site = apps.get_model("wagtailcore", "Page"), apps.get_model("wagtailcore", "Site")
    welcome = Page.objects.filter(depth=2, slug="home", title__startswith="Welcome to your new Wagtail site").first()
    if welcome is None or Page.objects.filter(depth__gt=1).count() > 1:
        return
    Site.objects.filter(root_page=welcome).delete()
    Page.objects.filter(pk=welcome.pk).delete()
    Page.objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunPython(take_away, migrations.RunPython.noop)]
