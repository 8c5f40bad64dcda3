"""How do the pages learn what a person is called now whose key went out of use?"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping

from django.db import connection, transaction

from ansinh.accounts import services as accounts
from ansinh.base.months import Month
from ansinh.matching.models import FormerKey, Round
from ansinh.matching.rules.renaming import called_now
from ansinh.matching.terms import KeyEnd

_BATCH = 10_000


@transaction.atomic
def publish_former_keys(
    month: Month,
    merged: Mapping[str, str],
    replaced: Mapping[str, str],
    *,
    alive: Collection[str] = (),
    by=None,
) -> int:
    """Make the keys that a run knows as former ones those of the pages. Call it in the publishing transaction.

    In: merged: every key that became another one, in this month or before; replaced: keys that only the run
    before this one knew, and whose rows have another key now; alive: keys that the run gives to somebody.
    Returns how many former keys there are. Nothing happens when a later month is there already.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(b"ansinh matching publish")])
    if Round.objects.filter(current=True, month__gt=str(month)).exists():
        return FormerKey.objects.count()
    rerun = dict(FormerKey.objects.filter(ended=KeyEnd.RERUN).values_list("before", "after")) | dict(replaced)
    rerun = {before: after for before, after in rerun.items() if before not in alive and before not in merged}
    stays = rerun | dict(merged)
    rows = [
        FormerKey(
            before=before, after=after, person=called_now(stays, before),
            ended=KeyEnd.RERUN if before in rerun else KeyEnd.MERGED,
        )
        for before, after in sorted(stays.items())
        if called_now(stays, before) != before
    ]  # fmt: skip
    FormerKey.objects.all().delete()
    FormerKey.objects.bulk_create(rows, batch_size=_BATCH)
    details = {"month": str(month), "merged": len(rows) - len(rerun), "rerun": len(rerun)}
    accounts.record("keys.published", by=by, details=details)
    return len(rows)
