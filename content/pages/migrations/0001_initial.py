import content.pages.entries
import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models
from yishi.db.migrations import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('people', '0002_deputies'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='OpenPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('summary', models.CharField(blank=True, max_length=300, verbose_name='summary')),
                    ('body', wagtail.fields.StreamField([('heading', 0), ('text', 1), ('picture', 5), ('table', 8), ('papers', 10), ('steps', 12), ('notice', 15), ('matter', 16), ('meeting', 17)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 80, 'template': 'pages/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'icon': 'pilcrow', 'label': 'Text', 'template': 'pages/blocks/text.html'}), 2: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'One sentence for whoever cannot see it. Not the name of the file.', 'label': 'What is to be seen', 'max_length': 200}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Words under it', 'max_length': 200, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('image', 2), ('alt', 3), ('caption', 4)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'What the table shows', 'max_length': 120}), 7: ('wagtail.blocks.TextBlock', (), {'help_text': 'One row a line, cells parted by | or pasted from a sheet. The first line is the head.', 'label': 'Lines'}), 8: ('wagtail.blocks.StructBlock', [[('caption', 6), ('text', 7)]], {}), 9: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Paper'}), 10: ('wagtail.blocks.ListBlock', (9,), {'icon': 'doc-full', 'label': 'Papers', 'max_num': 20, 'template': 'pages/blocks/papers.html'}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Step', 'max_length': 300}), 12: ('wagtail.blocks.ListBlock', (11,), {'icon': 'list-ol', 'label': 'Steps', 'max_num': 40, 'template': 'pages/blocks/steps.html'}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('note', 'note'), ('due', 'a date to keep'), ('warn', 'a warning')], 'label': 'Sort'}), 14: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 600}), 15: ('wagtail.blocks.StructBlock', [[('tone', 13), ('text', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'help_text': 'The code of a matter, as in LX-2026-08. Its card always shows where it stands.', 'icon': 'clipboard-list', 'label': 'Matter', 'max_length': 20, 'template': 'pages/blocks/matter.html'}), 17: ('wagtail.blocks.IntegerBlock', (), {'help_text': "The number in the address of the meeting’s record.", 'icon': 'group', 'label': 'Meeting', 'max_value': 4611686018427387904, 'min_value': 1, 'template': 'pages/blocks/meeting.html'})}, verbose_name='body')),
                    ('entry', models.CharField(blank=True, help_text='The number of one entry of the second level, as in 14.', max_length=8, validators=[content.pages.entries.entry_is_one], verbose_name='entry of the catalogue')),
                    ('made_on', models.DateField(blank=True, null=True, verbose_name='made on')),
                    ('source', models.CharField(blank=True, help_text='Who made the information public.', max_length=80, verbose_name='source')),
                    ('ten', models.CharField(blank=True, choices=[('leaders', 'a body that leads'), ('plan', 'a plan of execution'), ('rules', 'rules of work'), ('catalogue', 'a guiding catalogue'), ('exchange', 'an open exchange with the public')], max_length=12, verbose_name='which of the ten it proves')),
                    ('released_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place', verbose_name='place')),
                ],
                options={
                    'verbose_name': 'page',
                    'verbose_name_plural': 'pages',
                },
                bases=('wagtailcore.page',),
            ),
            migrations.CreateModel(
                name='ArticlePage',
                fields=[
                    ('openpage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='pages.openpage')),
                    ('kind', models.CharField(choices=[('notice', 'notice'), ('article', 'article'), ('news', 'what is being done')], default='article', max_length=8, verbose_name='sort')),
                ],
                options={
                    'verbose_name': 'article or notice',
                    'verbose_name_plural': 'articles and notices',
                },
                bases=('pages.openpage',),
            ),
            migrations.CreateModel(
                name='DisclosurePage',
                fields=[
                    ('openpage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='pages.openpage')),
                    ('number', models.CharField(blank=True, max_length=60, verbose_name='number of the paper')),
                    ('in_force', models.BooleanField(default=True, verbose_name='in force')),
                ],
                options={
                    'verbose_name': 'item of disclosure',
                    'verbose_name_plural': 'items of disclosure',
                },
                bases=('pages.openpage',),
            ),
            migrations.CreateModel(
                name='GuidePage',
                fields=[
                    ('openpage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='pages.openpage')),
                    ('sorts', models.TextField(blank=True, max_length=2000, verbose_name='how the information is sorted and arranged')),
                    ('ways', models.TextField(blank=True, max_length=2000, verbose_name='how to get it')),
                    ('office', models.CharField(blank=True, max_length=80, verbose_name='office')),
                    ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                    ('hours', models.CharField(blank=True, max_length=120, verbose_name='hours')),
                    ('tel', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                    ('fax', models.CharField(blank=True, max_length=40, verbose_name='fax')),
                    ('contact', models.CharField(blank=True, max_length=120, verbose_name='on the internet')),
                ],
                options={
                    'verbose_name': 'guide to open information',
                    'verbose_name_plural': 'guides to open information',
                },
                bases=('pages.openpage',),
            ),
            migrations.CreateModel(
                name='HomePage',
                fields=[
                    ('openpage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='pages.openpage')),
                ],
                options={
                    'verbose_name': 'home of the pages',
                },
                bases=('pages.openpage',),
            ),
            migrations.CreateModel(
                name='PowersPage',
                fields=[
                    ('openpage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='pages.openpage')),
                    ('rows', wagtail.fields.StreamField([('row', 5)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Code', 'max_length': 20}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Matter', 'max_length': 200}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Who leads', 'max_length': 80}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Who helps', 'max_length': 200, 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Ground', 'max_length': 300}), 5: ('wagtail.blocks.StructBlock', [[('code', 0), ('matter', 1), ('lead', 2), ('others', 3), ('basis', 4)]], {})}, verbose_name='lines')),
                    ('approver', models.CharField(blank=True, max_length=80, verbose_name='approved by')),
                    ('approved_on', models.DateField(blank=True, null=True, verbose_name='approved on')),
                    ('approval_number', models.CharField(blank=True, max_length=60, verbose_name='number of the approval')),
                ],
                options={
                    'verbose_name': 'list of powers',
                    'verbose_name_plural': 'lists of powers',
                },
                bases=('pages.openpage',),
            ),
            migrations.CreateModel(
                name='ReadingPointsPage',
                fields=[
                    ('openpage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='pages.openpage')),
                    ('points', wagtail.fields.StreamField([('point', 5)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 80}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Address', 'max_length': 200}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Hours', 'max_length': 120}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Telephone', 'max_length': 40, 'required': False}), 4: ('wagtail.blocks.BooleanBlock', (), {'label': 'without steps', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('name', 0), ('address', 1), ('hours', 2), ('tel', 3), ('step_free', 4)]], {})}, verbose_name='reading points')),
                ],
                options={
                    'verbose_name': 'reading points',
                    'verbose_name_plural': 'lists of reading points',
                },
                bases=('pages.openpage',),
            ),
            migrations.CreateModel(
                name='ReportPage',
                fields=[
                    ('openpage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='pages.openpage')),
                    ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year')),
                ],
                options={
                    'verbose_name': 'annual report',
                    'verbose_name_plural': 'annual reports',
                },
                bases=('pages.openpage',),
            ),
            migrations.CreateModel(
                name='SectionPage',
                fields=[
                    ('openpage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='pages.openpage')),
                ],
                options={
                    'verbose_name': 'section',
                    'verbose_name_plural': 'sections',
                },
                bases=('pages.openpage',),
            ),
            migrations.CreateModel(
                name='ReviewTask',
                fields=[
                    ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                    ('groups', models.ManyToManyField(help_text='Pages/snippets at this step in a workflow will be moderated or approved by these groups of users', to='auth.group', verbose_name='groups')),
                ],
                options={
                    'verbose_name': 'release review',
                    'verbose_name_plural': 'release reviews',
                },
                bases=('wagtailcore.task',),
            ),
            migrations.CreateModel(
                name='CommunityPage',
                fields=[
                    ('openpage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='pages.openpage')),
                    ('kind', models.CharField(choices=[('decisions', '(1) decisions of the meetings, and how they are carried out'), ('money', '(2) government money and donations, and how they are used'), ('facilities', '(3) public facilities'), ('projects', '(4) service projects'), ('consulted', '(5) matters consulted on, and how they are carried out'), ('help', '(6) help given to the government'), ('other', "(7) other matters of the residents’ concern")], default='decisions', max_length=12, verbose_name='kind (art. 34)')),
                    ('affairs', models.CharField(choices=[('party', 'party affairs'), ('community', 'community affairs'), ('finance', 'financial affairs')], default='community', max_length=10, verbose_name='affairs')),
                    ('posted_from', models.DateField(blank=True, null=True, verbose_name='posted from')),
                    ('posted_until', models.DateField(blank=True, null=True, verbose_name='posted until')),
                    ('board', models.CharField(blank=True, max_length=120, verbose_name='notice board')),
                    ('photo_alt', models.CharField(blank=True, max_length=200, verbose_name='what the photo shows')),
                    ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailimages.image', verbose_name='photo of the board')),
                ],
                options={
                    'verbose_name': 'community affairs',
                    'verbose_name_plural': 'community affairs made known',
                },
                bases=('pages.openpage',),
            ),
            migrations.CreateModel(
                name='PageViews',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField()),
                    ('n', models.PositiveIntegerField(default=0)),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='views', to=settings.WAGTAIL_PAGE_MODEL)),
                ],
                options={
                    'verbose_name': 'views of a page',
                    'verbose_name_plural': 'views of pages',
                    'ordering': ['page', 'day'],
                    'constraints': [models.UniqueConstraint(fields=('page', 'day'), name='views_once_a_page_and_day')],
                },
            ),
            migrations.CreateModel(
                name='ReleaseReview',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(max_length=64)),
                    ('on', models.DateField()),
                    ('attribute', models.CharField(choices=[('proactive', "published of one's own accord"), ('on_request', 'only on request'), ('closed', 'not published')], max_length=10)),
                    ('reason', models.CharField(blank=True, choices=[('state_secret', 'a state secret (art. 14)'), ('law_forbids', 'a law forbids it (art. 14)'), ('security', 'it would endanger security or stability (art. 14)'), ('third_party', 'trade secrets or privacy of a third party (art. 15)'), ('internal', 'internal affairs of the office (art. 16)'), ('process', 'drafts and talks of a process (art. 16)'), ('case_file', 'files of an enforcement case (art. 16)')], max_length=12)),
                    ('basis', models.CharField(blank=True, max_length=200)),
                    ('words', models.CharField(blank=True, max_length=500)),
                    ('secrets_checked', models.BooleanField()),
                    ('next_review', models.DateField(blank=True, null=True)),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('maker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to=settings.WAGTAIL_PAGE_MODEL)),
                    ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('revision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='wagtailcore.revision')),
                ],
                options={
                    'verbose_name': 'release review',
                    'verbose_name_plural': 'release reviews',
                    'ordering': ['-on', '-pk'],
                    'indexes': [models.Index(fields=['next_review'], name='pages_relea_next_re_612e2a_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('maker', models.F('reviewer')), _negated=True), name='review_by_another_person'), models.CheckConstraint(condition=models.Q(models.Q(('attribute', 'proactive'), ('next_review', None), ('reason', ''), ('secrets_checked', True)), models.Q(models.Q(('attribute', 'proactive'), _negated=True), models.Q(('reason', ''), _negated=True), models.Q(('basis', ''), _negated=True)), _connector='OR'), name='review_withheld_has_reason')],
                },
            ),
        ),
    ]
