"""The addresses of linkage: overview, quality, the queue of pairs, one pair, changes of person keys."""

from django.urls import path

from ansinh.matching import views

app_name = "matching"
urlpatterns = [
    path("", views.home, name="home"),
    path("quality/", views.quality, name="quality"),
    path("queue/", views.queue, name="queue"),
    path("next/", views.next_pair, name="next"),
    path("changes/", views.changes, name="changes"),
    path("pairs/<int:key>/", views.pair, name="pair"),
    path("pairs/<int:key>/decide/", views.decide, name="decide"),
    path("pairs/<int:key>/take-back/", views.take_back, name="take_back"),
]
