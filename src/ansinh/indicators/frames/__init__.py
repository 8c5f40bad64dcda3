"""The figures of a month as frames over the registers: people, movements, students, residents, reports.

Tables in, tables out, on any engine of `registers.engine`. The grain of every frame of counts is the
`place`: a hamlet, or the row of people of a commune in no known hamlet (`31471-00`), or of the province in
no known commune (`92-00`). So each person stands in exactly one place and sums are preserved upwards.
"""

from ansinh.indicators.frames.coverage import coverage, residents
from ansinh.indicators.frames.people import counts, movements, people
from ansinh.indicators.frames.places import distinct_units, known_places
from ansinh.indicators.frames.readings import people_unplaced, readings, readings_table
from ansinh.indicators.frames.reported import reported
from ansinh.indicators.frames.students import students, students_by_place

__all__ = [
    "counts", "coverage", "distinct_units", "known_places", "movements", "people", "people_unplaced", "readings",
    "readings_table", "reported", "residents",
    "students", "students_by_place",
]  # fmt: skip
