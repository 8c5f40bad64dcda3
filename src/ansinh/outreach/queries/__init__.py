"""Who stands on which list, what came of the visits, and which employers differ – for this reader."""

from ansinh.outreach.queries.counts import commune_lists, left_out, province_lists
from ansinh.outreach.queries.enrolments import Enrolment, enrolments, run_of_lists
from ansinh.outreach.queries.following import persons_written_about
from ansinh.outreach.queries.gaps import employer_gaps
from ansinh.outreach.queries.hits import OTHERS, hit_rates
from ansinh.outreach.queries.people import (
    MOST_ON_PAPER,
    card,
    collector_list,
    ended_handovers,
    givers,
    hamlet_list,
    handover,
    handovers,
    own_collector,
    place_name,
    takers,
    visit,
)
from ansinh.outreach.queries.reach import (
    may_export,
    may_work,
    publication,
    publications,
    require_export,
    require_work,
)

__all__ = [
    "MOST_ON_PAPER", "OTHERS", "Enrolment", "card", "collector_list", "commune_lists", "employer_gaps", "ended_handovers", "enrolments",
    "givers", "hamlet_list", "handover", "handovers", "hit_rates", "left_out", "may_export", "may_work",
    "own_collector", "persons_written_about", "place_name", "province_lists", "publication", "publications", "require_export",
    "require_work", "run_of_lists", "takers", "visit",
]  # fmt: skip
