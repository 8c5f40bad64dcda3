"""The addresses of official forms."""

from django.urls import path

from ansinh.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.batches, name="forms"),
    path("new/", views.ask, name="ask"),
    path("<int:pk>/", views.form, name="form"),
    path("<int:pk>/form.xlsx", views.workbook, name="workbook"),
    path("<int:pk>/again/", views.fill_again, name="fill_again"),
    path("<int:pk>/send/", views.send, name="send"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
    path("<int:pk>/drop/", views.drop, name="drop"),
]
