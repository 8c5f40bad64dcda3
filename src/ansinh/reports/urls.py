"""Addresses of this context."""

app_name = "reports"
urlpatterns: list = []
