"""`whispeer graph rank`: how well the engine would have foreseen what came."""

import argparse
from math import isnan
from typing import Any, Final

import numpy as np

from whispeer.graph.command.words import Answer, command, table
from whispeer.graph.constants import FORESIGHT, INTRODUCTIONS
from whispeer.graph.files import DAY, EventFile, read_events, ties_of
from whispeer.graph.foresight.cut import Cut, cut_in_order, new_pairs
from whispeer.graph.foresight.ranking import Judged, Truth, judge, rank
from whispeer.graph.foresight.renewal import Renewed, last_cut, renewal

RIVAL: Final = "adamic_adar"
SEED: Final = 0


def add(commands: Any) -> None:
    """Add the command."""
    command(commands, _rank, "rank", "how well the past foresees the future")


def _rank(wish: argparse.Namespace) -> Answer:
    events = read_events(wish.file, plain=wish.plain)
    cut = cut_in_order(events, FORESIGHT.learnt)
    graph = ties_of(cut.past, at=cut.at, plain=wish.plain)
    rankings = rank(graph, np.random.default_rng(SEED))
    truth, judged = judge(rankings, new_pairs(cut))
    marks = {name: rankings.scores[name].fingerprint for name in judged}
    renewed = renewal(events, *last_cut(events))
    others = _other_cuts(events, renewed.days)
    data = {
        "cut": _moment(events, cut.at)
        | {"learnt": cut.past.times.size, "judged": cut.future.times.size},
        "new_ties": truth._asdict(),
        "caps": {
            "listed": INTRODUCTIONS.limit,
            "received": INTRODUCTIONS.per_person_14d,
            "shown": INTRODUCTIONS.exposure_cap,
        },
        "scores": {
            name: _score(one, judged[RIVAL], truth) | {"fingerprint": marks[name]}
            for name, one in judged.items()
        },
        "renewed": _renewed(events, renewed),
        "renewed_at_other_cuts": [_renewed(events, one) for one in others],
    }
    return Answer(data, [*_of_ties(events, cut, data), "", *_of_contact(data)])


def _other_cuts(events: EventFile, days: float) -> list[Renewed]:
    first, last = events.times.min(), events.times.max()
    moments = [first + share * (last - first) for share in FORESIGHT.other_cuts]
    return [renewal(events, float(at), days) for at in moments]


# For programs


def _moment(events: EventFile, at: float) -> dict[str, Any]:
    date = np.datetime64(int(at // 1), "s")
    return {
        "time": at,
        "date": f"{date}Z",
        "day": (at - float(events.times.min())) / DAY,
    }


def _score(one: Judged, rival: Judged, truth: Truth) -> dict[str, Any]:
    found: dict[str, Any] = {
        key: None if isinstance(value, float) and isnan(value) else value
        for key, value in one._asdict().items()
    }
    cost = rival.hits20 - one.hits20
    return found | {
        "hits20_cost": None if isnan(cost) else cost,
        "across_share": one.across / truth.across if truth.across else None,
        "across_gain": one.across / rival.across if rival.across else None,
    }


def _renewed(events: EventFile, one: Renewed) -> dict[str, Any]:
    scores = {name: None if isnan(auc) else auc for name, auc in one.auc.items()}
    return {
        "cut": _moment(events, one.at),
        "days": one.days,
        "pairs": one.pairs,
        "again": one.again,
        "auc": scores,
    }


# For people


def _of_ties(events: EventFile, cut: Cut, data: dict[str, Any]) -> list[str]:
    whole = (float(events.times.max()) - float(events.times.min())) / DAY
    moment, new, caps = data["cut"], data["new_ties"], data["caps"]
    heads = ["score", "fingerprint", "hits@20", "cost", "MRR", "AUC"]
    heads += ["suggested", "formed", "across", "share", "gain"]
    rows = [
        [name, one["fingerprint"]]
        + [_figure(one[key]) for key in ("hits20", "hits20_cost", "mrr", "auc")]
        + [str(one[key]) for key in ("suggested", "formed", "across")]
        + [_figure(one["across_share"]), _figure(one["across_gain"], 2)]
        for name, one in data["scores"].items()
    ]
    return [
        f"New ties. Cut on {moment['date']}, day {moment['day']:.1f} of {whole:.1f}: "
        f"{cut.past.times.size} events to learn, {cut.future.times.size} to judge.",
        f"Of {new['new']} ties that then formed, {new['near']} were to a friend of a "
        f"friend, {new['across']} of these across worlds; {new['judged']} members.",
        f"Suggested: of everybody's {caps['listed']} best, {caps['received']} to each "
        f"at most, nobody shown more than {caps['shown']} times.",
        "",
        *table(heads, rows),
        "",
        "cost: hits@20 given up against adamic_adar. formed: suggested ties that came;",
        "across: those across worlds; share: of all these that came; gain: against "
        "adamic_adar.",
    ]


def _of_contact(data: dict[str, Any]) -> list[str]:
    last = data["renewed"]
    rows = [
        [one["cut"]["date"], f"{one['cut']['day']:.1f}", f"{one['days']:.1f}"]
        + [str(one["pairs"]), str(one["again"])]
        + [_figure(one["auc"][name]) for name in last["auc"]]
        for one in (last, *data["renewed_at_other_cuts"])
    ]
    heads = ["cut", "day", "days", "ties", "again", *last["auc"]]
    return [
        "Renewed contact. AUC of M1 in telling which ties are heard of again within "
        f"{last['days']:.0f} days;",
        "first at the last cut that leaves these, then at others.",
        "",
        *table(heads, rows),
    ]


def _figure(value: float | None, digits: int = 3) -> str:
    return "-" if value is None else f"{round(value, digits) + 0.0:.{digits}f}"
