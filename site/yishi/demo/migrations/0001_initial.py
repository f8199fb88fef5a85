from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='PlayedScene',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'played scene',
                'verbose_name_plural': 'played scenes',
            },
        ),
    ]
