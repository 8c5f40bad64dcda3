"""Do the pictures say what the numbers say?"""

import xml.etree.ElementTree as ElementTree
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.base.months import Month, span
from ansinh.web.charts import bars, funnels, lines, maps, svg

MONTHS = list(span(Month(2024, 11), Month(2026, 10)))
SVG = "{http://www.w3.org/2000/svg}"


def drawn(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def rectangle(text: str, class_: str) -> ElementTree.Element:
    return next(one for one in drawn(text).iter("rect") if one.get("class").startswith(class_))


def test_a_bullet_is_as_long_as_its_share_of_the_target():
    picture = bars.bullet(Decimal(1215), Decimal(1509), label="Long Mỹ")
    filled, goal = rectangle(picture, "fill"), next(drawn(picture).iter("line"))
    assert float(filled.get("width")) / float(goal.get("x1")) == pytest.approx(1215 / 1509, abs=0.001)
    assert next(drawn(picture).iter("title")).text == "Long Mỹ"


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_bullet_never_leaves_its_track(value, target):
    picture = bars.bullet(value, target)
    assert (
        0 <= float(rectangle(picture, "fill").get("width")) <= float(rectangle(picture, "track").get("width"))
    )


def test_a_loss_is_drawn_to_the_left_of_zero():
    gain, loss = bars.change_bar(10, 20), bars.change_bar(-10, 20)
    assert float(rectangle(gain, "gained").get("x")) == 50
    assert float(rectangle(loss, "lost").get("x")) == 25


def test_coordinates_are_never_written_with_the_readers_separators():
    assert svg.element("rect", width=1234.5) == '<rect width="1234.5"/>'
    assert svg.element("rect", width=Decimal("1234.50")) == '<rect width="1234.5"/>'


def test_words_cannot_break_out_of_a_picture():
    picture = bars.bar(1, 2, label='<script>"&')
    assert "<script>" not in picture
    assert next(drawn(picture).iter("title")).text == '<script>"&'


def test_a_missing_month_lifts_the_pen():
    series = [(month, None if place == 5 else place) for place, month in enumerate(MONTHS)]
    path = next(drawn(lines.spark(series)).iter("path")).get("d")
    assert path.count("M") == 2


def test_a_line_needs_two_points():
    assert lines.spark([(MONTHS[0], 1)]) == ""
    assert lines.trend([(MONTHS[0], 1)]) == ""


def test_the_words_at_the_ends_of_lines_do_not_cover_each_other():
    now = [(month, 100 + place) for place, month in enumerate(MONTHS)]
    then = [(month, 99 + place) for place, month in enumerate(MONTHS)]
    picture = lines.trend(now, then, target=Decimal(124), words=("123", "năm trước", "chỉ tiêu 124"))
    ends = [text for text in drawn(picture).iter("text") if text.text in ("123", "năm trước", "chỉ tiêu 124")]
    heights = sorted(float(text.get("y")) for text in ends)
    assert len(ends) == 3
    assert all(below - above >= 14.9 for above, below in pairwise(heights))


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**6))
def test_levels_hold_all_values_between_them(low, more):
    levels = lines.ticks(low, low + more)
    assert levels[0] <= low
    assert levels[-1] >= low + more
    assert 2 <= len(levels) <= 7


def test_the_low_group_is_a_triangle_and_leads_to_its_commune():
    marks = [
        maps.Mark(9.7, 105.5, 100, "behind", "Long Mỹ", "52 %", "/units/31471/"),
        maps.Mark(10.1, 105.6, 400, "none", "Ô Môn", "90 %", "/units/31153/"),
    ]
    picture = drawn(maps.centroid_map(marks, label="Bản đồ"))
    links = {link.get("href"): [child.tag for child in link] for link in picture.iter("a")}
    assert links == {"/units/31471/": ["polygon"], "/units/31153/": ["circle"]}
    assert picture.get("role") == "group"


def test_north_is_up_and_east_is_right():
    marks = [maps.Mark(9, 105, 1, "none", "a", ""), maps.Mark(10, 106, 1, "none", "b", "")]
    south, north = drawn(maps.centroid_map(marks, label="x")).iter("circle")
    assert float(north.get("cy")) < float(south.get("cy"))
    assert float(north.get("cx")) > float(south.get("cx"))


def test_a_small_commune_is_not_called_low_for_chance_alone():
    small = funnels.Unit(Decimal("0.70"), 20, "nhỏ")
    large = funnels.Unit(Decimal("0.70"), 20_000, "lớn")
    assert not funnels.outside(small, 0.8)
    assert funnels.outside(large, 0.8)


@given(st.floats(0.05, 0.95), st.integers(1, 10**6))
def test_limits_narrow_with_size_and_hold_the_mean(mean, people):
    low, high = funnels.limits(mean, people, 1.96)
    wider_low, wider_high = funnels.limits(mean, people, funnels.WIDE)
    assert 0 <= wider_low <= low <= mean <= high <= wider_high <= 1
