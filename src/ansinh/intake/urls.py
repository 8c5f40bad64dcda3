"""The addresses of deliveries."""

from django.urls import path

from ansinh.intake import views
from ansinh.intake.views import previews

app_name = "intake"
urlpatterns = [
    path("", views.deliveries, name="deliveries"),
    path("new/", views.upload, name="upload"),
    path("forms/<slug:register>.xlsx", views.form, name="form"),
    path("<int:pk>/", views.delivery, name="delivery"),
    path("<int:pk>/findings.xlsx", views.findings, name="findings"),
    path("<int:pk>/preview/", previews.preview, name="preview"),
    path("<int:pk>/accept/", previews.accept, name="accept"),
    path("mappings/", previews.mappings, name="mappings"),
    path("mappings/<int:pk>/end/", previews.end_mapping, name="end_mapping"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
