"""PostgreSQL finds by a table of terms, which is filled from what could be found before; Wagtail's index keeps none of it.
On both databases the journal is heard anew, for the meetings in it.

Terms stand out of line, so that rows are short. Nothing is counted of them: the database then takes every question for a
rare one, and asks the index, instead of reading the terms of all.
"""

import django.db.models.deletion
from django.db import migrations, models

import content.search.fields
from content.search.cutting import terms

TABLE = [
    "ALTER TABLE search_terms ALTER COLUMN terms SET STORAGE EXTERNAL, ALTER COLUMN terms SET STATISTICS 0",
    "DROP INDEX IF EXISTS search_title_and_body",
    """DELETE FROM wagtailsearch_indexentry WHERE content_type_id IN
 (SELECT id FROM django_content_type WHERE app_label = 'search' AND model = 'entry')""",
]
CHUNK = 200


def fill(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for statement in TABLE:
        schema_editor.execute(statement)
    made, rows = apps.get_model("search", "Terms"), []
    for entry in apps.get_model("search", "Entry").objects.iterator(CHUNK):
        rows.append(made(entry=entry, community_id=entry.community_id, kind=entry.kind, dated=entry.dated,
                         terms=terms(entry.title, entry.text)))
        if len(rows) == CHUNK:
            made.objects.bulk_create(rows)
            rows.clear()
    made.objects.bulk_create(rows)


def forget(apps, schema_editor):
    apps.get_model("search", "Cursor").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_withdrawn_seats'),
        ('search', '0002_title_and_body'),
    ]

    operations = [
        migrations.AlterField(
            model_name='entry',
            name='kind',
            field=models.CharField(choices=[('matter', 'matter'), ('outcome', 'result'), ('notice', 'notice'), ('call', 'call for opinions'), ('paper', 'paper'), ('meeting', 'meeting'), ('minutes', 'minutes'), ('item', 'item of the catalogue'), ('page', 'page'), ('guide', 'guide to a service'), ('answer', 'answer')], max_length=8),
        ),
        migrations.CreateModel(
            name='Terms',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='search.entry')),
                ('kind', models.CharField(choices=[('matter', 'matter'), ('outcome', 'result'), ('notice', 'notice'), ('call', 'call for opinions'), ('paper', 'paper'), ('meeting', 'meeting'), ('minutes', 'minutes'), ('item', 'item of the catalogue'), ('page', 'page'), ('guide', 'guide to a service'), ('answer', 'answer')], max_length=8)),
                ('dated', models.DateField(blank=True, null=True)),
                ('terms', content.search.fields.TermsField()),
                ('community', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
            ],
            options={
                'verbose_name': 'terms of a thing that can be found',
                'verbose_name_plural': 'terms of things that can be found',
            },
        ),
        migrations.RunPython(forget, migrations.RunPython.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='terms',
            index=content.search.fields.TermsIndex(fields=['terms'], name='search_terms_found'),
        ),
    ]
