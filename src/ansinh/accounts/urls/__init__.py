"""The addresses of accounts and of the audit trail; those of signing in stand in `sign_in`."""

from django.urls import path

from ansinh.accounts import views

app_name = "accounts"
urlpatterns = [
    path("users/", views.users, name="users"),
    path("users/new/", views.new_user, name="new_user"),
    path("users/<int:key>/", views.user, name="user"),
    path("users/<int:key>/give/", views.give, name="give"),
    path("users/<int:key>/deactivate/", views.deactivate, name="deactivate"),
    path("grants/<int:key>/end/", views.end, name="end"),
    path("audit/", views.audit, name="audit"),
]
