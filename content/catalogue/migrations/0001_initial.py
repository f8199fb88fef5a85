import django.db.models.deletion
from django.db import migrations, models
from yishi.db.migrations import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0002_deputies'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Edition',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=120)),
                    ('version', models.CharField(max_length=40)),
                    ('issuer', models.CharField(max_length=120)),
                    ('approved_on', models.DateField()),
                    ('effective_on', models.DateField()),
                    ('state', models.CharField(choices=[('draft', 'draft'), ('in_force', 'in force'), ('superseded', 'superseded')], default='draft', max_length=12)),
                    ('imported_on', models.DateField()),
                    ('superseded_on', models.DateField(blank=True, null=True)),
                    ('digest', models.CharField(max_length=64)),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('imported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'verbose_name': 'edition of the catalogue',
                    'verbose_name_plural': 'editions of the catalogue',
                    'ordering': ['-effective_on', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='Heading',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=16)),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                ],
                options={
                    'verbose_name': 'code of the catalogue',
                    'verbose_name_plural': 'codes of the catalogue',
                    'ordering': ['code'],
                },
            ),
            migrations.CreateModel(
                name='Item',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('series', models.CharField(max_length=40)),
                    ('number', models.PositiveIntegerField()),
                    ('index_no', models.CharField(max_length=48, unique=True)),
                    ('source', models.CharField(choices=[('matter', 'matter'), ('page', 'page'), ('guide', 'service guide'), ('request', 'answer to a request')], max_length=8)),
                    ('key', models.CharField(max_length=80)),
                    ('title', models.CharField(max_length=200)),
                    ('summary', models.CharField(max_length=500)),
                    ('body', models.CharField(max_length=120)),
                    ('made_on', models.DateField()),
                    ('published_on', models.DateField()),
                    ('changed_on', models.DateField()),
                    ('format', models.CharField(choices=[('page', 'page'), ('pdf', 'PDF'), ('table', 'table'), ('picture', 'picture'), ('video', 'video')], default='page', max_length=8)),
                    ('validity', models.CharField(choices=[('valid', 'valid'), ('amended', 'amended'), ('repealed', 'repealed'), ('expired', 'expired')], default='valid', max_length=8)),
                    ('openness', models.JSONField(default=list)),
                    ('url', models.CharField(max_length=300)),
                    ('withdrawn_on', models.DateField(blank=True, null=True)),
                    ('withdrawn_because', models.CharField(blank=True, max_length=300)),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('heading', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='catalogue.heading')),
                    ('put_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'verbose_name': 'item of the catalogue',
                    'verbose_name_plural': 'items of the catalogue',
                    'ordering': ['-published_on', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='FaultReport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('page', models.CharField(max_length=200)),
                    ('about', models.CharField(max_length=200)),
                    ('words', models.TextField(max_length=1000)),
                    ('filed_on', models.DateField()),
                    ('state', models.CharField(choices=[('open', 'waiting for an answer'), ('right', 'answered: the report was right'), ('not_right', 'answered: nothing had to be changed')], default='open', max_length=10)),
                    ('answer', models.TextField(blank=True, max_length=1000)),
                    ('answered_on', models.DateField(blank=True, null=True)),
                    ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('reporter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('heading', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='faults', to='catalogue.heading')),
                    ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='faults', to='catalogue.item')),
                ],
                options={
                    'verbose_name': 'report of a fault',
                    'verbose_name_plural': 'reports of faults',
                    'ordering': ['-pk'],
                },
            ),
            migrations.CreateModel(
                name='OwedItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=200)),
                    ('made_on', models.DateField()),
                    ('noted_on', models.DateField()),
                    ('state', models.CharField(choices=[('open', 'to be published'), ('done', 'published'), ('dropped', 'not to be published')], default='open', max_length=8)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('settled_on', models.DateField(blank=True, null=True)),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('heading', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owed', to='catalogue.heading')),
                    ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='owed', to='catalogue.item')),
                    ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'verbose_name': 'information to be published',
                    'verbose_name_plural': 'information to be published',
                    'ordering': ['made_on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Topic',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=8)),
                    ('name', models.CharField(max_length=80)),
                    ('rank', models.PositiveSmallIntegerField()),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topics', to='catalogue.edition')),
                ],
                options={
                    'verbose_name': 'level-1 heading',
                    'verbose_name_plural': 'level-1 headings',
                    'ordering': ['edition', 'rank'],
                },
            ),
            migrations.CreateModel(
                name='Entry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('proactive', 'disclosed of its own accord'), ('on_request', 'disclosed on request'), ('negative', 'not disclosed')], max_length=12)),
                    ('seq', models.PositiveSmallIntegerField()),
                    ('level2', models.CharField(max_length=120)),
                    ('level3', models.CharField(blank=True, max_length=120)),
                    ('elements', models.JSONField(blank=True, default=list)),
                    ('basis', models.JSONField(blank=True, default=list)),
                    ('limit_words', models.CharField(blank=True, max_length=200)),
                    ('limit', models.CharField(blank=True, choices=[('WD', 'working days'), ('D', 'calendar days'), ('RT', 'at once'), ('FIX', 'a fixed day of every year')], max_length=3)),
                    ('value', models.CharField(blank=True, max_length=5)),
                    ('body', models.CharField(blank=True, max_length=120)),
                    ('must', models.JSONField(blank=True, default=list)),
                    ('may', models.JSONField(blank=True, default=list)),
                    ('audience', models.JSONField(blank=True, default=list)),
                    ('audience_note', models.CharField(blank=True, max_length=200)),
                    ('method', models.JSONField(blank=True, default=list)),
                    ('tiers', models.JSONField(blank=True, default=list)),
                    ('openness', models.JSONField(blank=True, default=list)),
                    ('handling', models.CharField(blank=True, max_length=300)),
                    ('privacy', models.CharField(blank=True, max_length=300)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('words', models.TextField(blank=True)),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='catalogue.edition')),
                    ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('heading', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='catalogue.heading')),
                    ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='catalogue.topic')),
                ],
                options={
                    'verbose_name': 'entry of the catalogue',
                    'verbose_name_plural': 'entries of the catalogue',
                    'ordering': ['edition', 'kind', 'seq'],
                },
            ),
            migrations.CreateModel(
                name='Wish',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField()),
                    ('count', models.PositiveIntegerField(default=0)),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('heading', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wishes', to='catalogue.heading')),
                ],
                options={
                    'verbose_name': 'wish to know',
                    'verbose_name_plural': 'wishes to know',
                    'ordering': ['-day', 'pk'],
                },
            ),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'in_force')), fields=('community',), name='edition_one_in_force'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(fields=('community', 'version'), name='edition_version_once'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'superseded'), ('superseded_on__isnull', False)), models.Q(models.Q(('state', 'superseded'), _negated=True), ('superseded_on', None)), _connector='OR'), name='edition_superseded_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='heading',
            constraint=models.UniqueConstraint(fields=('community', 'code'), name='catalogue_heading_once'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['heading', '-published_on'], name='item_by_heading'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['-published_on'], name='item_by_day'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(fields=['community', '-published_on'], name='item_by_community'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('source', 'key'), name='item_once_a_source'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('series', 'number'), name='item_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_because', ''), ('withdrawn_on', None)), models.Q(('withdrawn_on__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='item_withdrawn_has_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('published_on__gte', models.F('made_on'))), name='item_published_after_made'),
        ),
        migrations.AddIndex(
            model_name='faultreport',
            index=models.Index(fields=['state', '-id'], name='fault_by_state'),
        ),
        migrations.AddConstraint(
            model_name='faultreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_by', None), ('answered_on', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), models.Q(('answer', ''), _negated=True), ('answered_by__isnull', False), ('answered_on__isnull', False)), _connector='OR'), name='fault_answered_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='oweditem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('item', None), ('reason', ''), ('settled_on', None), ('state', 'open')), models.Q(('item__isnull', False), ('settled_on__isnull', False), ('state', 'done')), models.Q(('item', None), ('settled_on__isnull', False), ('state', 'dropped'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='owed_item_settled_by_something'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.UniqueConstraint(fields=('edition', 'code'), name='catalogue_topic_once'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('edition', 'heading'), name='catalogue_entry_code_once'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('edition', 'kind', 'seq'), name='catalogue_entry_seq_once'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'proactive'), _negated=True), models.Q(('topic__isnull', False), models.Q(('limit', ''), _negated=True)), _connector='OR'), name='catalogue_entry_whole'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('limit__in', ['WD', 'D', 'FIX']), _negated=True), models.Q(('value', ''), _negated=True), _connector='OR'), name='catalogue_entry_limit_has_its_value'),
        ),
        migrations.AddConstraint(
            model_name='wish',
            constraint=models.UniqueConstraint(fields=('heading', 'day'), name='wish_one_a_day'),
        ),
    ]
