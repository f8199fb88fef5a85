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
    dependencies = [
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailembeds", "0009_embed_cache_until"),
        ("wagtailforms", "0005_alter_formsubmission_form_data"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]
    # Wagtail's come first, our rooms afterwards: every step draws all related models anew, so that the steps are quick
    # while these are few. An empty database is ready in half the time.
    run_before = [
        (room, "0001_initial")
        for room in (
            "clock", "consultation", "demo", "documents", "instance", "journal", "meetings", "notices", "polls", "tasks",
            "workdays",
        )
    ]
    operations = [migrations.RunPython(take_away, migrations.RunPython.noop)]
