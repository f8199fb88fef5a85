from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Lease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, unique=True)),
                ('holder', models.CharField(max_length=80)),
                ('until', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'lease',
                'verbose_name_plural': 'leases',
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('key', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'claim',
                'verbose_name_plural': 'claims',
                'constraints': [models.UniqueConstraint(fields=('name', 'key'), name='claim_once')],
            },
        ),
        migrations.CreateModel(
            name='TaskRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('started', models.DateTimeField()),
                ('ended', models.DateTimeField()),
                ('done', models.PositiveIntegerField(default=0)),
                ('error', models.TextField(blank=True)),
                ('times', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'task run',
                'verbose_name_plural': 'task runs',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['name', '-id'], name='tasks_taskr_name_992c08_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended__gte', models.F('started'))), name='run_ends_after_it_starts')],
            },
        ),
    ]
