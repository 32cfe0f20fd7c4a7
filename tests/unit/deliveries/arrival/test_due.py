"""When a file is due, over many looks: new, growing, corrected, put back, foreign, two at once. No daemon, no clock."""

import pandas as pd

from assets.deliveries.arrival.due import Place, Sight, due, look_again
from assets.deliveries.arrival.folder import Dropped, trial_key
from assets.deliveries.arrival.register import Arrival, register
from assets.reference.seeds import Reference
from schemas.deliveries import Delivery

HERNE = ("herne", "eckwerte_2022.csv")


class Folder:
    """A folder in memory: place → bytes and time of change; every look may take what is due in."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.files: dict[Place, tuple[bytes, int]] = {}
        self.sights: dict[Place, Sight] = {}
        self.register = pd.DataFrame(columns=list(Delivery.to_schema().columns))
        self.time = 0

    def drop(self, content: bytes, place: Place = HERNE) -> None:
        self.time += 1
        self.files[place] = (content, self.time)

    def look(self) -> list[Place]:
        now = {place: (len(content), changed) for place, (content, changed) in self.files.items()}
        self.sights = look_again(self.sights, now, lambda place: self.files[place][0].hex())
        return due(self.sights, self.register)

    def take_in(self) -> None:
        for place, (content, _) in self.files.items():
            arrival = Arrival(Dropped(*place, content, len(content)), content.hex())
            new = register(arrival, self.register, self.reference, len(self.register) + 1, "")
            if new:
                self.register = pd.concat([self.register, pd.DataFrame([new[0]])], ignore_index=True)

    def ticks(self, number: int) -> list[bool]:
        """Looks several times, taking in whatever is due at once; true where a run was asked for."""
        asked = []
        for _ in range(number):
            asked.append(bool(self.look()))
            if asked[-1]:
                self.take_in()
        return asked


def test_a_new_file_is_due_once_it_has_settled(reference: Reference):
    folder = Folder(reference)
    folder.drop(b"a")
    assert folder.ticks(6) == [False, True, False, False, False, False]


def test_a_growing_file_waits_until_it_rests(reference: Reference):
    folder = Folder(reference)
    asked = []
    for part in [b"a", b"ab", b"abc"]:
        folder.drop(part)
        asked += folder.ticks(1)
    assert asked + folder.ticks(3) == [False, False, False, True, False, False]


def test_a_correction_and_putting_it_back_are_each_due(reference: Reference):
    folder = Folder(reference)
    asked = []
    for content in [b"a", b"b", b"a"]:
        folder.drop(content)
        asked += folder.ticks(3)
    assert asked == [False, True, False] * 3
    assert len(folder.register) == 3


def test_the_same_bytes_written_again_are_no_work(reference: Reference):
    folder = Folder(reference)
    folder.drop(b"a")
    folder.ticks(2)
    folder.drop(b"a")
    assert folder.ticks(3) == [False, False, False]


def test_a_lost_memory_asks_for_nothing_twice(reference: Reference):
    folder = Folder(reference)
    folder.drop(b"a")
    folder.ticks(3)
    folder.sights = {}
    assert folder.ticks(3) == [False, False, False]


def test_a_run_that_did_not_happen_is_asked_for_again(reference: Reference):
    folder = Folder(reference)
    folder.drop(b"a")
    folder.look()
    assert folder.look() == [HERNE]
    assert folder.look() == [HERNE]
    folder.take_in()
    assert folder.look() == []


def test_two_files_at_once_are_due_together(reference: Reference):
    folder = Folder(reference)
    other = ("bochum", "Eckwerte_2022.CSV")
    folder.drop(b"a")
    folder.drop(b"b", other)
    folder.look()
    assert folder.look() == [other, HERNE]
    folder.take_in()
    assert folder.look() == []


def test_a_foreign_file_is_due_once_and_then_known(reference: Reference):
    folder = Folder(reference)
    folder.drop(b"a", ("leipzig", "eckwerte_2022.csv"))
    folder.drop(b"b", ("herne", "zahlen.csv"))
    assert folder.ticks(5) == [False, True, False, False, False]


def test_a_file_that_is_gone_is_forgotten(reference: Reference):
    folder = Folder(reference)
    folder.drop(b"a")
    folder.look()
    del folder.files[HERNE]
    assert folder.look() == []
    assert folder.sights == {}


def test_a_trial_is_due_until_it_is_answered(reference: Reference):
    folder = Folder(reference)
    place = ("herne", "test/personal_2022.csv")
    folder.drop(b"a", place)
    assert folder.ticks(1) == [False]
    assert folder.look() == [place]
    key = trial_key("personal_2022.csv", b"a".hex())
    assert due(folder.sights, folder.register, [key]) == []
