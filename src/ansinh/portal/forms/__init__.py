"""What does each calculator ask, and how is a wrong entry explained?"""

from ansinh.portal.forms.employer import EmployerForm
from ansinh.portal.forms.fields import Question
from ansinh.portal.forms.household import HouseholdForm
from ansinh.portal.forms.oneoff import OneoffForm
from ansinh.portal.forms.unemployment import UnemploymentForm
from ansinh.portal.forms.voluntary import VoluntaryForm

__all__ = ["EmployerForm", "HouseholdForm", "OneoffForm", "Question", "UnemploymentForm", "VoluntaryForm"]
