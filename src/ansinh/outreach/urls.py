"""Addresses of the work lists."""

from django.urls import path

from ansinh.outreach.views import copies, counts, people, visits

app_name = "outreach"
urlpatterns = [
    path("", counts.lists, name="lists"),
    path("mine/", people.mine, name="mine"),
    path("employers/", counts.employers, name="employers"),
    path("hit-rates/", counts.hits, name="hits"),
    path("communes/<str:code>/", counts.commune, name="commune"),
    path("hamlets/<str:code>/", people.hamlet, name="hamlet"),
    path("hamlets/<str:code>/copy/", copies.hamlet_copy, name="hamlet_copy"),
    path("hamlets/<str:code>/hand-over/", visits.hand_over_list, name="hand_over_list"),
    path("collectors/<int:key>/", people.collector, name="collector"),
    path("collectors/<int:key>/copy/", copies.collector_copy, name="collector_copy"),
    path("people/<str:person>/<str:reason>/", people.card, name="card"),
    path("people/<str:person>/<str:reason>/record/", visits.record, name="record"),
    path("people/<str:person>/<str:reason>/hand-over/", visits.hand_over_household, name="hand_over"),
    path("visits/<int:key>/take-back/", visits.take_back, name="take_back"),
    path("handovers/<int:key>/end/", visits.end_handover, name="end_handover"),
]
