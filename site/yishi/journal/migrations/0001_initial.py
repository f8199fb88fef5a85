import django.db.models.deletion
import yishi.clock.story
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Stream',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                ('name', models.CharField(max_length=60, unique=True)),
                ('head', models.PositiveIntegerField(default=0)),
                ('head_hash', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'verbose_name': 'stream',
                'verbose_name_plural': 'streams',
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                ('stream', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='journal.stream')),
                ('seq', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=48)),
                ('at', models.DateTimeField(default=yishi.clock.story.now)),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('on_behalf_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('payload', models.JSONField(default=dict)),
                ('visibility', models.CharField(choices=[('public', 'everybody'), ('staff', 'those in office in the community'), ('parties', 'the persons concerned, and those in office')], max_length=8)),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ['stream', 'seq'],
                'indexes': [models.Index(fields=['kind', 'at'], name='journal_eve_kind_3fefce_idx'), models.Index(fields=['community', 'at'], name='journal_eve_communi_5add5a_idx')],
                'constraints': [models.UniqueConstraint(fields=('stream', 'seq'), name='event_seq_once_a_stream')],
            },
        ),
        migrations.CreateModel(
            name='Salt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('salt', models.BinaryField(max_length=16)),
            ],
            options={
                'verbose_name': 'salt',
                'verbose_name_plural': 'salts',
            },
        ),
    ]
