"""The demonstration city is built through the services, once, however often it is begun."""

import pytest

from ansinh.accounts.models import Entry, User
from ansinh.base.errors import AnSinhError
from ansinh.base.months import Month
from ansinh.demo import city, marks
from ansinh.indicators.models import Reading, Run, Target
from ansinh.intake.models import Delivery


class PulledPlug(Exception):
    """Somebody switched the machine off."""


def silent(what, done, total) -> None:
    """Nobody watches."""


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (Delivery, Run, Reading, Target, User)}


@pytest.mark.django_db(transaction=True)
def test_a_build_that_was_cut_off_goes_on_and_counts_nothing_twice(settings):
    settings.DEMONSTRATION = True
    small = marks.claim(settings.HOME, 2_000)

    def cut_off(what, done, total) -> None:
        if what == city.RUNNING and done == 1:
            raise PulledPlug

    with pytest.raises(PulledPlug):
        city.build(small, progress=cut_off, since=Month(2026, 9))
    assert not marks.claim(settings.HOME, 2_000).complete
    assert Run.objects.values_list("month", flat=True).get() == "2026-09"

    city.build(small, progress=silent, since=Month(2026, 9))
    assert marks.claim(settings.HOME, 2_000).complete
    assert sorted(set(Run.objects.values_list("month", flat=True))) == ["2026-09", "2026-10"]
    assert set(Delivery.objects.values_list("state", flat=True)) == {"accepted"}

    before = counts()
    city.build(small, progress=silent, since=Month(2026, 9))
    assert counts() == before
    assert Entry.objects.count() > before["Delivery"]


def test_a_data_folder_with_real_deliveries_is_refused(tmp_path):
    (tmp_path / "registers").mkdir()
    with pytest.raises(AnSinhError, match="ANSINH_HOME"):
        marks.claim(tmp_path, 2_000)
    assert not marks.mark(tmp_path).exists()
