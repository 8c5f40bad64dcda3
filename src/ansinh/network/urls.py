"""The network's addresses."""

from django.urls import path

from ansinh.network import views

app_name = "network"
urlpatterns = [
    path("", views.home, name="home"),
    path("communes/<str:code>/", views.commune, name="commune"),
    path("hamlets/<str:code>/", views.hamlet, name="hamlet"),
    path("organisations/", views.organisations, name="organisations"),
    path("collectors/<int:key>/", views.collector, name="collector"),
]
