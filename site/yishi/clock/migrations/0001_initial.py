from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('real', models.DateTimeField()),
                ('story', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'clock shift',
                'verbose_name_plural': 'clock shifts',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='shift_is_one_row')],
            },
        ),
    ]
