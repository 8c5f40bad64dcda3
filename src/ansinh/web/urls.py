"""Which address belongs to which room?"""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("ansinh.indicators.urls")),
    path("deliveries/", include("ansinh.intake.urls")),
    path("accounts/", include("ansinh.accounts.urls.sign_in")),
    path("accounts/", include("ansinh.accounts.urls")),
    path("lists/", include("ansinh.outreach.urls")),
    path("matching/", include("ansinh.matching.urls")),
    path("forms/", include("ansinh.reports.urls")),
    path("network/", include("ansinh.network.urls")),
    path("calculators/", include("ansinh.portal.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
]
