"""Every address of the introductions; a stranger to one finds nothing there."""

from django.urls import path

from whispeer.introductions.views import (
    answering,
    asking,
    listing,
    offering,
    recommending,
    reports,
)

app_name = "introductions"

one = "<uuid:public_id>/"
words = f"recommendations/{one}"

urlpatterns = [
    path("", listing.introductions, name="introductions"),
    path(f"ask/{one}", asking.ask, name="ask"),
    path("ask-tie/<uuid:through>/", asking.ask_tie, name="ask_tie"),
    path(
        "ask-tie/<uuid:through>/about/<uuid:about>/",
        asking.ask_about,
        name="ask_about",
    ),
    path("offer/", offering.offer, name="offer"),
    path("offer/<uuid:one>/", offering.offer_one, name="offer_one"),
    path("offer/<uuid:one>/<uuid:other>/", offering.offer_pair, name="offer_pair"),
    path("recommendations/", recommending.recommendations, name="recommendations"),
    path("recommendations/new/", recommending.recommend, name="recommend"),
    path(
        "recommendations/new/<uuid:to>/",
        recommending.recommend_one,
        name="recommend_one",
    ),
    path(words, recommending.recommendation, name="recommendation"),
    path(f"{words}accept/", recommending.accept_words, name="accept_words"),
    path(f"{words}let-be/", recommending.let_be, name="let_be"),
    path(f"{words}take-back/", recommending.take_back_words, name="take_back_words"),
    path(f"{words}report/", recommending.report_words, name="report_words"),
    path(one, answering.introduction, name="introduction"),
    path(f"{one}carry/", answering.carry, name="carry"),
    path(f"{one}let-rest/", answering.let_rest, name="let_rest"),
    path(f"{one}yes/", answering.say_yes, name="say_yes"),
    path(f"{one}decline/", answering.decline, name="decline"),
    path(f"{one}withdraw/", answering.withdraw, name="withdraw"),
    path(f"{one}talked/", answering.talked, name="talked"),
    path(
        f"{one}felt-like-selling/", reports.felt_like_selling, name="felt_like_selling"
    ),
    path(f"{one}report/", reports.report, name="report"),
]
