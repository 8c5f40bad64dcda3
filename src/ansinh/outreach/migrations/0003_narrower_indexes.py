from django.db import migrations, models

# The month's lists are loaded and indexed while the run waits. Persons come first in the key: a key that
# begins with the same number in every row is sorted by whole texts, which takes twice as long.
PERSONS_FIRST = """
    ALTER TABLE outreach_candidate DROP CONSTRAINT outreach_candidate_pkey,
        ADD PRIMARY KEY (person, reason, publication_id);
"""
PUBLICATION_FIRST = """
    ALTER TABLE outreach_candidate DROP CONSTRAINT outreach_candidate_pkey,
        ADD PRIMARY KEY (publication_id, person, reason);
"""


class Migration(migrations.Migration):
    dependencies = [("outreach", "0002_why_handovers_end")]

    operations = [
        migrations.RemoveIndex("candidate", "candidate_of_a_door"),
        migrations.RemoveIndex("candidate", "candidate_of_a_hamlet"),
        migrations.RemoveIndex("candidate", "candidate_of_a_collector"),
        migrations.AddIndex("candidate", models.Index(fields=["hamlet"], name="candidate_of_a_hamlet")),
        migrations.AddIndex("candidate", models.Index(fields=["collector"], name="candidate_of_a_collector")),
        migrations.RunSQL(PERSONS_FIRST, PUBLICATION_FIRST),
    ]
