"""Which address shows which figures?"""

from django.urls import path

from ansinh.indicators.views import explaining, figures, finding, pictures, runs, targets

app_name = "indicators"
urlpatterns = [
    path("", finding.home, name="home"),
    path("search/", finding.search, name="search"),
    path("units/<str:unit>/", pictures.unit, name="unit"),
    path("units/<str:unit>/ranking.xlsx", pictures.ranking_workbook, name="ranking_workbook"),
    path("indicators/", explaining.catalogue, name="catalogue"),
    path("indicators/<slug:code>/", explaining.indicator, name="indicator"),
    path("figures/<str:unit>/<slug:code>/<str:month>/", explaining.computation, name="computation"),
    path("targets/", targets.listed, name="targets"),
    path("targets.xlsx", targets.workbook, name="targets_workbook"),
    path("targets/new/", targets.new, name="target_new"),
    path("targets/import/", targets.imported, name="targets_import"),
    path("targets/<int:target>/first/", targets.shown_first, name="target_first"),
    path("targets/<int:target>/end/", targets.ended, name="target_end"),
    path("runs/", runs.listed, name="runs"),
    path("check-figures/", figures.check_figures, name="check_figures"),
    path("published/", figures.published, name="published"),
    path("published.xlsx", figures.published_workbook, name="published_workbook"),
]
