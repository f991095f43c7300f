"""What an act keeps of how it was asked for: from which seat, and by which form, once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kit", "0004_act_account")]

    operations = [
        migrations.AddField("act", "seat", models.CharField(blank=True, max_length=200)),
        migrations.AddField("act", "once", models.CharField(max_length=64, null=True, unique=True)),
    ]
