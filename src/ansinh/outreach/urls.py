"""Addresses of this context."""

app_name = "outreach"
urlpatterns: list = []
