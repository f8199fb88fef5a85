import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from yishi.db.migrations import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Place',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('district', 'district'), ('subdistrict', 'sub-district'), ('community', 'community'), ('grid', 'grid'), ('estate', 'estate'), ('building', 'building'), ('stairwell', 'stairwell')], max_length=12)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('name', models.CharField(max_length=80)),
                    ('short', models.CharField(blank=True, max_length=2)),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='people.place')),
                    ('path', models.CharField(max_length=200, unique=True)),
                    ('profile', models.TextField(blank=True)),
                    ('address', models.CharField(blank=True, max_length=200)),
                    ('tel', models.CharField(blank=True, max_length=40)),
                ],
                options={
                    'verbose_name': 'place',
                    'verbose_name_plural': 'places',
                    'ordering': ['path'],
                },
            ),
            migrations.CreateModel(
                name='Body',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='people.place')),
                    ('kind', models.CharField(choices=[('street_office', 'sub-district office'), ('committee', "residents’ committee"), ('council', 'deliberation council'), ('supervisory', 'supervisory committee'), ('department', 'department'), ('property', 'property company'), ('owners', "owners’ committee"), ('centre', 'centre'), ('desk', 'desk'), ('other', 'other body')], max_length=16)),
                    ('name', models.CharField(max_length=80)),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='people.body')),
                    ('tel', models.CharField(blank=True, max_length=40)),
                    ('functions', models.TextField(blank=True)),
                ],
                options={
                    'verbose_name': 'body',
                    'verbose_name_plural': 'bodies',
                    'ordering': ['community', 'kind', 'name'],
                    'constraints': [models.UniqueConstraint(fields=('community', 'name'), name='body_named_once_a_community')],
                },
            ),
            migrations.CreateModel(
                name='Household',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='households', to='people.place')),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('room', models.CharField(max_length=20)),
                ],
                options={
                    'verbose_name': 'household',
                    'verbose_name_plural': 'households',
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('place', 'room'), name='household_one_a_door')],
                },
            ),
            migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='persons', to='people.place')),
                    ('name', models.CharField(max_length=60)),
                    ('honorific', models.CharField(blank=True, choices=[('', 'none'), ('先生', 'Mr'), ('女士', 'Ms'), ('大爷', 'elder (m)'), ('奶奶', 'elder (f)'), ('阿姨', 'auntie')], max_length=6)),
                    ('public_name', models.CharField(choices=[('masked', 'masked, as in 张*'), ('surname', 'surname and title, as in 张女士'), ('anonymous', 'anonymous; the office knows the name')], default='masked', max_length=10)),
                    ('born', models.DateField(blank=True, null=True)),
                    ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='members', to='people.household')),
                    ('registered', models.BooleanField(default=True)),
                    ('synthetic', models.BooleanField(default=False)),
                    ('key', models.CharField(blank=True, max_length=40, null=True, unique=True)),
                ],
                options={
                    'verbose_name': 'person',
                    'verbose_name_plural': 'persons',
                    'ordering': ['pk'],
                    'indexes': [models.Index(fields=['community', 'born'], name='people_pers_communi_c11f61_idx')],
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                    ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                    ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='user', to='people.person')),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'verbose_name': 'account',
                    'verbose_name_plural': 'accounts',
                    'abstract': False,
                },
                managers=[
                    ('objects', django.contrib.auth.models.UserManager()),
                ],
            ),
            migrations.CreateModel(
                name='Seat',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='people.person')),
                    ('role', models.CharField(choices=[('resident', 'resident'), ('owner', 'owner'), ('resident_rep', "residents’ representative"), ('building_head', 'building head'), ('grid_worker', 'grid worker'), ('council_member', 'council member'), ('facilitator', 'facilitator'), ('recorder', 'recorder'), ('community_committee', "residents’ committee member"), ('community_secretary', 'community secretary'), ('supervisory_member', 'supervisory committee member'), ('property_manager', 'property manager'), ('owners_committee', "owners’ committee member"), ('stakeholder', 'stakeholder'), ('street_director', 'sub-district director'), ('street_party_secretary', 'sub-district party secretary'), ('disclosure_officer', 'disclosure officer'), ('dispatcher', 'dispatcher'), ('content_moderator', 'content moderator'), ('service_window_lead', 'service window lead'), ('discipline_inspector', 'discipline inspector'), ('department_liaison', 'department liaison'), ('invitee', 'invitee'), ('expert', 'expert'), ('media', 'journalist'), ('observer', 'observer'), ('system_admin', 'system administrator'), ('audit_admin', 'audit administrator'), ('security_admin', 'security administrator')], max_length=24)),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='people.place')),
                    ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='people.body')),
                    ('kind', models.CharField(choices=[('elected', 'elected'), ('ex_officio', 'ex officio'), ('part_time', 'part-time'), ('invited', 'invited'), ('appointed', 'appointed')], default='appointed', max_length=12)),
                    ('title', models.CharField(blank=True, max_length=60)),
                    ('since', models.DateField()),
                    ('until', models.DateField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'seat',
                    'verbose_name_plural': 'seats',
                    'ordering': ['place', 'role', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='seat_ends_after_it_begins'), models.UniqueConstraint(fields=('person', 'role', 'place', 'since'), name='seat_given_once')],
                },
            ),
            migrations.CreateModel(
                name='Owner',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owners', to='people.place')),
                    ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('key', models.CharField(blank=True, max_length=40, null=True, unique=True)),
                ],
                options={
                    'verbose_name': 'owner',
                    'verbose_name_plural': 'owners',
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='Ownership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ownerships', to='people.owner')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ownerships', to='people.person')),
                ],
                options={
                    'verbose_name': 'ownership',
                    'verbose_name_plural': 'ownerships',
                    'constraints': [models.UniqueConstraint(fields=('owner', 'person'), name='ownership_once')],
                },
            ),
            migrations.CreateModel(
                name='OwnedUnit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place')),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='people.place')),
                    ('room', models.CharField(max_length=20)),
                    ('area', models.DecimalField(decimal_places=2, max_digits=9)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='people.owner')),
                ],
                options={
                    'verbose_name': 'owned unit',
                    'verbose_name_plural': 'owned units',
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('place', 'room'), name='unit_one_a_door'), models.CheckConstraint(condition=models.Q(('area__gt', 0)), name='unit_has_area')],
                },
            ),
        ),
        migrations.AddField(
            model_name='Owner',
            name='persons',
            field=models.ManyToManyField(related_name='owner_heads', through='people.Ownership', to='people.person'),
        ),
    ]
