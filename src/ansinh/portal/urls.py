"""The public's addresses: no sign-in, nothing kept."""

from django.urls import path

from ansinh.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.calculators, name="calculators"),
    path("household-hi/", views.household, name="household"),
    path("voluntary-si/", views.voluntary, name="voluntary"),
    path("one-off/", views.oneoff, name="oneoff"),
    path("employer/", views.employer, name="employer"),
    path("ui-benefit/", views.unemployment, name="unemployment"),
]
