"""The screens of linkage: how many pairs wait, the queue, one pair side by side, changes, quality."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ansinh import territory
from ansinh.base.names import sort_key
from ansinh.matching import forms, queries, services
from ansinh.matching.models import Pair
from ansinh.matching.terms import GIVEN, Question, Verdict

_ON_A_PAGE = 40


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """How many pairs wait and were decided, by commune, and how good the links are."""
    overview = queries.overview(request.viewer)
    context = {
        "overview": overview,
        "lines": [(_place(line.commune), line, _may(request, line.commune)) for line in overview.lines],
        "quality": queries.quality(request.viewer),
        "may_review": queries.may_review(request.viewer),
    }
    return render(request, "matching/home.html", context)


@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """How good the links are, overall and by group."""
    return render(request, "matching/quality.html", {"quality": queries.quality(request.viewer)})


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """The pairs that wait for this clerk, or those that were decided."""
    asked = forms.QueueForm(request.GET).asked()
    verdict = asked.get("verdict") or Verdict.OPEN
    commune = asked.get("commune", "")
    found = queries.queue(request.viewer, commune=commune, verdict=verdict)
    context = _page(request, found, commune) | {"verdict": verdict, "verdicts": [Verdict.OPEN, *GIVEN]}
    return render(request, "matching/queue.html", context)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """The person keys that this month joined or separated; each can be taken back."""
    asked = forms.QueueForm(request.GET).asked()
    question = asked.get("question") or Question.MERGED
    commune = asked.get("commune", "")
    found = queries.queue(request.viewer, commune=commune, question=question)
    context = _page(request, found, commune) | {
        "question": question,
        "questions": [Question.MERGED, Question.SPLIT],
    }
    return render(request, "matching/changes.html", context)


@require_safe
def next_pair(request: HttpRequest) -> HttpResponse:
    """On to the next pair that waits; `after` was put off."""
    asked = forms.QueueForm(request.GET).asked()
    after = request.GET.get("after", "")
    former = queries.pair(request.viewer, int(after)) if after.isdecimal() and len(after) < 19 else None
    return _to_next(request, asked.get("commune", ""), former)


@require_safe
def pair(request: HttpRequest, key: int) -> HttpResponse:
    """Two rows side by side, with what each likeness weighs; each look is written down."""
    found = queries.pair(request.viewer, key)
    services.note_look(found, by=request.user, now=timezone.now())
    asked = forms.QueueForm(request.GET).asked()
    context = {
        "shown": queries.shown(found, timezone.localdate()),
        "pair": found,
        "place": _place(found.commune),
        "commune": asked.get("commune", ""),
        "last": request.GET.get("last", "") if request.GET.get("last", "").isdecimal() else "",
        "form": forms.SeenForm(initial={"seen": found.decisions}),
        "verdicts": [each for each in GIVEN if found.standing.may_become(each)],
        "may_be_taken_back": found.standing is not Verdict.OPEN,
    }
    return render(request, "matching/pair.html", context)


@require_POST
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Record a verdict, then on to the next pair, or back to the list that it came from."""
    found = queries.pair(request.viewer, key)
    form = forms.DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the three answers; a note has at most 300 characters."))
        return redirect("matching:pair", key=key)
    given = {name: form.cleaned_data[name] for name in ("verdict", "seen", "note")}
    try:
        made = services.decide(found.pk, **given, now=timezone.now(), by=request.user)
    except services.AlreadyDecided as known:
        messages.warning(request, str(known))
        return redirect("matching:pair", key=key)
    messages.success(request, _("Recorded: %(verdict)s.") % {"verdict": made.said.label})
    asked = forms.QueueForm(request.POST).asked()
    if found.asks is not Question.DOUBTFUL:
        return _to(reverse("matching:changes"), question=found.question, commune=asked.get("commune", ""))
    return _to_next(request, asked.get("commune", ""), found, decided=True)


@require_POST
def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """Take a decision back; the pair is open again."""
    found = queries.pair(request.viewer, key)
    form = forms.SeenForm(request.POST)
    if form.is_valid():
        try:
            services.take_back(found.pk, **form.cleaned_data, now=timezone.now(), by=request.user)
        except services.AlreadyDecided as known:
            messages.warning(request, str(known))
        else:
            messages.success(request, _("The decision is taken back; the pair waits for review again."))
    return redirect("matching:pair", key=key)


def _to_next(
    request: HttpRequest, commune: str, after: Pair | None, *, decided: bool = False
) -> HttpResponseRedirect:
    following = queries.next_pair(request.viewer, now=timezone.now(), commune=commune, after=after)
    if following is None:
        messages.info(request, _("No further pair waits for review here."))
        return _to(reverse("matching:queue"), commune=commune)
    return _to(
        reverse("matching:pair", args=[following.pk]), commune=commune, last=after.pk if decided else ""
    )


def _to(address: str, **parameters: object) -> HttpResponseRedirect:
    told = urlencode({name: value for name, value in parameters.items() if value})
    return HttpResponseRedirect(f"{address}?{told}" if told else address)


def _page(request: HttpRequest, found, commune: str) -> dict[str, object]:
    """One page of a list of pairs; that it was looked at is written down."""
    page = Paginator(queries.listed(found), _ON_A_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    rows = [(queries.shown(one, today), _place(one.commune)) for one in page.object_list]
    own = queries.communes_to_review(request.viewer)
    several = own is None or len(own) > 1
    if rows:
        area = commune if len(commune) == 5 else (settings.PROVINCE if several else own[0])
        services.note_list(by=request.user, area=area, persons=2 * len(rows))
    overview = queries.overview(request.viewer)
    return {
        "page": page,
        "rows": rows,
        "commune": commune,
        "place": _place(commune) if len(commune) == 5 else None,
        "several": several,
        "communes": _choices(overview) if several else (),
        "overview": overview,
    }


def _choices(overview: queries.Overview) -> list[tuple[str, str]]:
    """The communes that have pairs, by name; last those whose commune is not known."""
    named = [(line.commune, _place(line.commune).name) for line in overview.lines if line.commune]
    nowhere = [("-", _("Commune not known"))] if any(not line.commune for line in overview.lines) else []
    return sorted(named, key=lambda choice: sort_key(choice[1])) + nowhere


def _place(commune: str) -> territory.Unit | None:
    return territory.unit(commune, timezone.localdate()) if commune else None


def _may(request: HttpRequest, commune: str) -> bool:
    return queries.may_review(request.viewer, commune or settings.PROVINCE)
