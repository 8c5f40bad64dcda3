"""A killed check, two senders at once: nothing is half-loaded and nothing is taken twice."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from tests.intake import files

from ansinh.base.errors import InvalidValue
from ansinh.base.months import Month
from ansinh.intake import queries, services
from ansinh.intake.models import Delivery
from ansinh.intake.services import files as kept
from ansinh.intake.terms import State

OCTOBER = Month(2026, 10)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]

WORKER = """
import sys, time, django
from pathlib import Path
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.HOME = Path(sys.argv[2])
django.setup()
from ansinh.intake import services
from ansinh.intake.frames import examination
from ansinh.registers.store import Store
def wait(*given, **more):
    print("in the middle", flush=True)
    time.sleep(60)
if sys.argv[4] == "reading":
    examination.examine = wait
else:
    add = Store.add
    Store.add = lambda *given, **more: (add(*given, **more), wait())
services.check(int(sys.argv[3]))
"""


def receive(path, by=None, sender="BHXH-92"):
    return services.receive(path, register="households", month=OCTOBER, sender=sender, by=by)


def same_database():
    """The environment in which another process finds the tests' database."""
    cluster = connection.settings_dict.get("CLUSTER")
    here = {"ANSINH_HOME": cluster} if cluster else {}
    return {**os.environ, **here, "DJANGO_SETTINGS_MODULE": "ansinh.web.settings"}


@pytest.fixture
def killed(home):
    """Start a check in another process and kill it in the middle."""

    def killed(delivery, where):
        database = connection.settings_dict["NAME"]
        worker = subprocess.Popen(
            [sys.executable, "-c", WORKER, database, str(home), str(delivery.pk), where],
            stdout=subprocess.PIPE,
            text=True,
            env=same_database(),
        )
        with worker:
            assert worker.stdout.readline() == "in the middle\n"
            worker.send_signal(signal.SIGKILL)

    return killed


@pytest.mark.parametrize("where", ["reading", "storing"])
def test_a_check_that_was_killed_leaves_the_delivery_ready_for_the_next(tmp_path, killed, where):
    delivery = receive(files.xlsx(tmp_path / "a.xlsx"))
    killed(delivery, where)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.findings.count()) == (State.CHECKING, 0)
    assert queries.waiting() == [delivery.pk]
    checked = services.check(delivery.pk)
    assert (checked.state, checked.attempts, checked.rows) == (State.ACCEPTED, 2, 3)
    (snapshot,) = kept.store().snapshots("households", OCTOBER, current=False)
    assert snapshot.sha256 == checked.snapshot


def test_sending_the_file_again_takes_up_a_check_that_was_cut_off(tmp_path, killed):
    path = files.xlsx(tmp_path / "a.xlsx")
    delivery = receive(path)
    killed(delivery, "reading")
    with pytest.raises(services.AlreadyReceived) as known:
        receive(path)
    assert known.value.delivery == delivery
    assert services.check(delivery.pk).state == State.ACCEPTED


def at_once(*deeds):
    """Do these in threads of their own, each with its own connection; what each returned or raised."""

    def done(deed):
        try:
            return deed()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [*pool.map(done, deeds)]


def test_two_people_sending_the_same_file_at_once_make_one_delivery(tmp_path):
    path = files.xlsx(tmp_path / "a.xlsx")
    done = at_once(*[lambda: receive(path)] * 4)
    assert sum(isinstance(one, Delivery) for one in done) == 1
    assert sum(isinstance(one, services.AlreadyReceived) for one in done) == 3


def test_two_workers_do_not_check_one_delivery_at_once(tmp_path):
    delivery = receive(files.xlsx(tmp_path / "a.xlsx"))
    done = at_once(*[lambda: services.check(delivery.pk)] * 3)
    delivery.refresh_from_db()
    assert delivery.state == State.ACCEPTED
    assert all(isinstance(one, Delivery | InvalidValue) for one in done)
    assert len(kept.store().snapshots("households", OCTOBER, current=False)) == 1


def test_two_different_files_of_one_sender_at_once_follow_one_another(tmp_path):
    paths = [files.xlsx(tmp_path / f"{count}.xlsx", files.ROWS[:count]) for count in (2, 3)]
    ids = [receive(path).pk for path in paths]
    at_once(*[lambda pk=pk: services.check(pk) for pk in ids])
    states = sorted(Delivery.objects.values_list("state", flat=True))
    (current,) = kept.store().snapshots("households", OCTOBER)
    assert states.count(State.ACCEPTED) == 1
    assert current.sha256 == Delivery.objects.get(state=State.ACCEPTED).snapshot


def test_a_delivery_confirmed_and_withdrawn_at_once_is_never_loaded(tmp_path):
    delivery = receive(files.xlsx(tmp_path / "a.xlsx"))
    Delivery.objects.filter(pk=delivery.pk).update(state=State.HELD)
    at_once(
        lambda: services.confirm(delivery, by=None, reason="đúng thực tế"),
        lambda: services.withdraw(Delivery.objects.get(pk=delivery.pk), by=None),
    )
    assert services.check(delivery.pk).state == State.WITHDRAWN
    assert kept.store().snapshots("households", OCTOBER, current=False) == ()
