"""Every address of the whispers; a stranger to one finds nothing there."""

from django.urls import path

from whispeer.whispers.views import (
    answering,
    beyond,
    choosing,
    deals,
    handing,
    landing,
    own,
    reports,
    room,
    writing,
)

app_name = "whispers"

one = "<uuid:public_id>/"
entrusted = f"entrusted/{one}"
link = f"beyond/{one}<str:signature>/"

urlpatterns = [
    path("", room.whispers, name="whispers"),
    path("deals/", deals.deals, name="deals"),
    path("deals/new/", deals.new_deal, name="new_deal"),
    path("deals/turnover/", deals.turnover, name="turnover"),
    path(f"deals/{one}", deals.deal, name="deal"),
    path(f"deals/{one}remove/", deals.remove_deal, name="remove_deal"),
    path("new/", writing.new, name="new"),
    path("new/preview/", writing.preview, name="preview"),
    path("new/send/", writing.send, name="send"),
    path("new/forget/", writing.forget, name="forget"),
    path(entrusted, answering.entrusted, name="entrusted"),
    path(f"{entrusted}help/", answering.help_with, name="help"),
    path(f"{entrusted}carry/", answering.carry, name="carry"),
    path(f"{entrusted}let-rest/", answering.let_rest, name="let_rest"),
    path(f"{entrusted}too-much/", answering.say_too_much, name="too_much"),
    path(f"{entrusted}beyond/", handing.carry_beyond, name="carry_beyond"),
    path(
        f"{entrusted}felt-like-selling/",
        reports.felt_like_selling,
        name="felt_like_selling",
    ),
    path(f"{entrusted}report/", reports.report, name="report"),
    path(f"chosen/{one}rather-not/", choosing.unchoose, name="unchoose"),
    path(f"handed/{one}", handing.handed, name="handed"),
    path(f"handed/{one}take-back/", handing.take_link_back, name="take_link_back"),
    path(link, beyond.beyond, name="beyond"),
    path(f"{link}help/", beyond.help_from_outside, name="beyond_help"),
    path(f"{link}out-of-sight/", beyond.out_of_sight, name="beyond_hide"),
    path(one, own.whisper, name="whisper"),
    path(f"{one}choose/", choosing.choose, name="choose"),
    path(f"{one}hand-over/", handing.hand_over, name="hand_over"),
    path(f"{one}yes/<uuid:relay>/", landing.accept, name="accept"),
    path(f"{one}not-this-one/<uuid:relay>/", landing.not_this_one, name="not_this_one"),
    path(f"{one}recall/", own.recall, name="recall"),
    path(f"{one}outcome/", landing.say_outcome, name="say_outcome"),
    path(f"{one}thank/", landing.thank, name="thank"),
]
