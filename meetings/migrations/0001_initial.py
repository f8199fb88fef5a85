import django.db.models.deletion
import yishi.clock.story
from django.db import migrations, models
from yishi.db.migrations import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='DebateRules',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='debate_rules', to='people.place')),
                    ('n', models.PositiveSmallIntegerField()),
                    ('texts', models.JSONField()),
                    ('adopted_on', models.DateField()),
                ],
                options={
                    'verbose_name': 'rules of debate',
                    'verbose_name_plural': 'rules of debate',
                    'ordering': ['community', 'n'],
                    'constraints': [models.UniqueConstraint(fields=('community', 'n'), name='debate_rules_numbered_once')],
                },
            ),
            migrations.CreateModel(
                name='Meeting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='people.place')),
                    ('kind', models.CharField(choices=[('council', 'council meeting'), ('hearing', 'hearing'), ('talk', 'open talk'), ('rep_assembly', "representatives’ assembly"), ('residents_assembly', "residents’ assembly"), ('owners_assembly', "owners’ assembly"), ('street', 'meeting of the sub-district'), ('open_day', 'open-government day')], max_length=20)),
                    ('form_words', models.CharField(blank=True, max_length=60)),
                    ('title', models.CharField(max_length=120)),
                    ('starts_at', models.DateTimeField()),
                    ('original_date', models.DateField(blank=True, null=True)),
                    ('note', models.CharField(blank=True, max_length=200)),
                    ('place_words', models.CharField(max_length=80)),
                    ('facilitator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('recorder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('entitled', models.PositiveIntegerField(default=0)),
                    ('state', models.CharField(choices=[('planned', 'planned'), ('open', 'open'), ('closed', 'closed, minutes to be signed'), ('signed', 'closed, minutes signed'), ('cancelled', 'called off')], default='planned', max_length=12)),
                    ('opened_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('stakeholders_present', models.PositiveIntegerField(default=0)),
                    ('observer_seats', models.PositiveIntegerField(default=0)),
                    ('observers_registered', models.PositiveIntegerField(default=0)),
                    ('observers_on_site', models.PositiveIntegerField(default=0)),
                    ('observers_online', models.PositiveIntegerField(default=0)),
                    ('observers_admitted_by', models.CharField(blank=True, choices=[('', 'not given yet'), ('all', 'everybody who registered'), ('first_come', 'first come, first served'), ('lot', 'by lot'), ('nomination', 'by nomination')], max_length=12)),
                ],
                options={
                    'verbose_name': 'meeting',
                    'verbose_name_plural': 'meetings',
                    'ordering': ['-starts_at', '-pk'],
                    'indexes': [models.Index(fields=['community', 'starts_at'], name='meetings_me_communi_bd80f4_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('facilitator', models.F('recorder')), _negated=True), name='meeting_two_persons_lead_it'), models.CheckConstraint(condition=models.Q(('observers_on_site__lte', models.F('observer_seats'))), name='meeting_observers_seated'), models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('community', 'starts_at', 'place_words'), name='meeting_one_a_hall_and_hour')],
                },
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='meetings.meeting')),
                    ('kind', models.CharField(choices=[('stakeholder', 'stakeholder'), ('pc_deputy', "deputy of the people’s congress"), ('cppcc_member', 'member of the political consultative conference'), ('party_delegate', 'party delegate'), ('department', 'department or street office'), ('expert', 'expert'), ('media', 'journalist'), ('public', 'member of the public'), ('other', 'other guest')], max_length=16)),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('words', models.CharField(blank=True, max_length=80)),
                ],
                options={
                    'verbose_name': 'invitation',
                    'verbose_name_plural': 'invitations',
                    'ordering': ['meeting', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('person__isnull', False), models.Q(('words', ''), _negated=True), _connector='OR'), name='invitation_names_somebody'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('meeting', 'person'), name='invitation_once_a_person'), models.UniqueConstraint(condition=models.Q(('person__isnull', True)), fields=('meeting', 'words'), name='invitation_once_a_guest')],
                },
            ),
            migrations.CreateModel(
                name='Attendance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='meetings.meeting')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='people.person')),
                    ('capacity', models.CharField(choices=[('member', 'member'), ('stakeholder', 'stakeholder'), ('invitee', 'invited'), ('observer', 'observer')], default='member', max_length=12)),
                    ('online', models.BooleanField(default=False)),
                    ('present', models.BooleanField(default=True)),
                    ('at', models.DateTimeField(default=yishi.clock.story.now)),
                ],
                options={
                    'verbose_name': 'attendance',
                    'verbose_name_plural': 'attendances',
                    'ordering': ['meeting', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'person'), name='attendance_once_a_person')],
                },
            ),
            migrations.CreateModel(
                name='AgendaEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='meetings.meeting')),
                    ('n', models.PositiveSmallIntegerField()),
                    ('title', models.CharField(max_length=160)),
                    ('minutes', models.PositiveSmallIntegerField(default=0)),
                    ('state', models.CharField(choices=[('pending', 'to come'), ('current', 'being dealt with'), ('done', 'dealt with'), ('not_reached', 'not reached'), ('struck', 'taken off the agenda')], default='pending', max_length=12)),
                ],
                options={
                    'verbose_name': 'agenda entry',
                    'verbose_name_plural': 'agenda entries',
                    'ordering': ['meeting', 'n'],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'n'), name='agenda_entry_numbered_once'), models.UniqueConstraint(condition=models.Q(('state', 'current')), fields=('meeting',), name='agenda_entry_one_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='Recusal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('attendance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='meetings.attendance')),
                    ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='meetings.agendaentry')),
                    ('reason', models.CharField(max_length=200)),
                ],
                options={
                    'verbose_name': 'recusal',
                    'verbose_name_plural': 'recusals',
                    'ordering': ['entry', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('attendance', 'entry'), name='recusal_once_an_entry')],
                },
            ),
            migrations.CreateModel(
                name='Consensus',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consensuses', to='meetings.agendaentry')),
                    ('n', models.PositiveSmallIntegerField()),
                    ('text', models.TextField(max_length=4000)),
                    ('draft', models.BooleanField(default=False)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('at', models.DateTimeField(default=yishi.clock.story.now)),
                ],
                options={
                    'verbose_name': 'consensus',
                    'verbose_name_plural': 'consensuses',
                    'ordering': ['entry', 'n'],
                    'constraints': [models.UniqueConstraint(fields=('entry', 'n'), name='consensus_numbered_once')],
                },
            ),
            migrations.CreateModel(
                name='MinutesObjection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes_objections', to='meetings.meeting')),
                    ('consensus', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='meetings.consensus')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('words', models.CharField(blank=True, max_length=60)),
                    ('text', models.TextField(max_length=2000)),
                    ('at', models.DateTimeField(default=yishi.clock.story.now)),
                ],
                options={
                    'verbose_name': 'objection in the minutes',
                    'verbose_name_plural': 'objections in the minutes',
                    'ordering': ['meeting', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('person__isnull', False), models.Q(('words', ''), _negated=True), _connector='OR'), name='minutes_objection_names_somebody')],
                },
            ),
            migrations.CreateModel(
                name='SignedMinutes',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='meetings.meeting')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('role', models.CharField(choices=[('facilitator', 'facilitator'), ('recorder', 'recorder')], max_length=12)),
                    ('n', models.PositiveSmallIntegerField()),
                    ('digest', models.CharField(max_length=64)),
                    ('at', models.DateTimeField(default=yishi.clock.story.now)),
                ],
                options={
                    'verbose_name': 'signature under the minutes',
                    'verbose_name_plural': 'signatures under the minutes',
                    'ordering': ['meeting', 'n'],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'role'), name='minutes_signed_once_a_role'), models.UniqueConstraint(fields=('meeting', 'person'), name='minutes_signed_once_a_person'), models.UniqueConstraint(fields=('meeting', 'n'), name='minutes_signed_in_order'), models.CheckConstraint(condition=models.Q(('n__in', (1, 2))), name='minutes_signed_by_two')],
                },
            ),
            migrations.CreateModel(
                name='Statement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='meetings.meeting')),
                    ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='meetings.agendaentry')),
                    ('n', models.PositiveIntegerField()),
                    ('at', models.DateTimeField()),
                    ('speaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('speaker_words', models.CharField(blank=True, max_length=60)),
                    ('stance', models.CharField(choices=[('for', 'for'), ('against', 'against'), ('conditional', 'for, with conditions'), ('question', 'question'), ('explain', 'explanation'), ('chair', 'from the chair')], max_length=12)),
                    ('stance_words', models.CharField(blank=True, max_length=30)),
                    ('text', models.TextField(max_length=4000)),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                ],
                options={
                    'verbose_name': 'statement',
                    'verbose_name_plural': 'statements',
                    'ordering': ['meeting', 'n'],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'n'), name='statement_numbered_once'), models.CheckConstraint(condition=models.Q(('speaker__isnull', False), models.Q(('speaker_words', ''), _negated=True), _connector='OR'), name='statement_names_a_speaker')],
                },
            ),
            migrations.CreateModel(
                name='StatementVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='meetings.statement')),
                    ('n', models.PositiveSmallIntegerField()),
                    ('text', models.TextField(max_length=4000)),
                    ('corrected_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('corrected_at', models.DateTimeField(default=yishi.clock.story.now)),
                ],
                options={
                    'verbose_name': 'earlier text of a statement',
                    'verbose_name_plural': 'earlier texts of statements',
                    'ordering': ['statement', 'n'],
                    'constraints': [models.UniqueConstraint(fields=('statement', 'n'), name='statement_version_once')],
                },
            ),
        ),
    ]
