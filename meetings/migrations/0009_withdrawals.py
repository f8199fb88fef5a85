

import django.db.models.deletion
import yishi.clock.story
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0008_corrections'),
        ('people', '0003_withdrawn_seats'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='invitation',
            name='invitation_once_a_person',
        ),
        migrations.RemoveConstraint(
            model_name='invitation',
            name='invitation_once_a_guest',
        ),
        migrations.RemoveConstraint(
            model_name='recusal',
            name='recusal_once_an_entry',
        ),
        migrations.CreateModel(
            name='Reopening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closed_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=200)),
                ('at', models.DateTimeField(default=yishi.clock.story.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'reopening',
                'verbose_name_plural': 'reopenings',
                'ordering': ['meeting', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'closed_at'), name='reopening_once_a_close')],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=200)),
                ('at', models.DateTimeField(default=yishi.clock.story.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                ('consensus', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='meetings.consensus')),
                ('invitation', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='meetings.invitation')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='meetings.meeting')),
                ('objection', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='meetings.minutesobjection')),
                ('recusal', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='meetings.recusal')),
            ],
            options={
                'verbose_name': 'withdrawal',
                'verbose_name_plural': 'withdrawals',
                'ordering': ['meeting', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('consensus__isnull', True), ('invitation__isnull', True), ('objection__isnull', False), ('recusal__isnull', True)), models.Q(('consensus__isnull', True), ('invitation__isnull', True), ('objection__isnull', True), ('recusal__isnull', False)), models.Q(('consensus__isnull', False), ('invitation__isnull', True), ('objection__isnull', True), ('recusal__isnull', True)), models.Q(('consensus__isnull', True), ('invitation__isnull', False), ('objection__isnull', True), ('recusal__isnull', True)), _connector='OR'), name='withdrawal_of_one_thing')],
            },
        ),
    ]
