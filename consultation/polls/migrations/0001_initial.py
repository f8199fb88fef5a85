import django.db.models.deletion
import uuid
import yishi.clock.story
from django.db import migrations, models
from yishi.db.migrations import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('consultation', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Poll',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('matter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='polls', to='consultation.matter')),
                    ('question', models.CharField(max_length=255)),
                    ('description', models.TextField(blank=True, max_length=4000)),
                    ('rule', models.CharField(choices=[('council', 'deliberation council'), ('rep_assembly', "representatives’ assembly"), ('residents_assembly', "residents’ assembly"), ('owners_ordinary', 'owners, ordinary matter'), ('owners_special', 'owners, special matter'), ('advisory_poll', 'advisory poll'), ('approval_poll', 'choice of projects'), ('consent', 'consensus')], max_length=20)),
                    ('local_quorum', models.CharField(blank=True, max_length=12)),
                    ('local_threshold', models.CharField(blank=True, max_length=12)),
                    ('secrecy', models.CharField(choices=[('named', 'named'), ('secret', 'secret'), ('show_of_hands', 'show of hands')], max_length=16)),
                    ('decisive', models.BooleanField(default=False)),
                    ('may_change', models.BooleanField(default=False)),
                    ('proxies', models.BooleanField(default=False)),
                    ('opens_at', models.DateTimeField(blank=True, null=True)),
                    ('closes_at', models.DateTimeField(blank=True, null=True)),
                    ('electorate', models.CharField(choices=[('persons', 'residents, each person one vote'), ('households', 'households, each one vote'), ('owners', 'owners, by head and by area'), ('members', 'members of a council or assembly'), ('listed', 'the persons of a list')], max_length=12)),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('roles', models.JSONField(blank=True, default=list)),
                    ('min_age', models.PositiveSmallIntegerField(default=18)),
                    ('max_choices', models.PositiveSmallIntegerField(default=1)),
                    ('cap_yuan', models.PositiveBigIntegerField(blank=True, null=True)),
                    ('state', models.CharField(choices=[('draft', 'being prepared'), ('announced', 'announced'), ('open', 'open'), ('closed', 'closed, not yet certified'), ('certified', 'certified'), ('annulled', 'annulled')], default='draft', max_length=12)),
                    ('announced_on', models.DateField(blank=True, null=True)),
                    ('opened_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('entitled', models.PositiveIntegerField(blank=True, null=True)),
                    ('entitled_area_dm2', models.PositiveBigIntegerField(blank=True, null=True)),
                    ('roll_hash', models.CharField(blank=True, max_length=64)),
                    ('definition_hash', models.CharField(blank=True, max_length=64)),
                    ('present', models.PositiveIntegerField(blank=True, null=True)),
                    ('annulled_because', models.CharField(blank=True, max_length=300)),
                    ('source', models.CharField(blank=True, max_length=60)),
                ],
                options={
                    'verbose_name': 'poll',
                    'verbose_name_plural': 'polls',
                    'ordering': ['pk'],
                    'indexes': [models.Index(fields=['state', 'closes_at'], name='polls_poll_state_dd8410_idx'), models.Index(fields=['community', 'state'], name='polls_poll_communi_ecfa0f_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('electorate', 'owners'), ('rule__in', ('owners_ordinary', 'owners_special')), ('secrecy', 'named')), models.Q(models.Q(('rule__in', ('owners_ordinary', 'owners_special')), _negated=True), models.Q(('electorate', 'owners'), _negated=True)), _connector='OR'), name='poll_owners_and_residents_apart'), models.CheckConstraint(condition=models.Q(('decisive', False), models.Q(('rule__in', ('advisory_poll', 'approval_poll')), _negated=True), _connector='OR'), name='poll_advisory_never_decides'), models.CheckConstraint(condition=models.Q(('may_change', False), ('secrecy', 'named'), _connector='OR'), name='poll_only_named_votes_change'), models.CheckConstraint(condition=models.Q(('closes_at', None), ('closes_at__gt', models.F('opens_at')), _connector='OR'), name='poll_closes_after_it_opens'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'announced', 'annulled']), models.Q(models.Q(('roll_hash', ''), _negated=True), models.Q(('definition_hash', ''), _negated=True), ('entitled__isnull', False), ('opens_at__isnull', False)), _connector='OR'), name='poll_open_on_a_frozen_roll'), models.UniqueConstraint(condition=models.Q(('source', ''), _negated=True), fields=('community', 'source'), name='poll_brought_in_once')],
                },
            ),
            migrations.CreateModel(
                name='Question',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='polls.poll')),
                    ('n', models.PositiveIntegerField()),
                    ('text', models.TextField(max_length=2000)),
                    ('method', models.CharField(choices=[('yes_no_abstain', 'in favour, against, abstain'), ('single', 'one of several'), ('approval', 'as many as are approved of'), ('budget', 'projects within a budget')], max_length=16)),
                ],
                options={
                    'verbose_name': 'question',
                    'verbose_name_plural': 'questions',
                    'ordering': ['poll', 'n'],
                    'constraints': [models.UniqueConstraint(fields=('poll', 'n'), name='question_numbered_once')],
                },
            ),
            migrations.CreateModel(
                name='Choice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='polls.poll')),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='polls.question')),
                    ('n', models.PositiveSmallIntegerField()),
                    ('code', models.CharField(max_length=24)),
                    ('choice', models.CharField(max_length=255)),
                    ('budget_yuan', models.PositiveBigIntegerField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'choice',
                    'verbose_name_plural': 'choices',
                    'ordering': ['question', 'n'],
                    'constraints': [models.UniqueConstraint(fields=('question', 'code'), name='choice_coded_once'), models.UniqueConstraint(fields=('question', 'n'), name='choice_numbered_once')],
                },
            ),
            migrations.CreateModel(
                name='HandCount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('poll', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='hand_counts', to='polls.poll')),
                    ('n', models.PositiveSmallIntegerField()),
                    ('present', models.PositiveIntegerField()),
                    ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('entered_at', models.DateTimeField()),
                    ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'count of hands',
                    'verbose_name_plural': 'counts of hands',
                    'ordering': ['poll', 'n'],
                    'constraints': [models.UniqueConstraint(fields=('poll', 'n'), name='hand_count_numbered_once'), models.UniqueConstraint(condition=models.Q(('confirmed_by__isnull', False)), fields=('poll',), name='hand_count_confirmed_once'), models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('entered_by')), _negated=True), _connector='OR'), name='hand_count_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='hand_count_confirmed_by_somebody')],
                },
            ),
            migrations.CreateModel(
                name='HandTally',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('count', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='polls.handcount')),
                    ('choice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='polls.choice')),
                    ('hands', models.PositiveIntegerField()),
                ],
                options={
                    'verbose_name': 'hands for a choice',
                    'verbose_name_plural': 'hands for choices',
                    'constraints': [models.UniqueConstraint(fields=('count', 'choice'), name='hands_counted_once_a_choice')],
                },
            ),
            migrations.CreateModel(
                name='PaperBatch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('poll', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='paper_batches', to='polls.poll')),
                    ('n', models.PositiveSmallIntegerField()),
                    ('ballots', models.PositiveIntegerField()),
                    ('first_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('second_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('state', models.CharField(choices=[('counted', 'counted once'), ('confirmed', 'counted twice, equal'), ('withdrawn', 'withdrawn, to be counted again')], default='counted', max_length=12)),
                ],
                options={
                    'verbose_name': 'pile of papers',
                    'verbose_name_plural': 'piles of papers',
                    'ordering': ['poll', 'n'],
                    'constraints': [models.UniqueConstraint(fields=('poll', 'n'), name='paper_batch_numbered_once'), models.CheckConstraint(condition=models.Q(('second_by', None), models.Q(('second_by', models.F('first_by')), _negated=True), _connector='OR'), name='paper_batch_by_two_persons'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), ('second_by__isnull', False), _connector='OR'), name='paper_batch_counted_twice'), models.CheckConstraint(condition=models.Q(('ballots__gte', 1)), name='paper_batch_not_empty')],
                },
            ),
            migrations.CreateModel(
                name='BatchSheet',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('batch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='polls.paperbatch')),
                    ('hand', models.PositiveSmallIntegerField()),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='polls.question')),
                    ('blank', models.PositiveIntegerField(default=0)),
                    ('spoilt', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'verbose_name': 'counting sheet',
                    'verbose_name_plural': 'counting sheets',
                    'constraints': [models.UniqueConstraint(fields=('batch', 'hand', 'question'), name='batch_sheet_once_a_hand'), models.CheckConstraint(condition=models.Q(('hand__in', [1, 2])), name='batch_sheet_of_two_hands')],
                },
            ),
            migrations.CreateModel(
                name='BatchTally',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('sheet', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='polls.batchsheet')),
                    ('choice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='polls.choice')),
                    ('votes', models.PositiveIntegerField()),
                ],
                options={
                    'verbose_name': 'papers for a choice',
                    'verbose_name_plural': 'papers for choices',
                    'constraints': [models.UniqueConstraint(fields=('sheet', 'choice'), name='batch_tally_once_a_choice')],
                },
            ),
            migrations.CreateModel(
                name='RollEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('poll', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='roll', to='polls.poll')),
                    ('unit', models.CharField(max_length=24)),
                    ('area_dm2', models.PositiveBigIntegerField(default=0)),
                ],
                options={
                    'verbose_name': 'line of the roll',
                    'verbose_name_plural': 'lines of the roll',
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('poll', 'unit'), name='roll_unit_once')],
                },
            ),
            migrations.CreateModel(
                name='RollVoter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('poll', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='polls.poll')),
                    ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voters', to='polls.rollentry')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'verbose_name': 'voter',
                    'verbose_name_plural': 'voters',
                    'constraints': [models.UniqueConstraint(fields=('poll', 'person', 'entry'), name='roll_voter_once')],
                },
            ),
            migrations.CreateModel(
                name='Recusal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='polls.poll')),
                    ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='recusal', to='polls.rollentry')),
                    ('words', models.CharField(max_length=200)),
                    ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('on', models.DateField()),
                ],
                options={
                    'verbose_name': 'recusal',
                    'verbose_name_plural': 'recusals',
                },
            ),
            migrations.CreateModel(
                name='NamedMark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('poll', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='named_marks', to='polls.poll')),
                    ('question', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='polls.question')),
                    ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='polls.rollentry')),
                    ('n', models.PositiveIntegerField()),
                    ('channel', models.CharField(choices=[('online', 'online'), ('paper', 'on paper'), ('hall', 'at a polling table'), ('home_visit', 'at a home visit')], max_length=12)),
                    ('voter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('entered_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('witness', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('proxy_evidence', models.CharField(blank=True, max_length=200)),
                    ('at', models.DateTimeField(default=yishi.clock.story.now)),
                ],
                options={
                    'verbose_name': 'mark',
                    'verbose_name_plural': 'marks',
                    'constraints': [models.UniqueConstraint(fields=('poll', 'question', 'entry', 'n'), name='named_one_unit_one_vote'), models.CheckConstraint(condition=models.Q(('n__gte', 1)), name='named_mark_counts_from_one'), models.CheckConstraint(condition=models.Q(models.Q(('channel', 'online'), ('entered_by', None), ('witness', None)), models.Q(models.Q(('channel', 'online'), _negated=True), ('entered_by__isnull', False), ('witness__isnull', False), models.Q(('entered_by', models.F('witness')), _negated=True)), _connector='OR'), name='named_paper_by_two_persons')],
                },
            ),
            migrations.CreateModel(
                name='NamedBallot',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('mark', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ballot', to='polls.namedmark')),
                    ('spoilt', models.BooleanField(default=False)),
                ],
                options={
                    'verbose_name': 'named ballot',
                    'verbose_name_plural': 'named ballots',
                },
            ),
            migrations.CreateModel(
                name='NamedBallotChoice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('ballot', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='polls.namedballot')),
                    ('choice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='polls.choice')),
                ],
                options={
                    'verbose_name': 'choice on a named ballot',
                    'verbose_name_plural': 'choices on named ballots',
                    'constraints': [models.UniqueConstraint(fields=('ballot', 'choice'), name='named_choice_once_a_ballot')],
                },
            ),
            migrations.CreateModel(
                name='Certification',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('poll', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certification', to='polls.poll')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('at', models.DateTimeField()),
                    ('statement', models.CharField(blank=True, max_length=300)),
                    ('figures', models.JSONField()),
                    ('figures_hash', models.CharField(max_length=64)),
                ],
                options={
                    'verbose_name': 'certification',
                    'verbose_name_plural': 'certifications',
                },
            ),
            migrations.CreateModel(
                name='IdempotencyKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='polls.poll')),
                    ('digest', models.CharField(max_length=64, unique=True)),
                    ('answer', models.BinaryField(max_length=2000)),
                ],
                options={
                    'verbose_name': 'answered form',
                    'verbose_name_plural': 'answered forms',
                },
            ),
            migrations.CreateModel(
                name='SecretMark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('poll', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='secret_marks', to='polls.poll')),
                    ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='polls.rollentry')),
                    ('channel', models.CharField(choices=[('online', 'online'), ('paper', 'on paper'), ('hall', 'at a polling table'), ('home_visit', 'at a home visit')], max_length=12)),
                    ('entered_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'verbose_name': 'mark',
                    'verbose_name_plural': 'marks',
                    'constraints': [models.UniqueConstraint(fields=('poll', 'entry'), name='secret_one_unit_one_vote'), models.CheckConstraint(condition=models.Q(models.Q(('channel', 'online'), ('entered_by', None)), models.Q(models.Q(('channel', 'online'), _negated=True), ('entered_by__isnull', False)), _connector='OR'), name='secret_paper_entered_by_staff')],
                },
            ),
            migrations.CreateModel(
                name='SecretBallot',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('community', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('poll', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='secret_ballots', to='polls.poll')),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='polls.question')),
                ],
                options={
                    'verbose_name': 'secret ballot',
                    'verbose_name_plural': 'secret ballots',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='SecretBallotChoice',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('community', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('ballot', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='polls.secretballot')),
                    ('choice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='polls.choice')),
                ],
                options={
                    'verbose_name': 'choice on a secret ballot',
                    'verbose_name_plural': 'choices on secret ballots',
                    'constraints': [models.UniqueConstraint(fields=('ballot', 'choice'), name='secret_choice_once_a_ballot')],
                },
            ),
        ),
    ]
