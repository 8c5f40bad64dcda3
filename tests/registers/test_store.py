"""Snapshots are immutable, complete or absent, and their history is kept."""

import datetime as dt
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ansinh.base.errors import InvalidValue
from ansinh.base.months import Month
from ansinh.registers import store as stores

OCTOBER = Month(2026, 10)
RECEIVED = dt.datetime(2026, 11, 4, 8, 30, tzinfo=dt.UTC)


def test_a_snapshot_says_where_it_comes_from(store, deliver):
    kept = deliver(["H1", "H2"])
    (read,) = store.snapshots("households", OCTOBER)
    assert read == kept
    assert (read.rows, read.sender, read.received_by, read.received_at) == (2, "31471", "officer", RECEIVED)
    assert (read.schema_version, read.supersedes) == (1, "")
    assert read.path.name == f"{read.sha256}.parquet"


def test_a_corrected_delivery_supersedes_and_history_is_kept(store, deliver):
    first, second = deliver(["H1"]), deliver(["H1", "H2"])
    assert second.supersedes == first.sha256
    assert store.snapshots("households", OCTOBER) == (second,)
    assert store.snapshots("households", OCTOBER, current=False) == (first, second)
    assert first.path.exists()


def test_a_return_to_the_former_file_supersedes_again(store, deliver):
    first, second, third = deliver(["H1"]), deliver(["H1", "H2"]), deliver(["H1"])
    assert third.supersedes == second.sha256
    assert store.snapshots("households", OCTOBER) == (third,)
    assert third.path == first.path


def test_the_same_bytes_from_the_same_sender_are_kept_once(store, deliver):
    assert deliver(["H1"]) == deliver(["H1"])
    assert len(store.snapshots("households", OCTOBER, current=False)) == 1


def test_what_replaces_nothing_stands_beside_the_senders_others(store, deliver):
    first, second = deliver(["H1"]), deliver(["H2"], replaces="")
    third = deliver(["H1", "H3"], replaces=first.sha256)
    assert (second.supersedes, third.supersedes) == ("", first.sha256)
    assert store.snapshots("households", OCTOBER) == (second, third)
    assert deliver(["H2"], replaces="") == second
    back = deliver(["H1"], replaces=third.sha256)
    assert store.snapshots("households", OCTOBER) == (second, back)


def test_each_sender_has_a_current_snapshot(store, deliver):
    deliver(["H1"]), deliver(["H2"], sender="31153")
    assert [one.sender for one in store.snapshots("households", OCTOBER)] == ["31471", "31153"]
    assert len(store.paths("households", OCTOBER)) == 2


def test_a_month_is_found_by_the_last_delivery_before_it(store, deliver):
    deliver(["H1"], month=Month(2026, 7))
    assert store.months("households") == (Month(2026, 7),)
    assert store.latest("households", OCTOBER) == Month(2026, 7)
    assert store.latest("households", Month(2026, 6)) is None


def test_a_shortened_file_is_refused_at_once(store, deliver):
    kept = deliver(["H1"])
    kept.path.chmod(0o600)
    kept.path.write_bytes(kept.path.read_bytes()[:-1])
    with pytest.raises(InvalidValue, match="không còn đúng"):
        store.paths("households", OCTOBER)


def test_a_changed_byte_is_refused_when_verified(store, deliver):
    kept = deliver(["H1"])
    kept.path.chmod(0o600)
    with kept.path.open("r+b") as file:
        file.seek(20)
        byte = file.read(1)
        file.seek(20)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(InvalidValue, match="không còn đúng"):
        store.paths("households", OCTOBER, verify=True)


def test_a_lost_file_is_refused(store, deliver):
    deliver(["H1"]).path.unlink()
    with pytest.raises(InvalidValue, match="không còn đúng"):
        store.paths("households", OCTOBER)


def test_a_file_of_another_form_is_refused_and_leaves_nothing(store, tmp_path):
    path = tmp_path / "other.parquet"
    pq.write_table(pa.table({"x": [1]}), path)
    for bad in (path, Path(__file__)):
        with pytest.raises(InvalidValue):
            store.add("households", OCTOBER, bad, sender="1", received_by="2", received_at=RECEIVED)
    assert [one for one in store.root.rglob("*") if one.is_file()] == []


def test_the_time_of_receipt_needs_a_time_zone(store, tmp_path):
    with pytest.raises(InvalidValue, match="múi giờ"):
        store.add(
            "households",
            OCTOBER,
            tmp_path / "x",
            sender="1",
            received_by="2",
            received_at=RECEIVED.replace(tzinfo=None),
        )


CRASH = """
    import datetime as dt, os, signal, sys
    from pathlib import Path
    from ansinh.base.months import Month
    from ansinh.registers import store as stores

    def die(*anything):
        os.kill(os.getpid(), signal.SIGKILL)

    if sys.argv[3] != "never":
        setattr(stores, sys.argv[3], die)
    stores.Store(Path(sys.argv[1])).add("households", Month(2026, 10), Path(sys.argv[2]),
        sender="31471", received_by="officer", received_at=dt.datetime(2026, 11, 4, tzinfo=dt.UTC))
"""


@pytest.mark.parametrize("moment", ["_checked_rows", "_put", "_flush_folder", "_current", "_entered"])
def test_a_crash_in_the_middle_leaves_nothing_half_added(store, deliver, tmp_path, moment):
    before = deliver(["H1"], sender="31153")
    path = tmp_path / "crash.parquet"
    path.write_bytes(before.path.read_bytes())
    command = [sys.executable, "-c", textwrap.dedent(CRASH), store.root, path]
    died = subprocess.run([*command, moment], check=False, timeout=60)
    assert died.returncode == -signal.SIGKILL
    assert store.snapshots("households", OCTOBER, current=False) == (before,)
    assert len(store.paths("households", OCTOBER, verify=True)) == 1
    subprocess.run([*command, "never"], check=True, timeout=60)
    assert [one.sender for one in store.snapshots("households", OCTOBER)] == ["31153", "31471"]


WRITE = """
    import datetime as dt, sys
    from pathlib import Path
    from ansinh.base.months import Month
    from ansinh.registers.store import Store

    for path in sys.argv[3:]:
        Store(Path(sys.argv[1])).add("households", Month(2026, 10), Path(path), sender=sys.argv[2],
            received_by="officer", received_at=dt.datetime(2026, 11, 4, tzinfo=dt.UTC))
"""


def test_two_writers_at_once_lose_nothing(store, deliver, tmp_path):
    kept = deliver(["H0"], sender="first")
    files = []
    for number in range(10):
        files.append(tmp_path / f"{number}.parquet")
        table = pq.read_table(kept.path)
        names = pa.array([f"H{number}"], pa.string())
        pq.write_table(table.set_column(0, "household", names), files[-1])
    command = [sys.executable, "-c", textwrap.dedent(WRITE), store.root]
    writers = [subprocess.Popen([*command, sender, *files]) for sender in ("both", "both", "third")]
    assert [writer.wait(120) for writer in writers] == [0, 0, 0]
    history = store.snapshots("households", OCTOBER, current=False)
    assert [one.number for one in history] == list(range(1, len(history) + 1))
    assert len([one for one in history if one.sender == "third"]) == 10
    assert {one.sender for one in store.snapshots("households", OCTOBER)} == {"first", "both", "third"}
    last = {}
    for one in history:
        assert one.supersedes == last.get(one.sender, "")
        last[one.sender] = one.sha256
    assert not list(store.root.rglob(".*"))
    assert stores.Store(store.root).paths("households", OCTOBER, verify=True)
