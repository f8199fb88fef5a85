

import django.db.models.deletion
import yishi.clock.story
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0006_calendar'),
        ('people', '0003_withdrawn_seats'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=200)),
                ('at', models.DateTimeField(default=yishi.clock.story.now)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='meetings.agendaentry')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'pause',
                'verbose_name_plural': 'pauses',
                'ordering': ['meeting', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('meeting',), name='pause_one_at_a_time')],
            },
        ),
    ]
