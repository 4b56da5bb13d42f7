"""Asking to join: the same answer to everybody, member or not."""

from allauth.decorators import rate_limit
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from whispeer.ground.access import Rule, access
from whispeer.ground.http import VisitorRequest
from whispeer.members import actions
from whispeer.members.forms import Join


@access(Rule.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="join")  # type: ignore[untyped-decorator]
def join(request: VisitorRequest) -> HttpResponse:
    form = Join(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        actions.ask_to_join(
            said["email"],
            given_name=said["given_name"],
            heard_from=said["heard_from"],
            offer=said["offer"],
            language=get_language() or "fr",
            now=request.now,
        )
        return redirect(f"{request.path}?asked")
    if "asked" in request.GET and request.method != "POST":
        return render(request, "members/asked.html")
    return render(request, "members/join.html", {"form": form})
