"""Addresses of this context."""

app_name = "matching"
urlpatterns: list = []
