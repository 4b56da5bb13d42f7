"""Every number the engine believes in, with where it comes from.

The letters M1 to M3 name chapters of the research behind Whispeer: M1 is the
strength of a tie from what is lived in it, M2 is introductions across worlds, M3
is trust that leads from one to another, and the whisper that follows it, M4 is
coffees, M7 generosity, M8 what is looked at and what is not, M9 a year in simulation.
"measured" means measured by us on public data, "chosen" means a choice of
design; the others name their study. Days are days of 86,400 seconds.

>>> TIES.half_life_young, INTRODUCTIONS.floor, PATHS.max_ties
(90.0, 0.15, 4)
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Presence:
    """What an event of a tie weighs, in presence units (M1).

    One unit is one day on which both people wrote to one another.
    """

    conversation: float = 1.0  # the unit: both wrote within 72 h, once a day
    unanswered: float = 0.2  # chosen: the sender's side only; not a tie yet
    call: float = 2.0  # chosen: a richer channel, from 15 minutes on
    meeting: float = 3.0  # Hall 2018: hours together make friends
    session: float = 1.5  # chosen: shared by a circle, not by two
    help: float = 3.0  # Granovetter's "services", confirmed by the helped
    introduction: float = 2.0  # chosen: it became a conversation
    thanks: float = 0.5  # chosen: written ones
    answer_hours: float = 72.0  # chosen: within this, a message is answered
    unanswered_days: float = 7.0  # chosen: after this, it is not
    call_minutes: float = 15.0  # chosen: below this, a call is not counted


@dataclass(frozen=True, slots=True)
class Ties:
    """How strength grows and fades (M1)."""

    half_life_young: float = 90.0  # days; near Burt 2002's 110 d for bridges
    half_life_old: float = 365.0  # days; Burt 2002: old ties decay slower
    growth_days: float = 180.0  # days lived that double the young half-life
    daily_cap: float = 4.0  # chosen: units a pair and day; bursts are not love
    s_ref: float = 36.6  # steady sum of a weekly conversation at h = 180 d
    layers: tuple[float, ...] = (30.0, 8.0, 1.0, 0.3)  # Dunbar's 5, 15, 50, 150
    cooling: float = 3.0  # times its own gap; measured: 0.60 talk again in 30 d
    asleep: float = 8.0  # times its own gap; Navarro et al. 2017
    asleep_days: float = 365.0  # chosen: asleep whatever its rhythm
    min_gap: float = 7.0  # days; chosen: floor of a tie's own gap
    min_gap_in_files: float = 1.0  # days; the same, on mail and chat files
    gaps: int = 8  # chosen: the last gaps whose median is the rhythm
    min_active_days: int = 4  # chosen: before them a tie has no rhythm
    new_days: float = 60.0  # days; chosen: how long a tie is new
    warmth_strength: float = 0.65  # measured: never the worst mix on two files
    warmth_days: float = 365.0  # days; recency reaches zero after them
    pin: float = 0.6  # chosen: floor of a tie said to be always close
    bridge_care: tuple[int, ...] = (7, 30, 90)  # days; before Burt's half-life


@dataclass(frozen=True, slots=True)
class Care:
    """What one could do for one's ties, and how little of it is enough (M7).

    Of a deed: its benefit, the chance that it comes to something, and its minutes.
    """

    answer: tuple[float, float, float] = (1.0, 0.6, 15.0)  # chosen: I lived it
    introduce: tuple[float, float, float] = (0.9, 0.4, 5.0)  # chosen: M2's best pair
    thank: tuple[float, float, float] = (0.5, 0.9, 2.0)  # Grant & Gino 2010
    ask: tuple[float, float, float] = (0.6, 0.6, 2.0)  # chosen: how did it go?
    wake: tuple[float, float, float] = (0.7, 0.4, 3.0)  # Levin et al. 2011
    bridge: tuple[float, float, float] = (0.8, 0.5, 3.0)  # Burt 2002: they fade first
    encourage: tuple[float, float, float] = (0.4, 0.6, 2.0)  # chosen: a tie that cools
    least: float = 0.3  # chosen: worth of a tie as such; its strength comes on top
    asleep: float = 0.5  # Levin et al. 2011: worth of a sleeping one, an asset
    due: float = 3.0  # M1: times its own gap, from which a tie cools
    most_due: float = 1.5  # chosen: a long silence is no debt that grows
    effort: float = 10.0  # minutes; chosen: they halve what a deed is worth
    again: float = 0.5  # chosen: each time the same person was shown
    again_days: float = 14.0  # chosen: within them
    thanks_days: float = 30.0  # chosen: how long a thank-you may be due
    softmax: float = 0.15  # chosen: temperature of the day's draw
    per_day: int = 1  # chosen: more is a chore
    empty_day: float = 0.2  # chosen: no duty, and no slot machine
    most: int = 5  # chosen: deeds within the days below; Grant: limits keep givers
    most_minutes: float = 120.0  # chosen: declared ones, likewise
    bounded_days: float = 7.0  # chosen


@dataclass(frozen=True, slots=True)
class Worlds:
    """How worlds are found, and how far two members are (M2)."""

    method: str = "leiden"  # Traag et al. 2019
    fallback: str = "louvain"  # measured: the same agreement at 1.5
    resolutions: tuple[float, ...] = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0)  # chosen
    median_size_max: float = 50.0  # Dunbar's 50: the smallest resolution below
    net: float = 0.35  # chosen: share of the distance, world differs
    overlap: float = 0.20  # chosen: share of the distance, few common ties
    sector: float = 0.25  # chosen: share of the distance, trade differs
    place: float = 0.20  # chosen: share of the distance, place differs
    net_alone: float = 0.60  # chosen: the same without trade and place
    overlap_alone: float = 0.40  # chosen: the same without trade and place


@dataclass(frozen=True, slots=True)
class Introductions:
    """Who deserves to be met (M2)."""

    floor: float = 0.15  # chosen: of the best sqrt(s_ab s_bc), inclusive
    distance_weight: float = 0.8  # chosen: the rest, 0.2, stays for the near
    hub_damping: float = 0.25  # measured: exponent of k_c against rich get richer
    need_boost: float = 1.5  # chosen: a need meets an experience
    shown_decay: float = 0.5  # chosen: each time it was shown before
    through: int = 3  # chosen: connectors named for a suggestion
    per_person_14d: int = 3  # chosen: live suggestions a member receives
    exposure_cap: int = 6  # measured: live suggestions that show one person
    introducer_7d: int = 2  # chosen: asks an introducer receives
    limit: int = 20  # chosen: suggestions listed when nothing else is asked


@dataclass(frozen=True, slots=True)
class Paths:
    """How trust leads from one member to another (M3)."""

    max_ties: int = 4  # Ugander 2011: mean distance 4.7; measured: 97 % within 4
    hop_decay: float = 0.7  # measured: signal left by one more tie


@dataclass(frozen=True, slots=True)
class Rounds:
    """Who has coffee with whom (M4), and how pairs are found (performance 6)."""

    every_days: int = 14  # chosen: of the first coffee of a round to the next
    no_repeat_weeks: int = 26  # chosen: two who met do not meet here again so soon
    candidates: int = 12  # measured: for each; the best are nearly always among them
    explore: int = 8  # chosen: others a caller may add for each, at random
    messages: int = 20  # measured: rounds of them; 40 gain nothing
    bonus: float = 0.5  # measured: of a pair in messages, its weight being 1 at most
    damping: float = 0.5  # measured: share of what was said before
    steps: int = 64  # measured: of a search; 100 gain a two-thousandth, 30 lose four
    closeness: float = 0.03  # measured: of the mean weight; less is not pursued
    passes: int = 2  # measured: of exchanges over all members; the third gains nothing
    worthwhile: float = 0.1  # chosen: share of those left over who are paired at once
    turns: int = 32  # chosen: exchanges tried from one member, those that lose least
    looks: int = 64  # chosen: members looked at so that one does not stay alone
    patience: int = 4000  # chosen: the same, for all


@dataclass(frozen=True, slots=True)
class Whispers:
    """Whom a whisper asks next, and when it stops (M3). Hours of one local clock."""

    hops: int = 3  # measured: the signal of trust at 4 ties is nearly chance
    asks: int = 8  # measured: 12 resolve one point more
    first_wave: int = 1  # measured: two at once ask a fifth more people
    urgent_wave: int = 2  # measured: 15 h instead of 25 h
    stagger: float = 24.0  # h; measured: of 12, 24 and 48 the best compromise
    stagger_calm: float = 48.0  # h; measured, as above
    stagger_urgent: float = 12.0  # h; measured, as above
    first_hour: float = 8.0  # chosen: nobody is asked before, in his morning
    last_hour: float = 20.0  # chosen: nor from here on, in his evening
    expires: float = 72.0  # h; chosen: silence is then an answer
    to_answer: float = 24.0  # h; chosen: the least that is left to who hears of it late
    days: float = 14.0  # chosen: a whisper does not hang about
    prior_relay: tuple[float, float] = (2.6, 1.4)  # chosen: Beta, mean 0.65
    prior_helper: tuple[float, float] = (2.8, 1.2)  # Aardvark, Flynn-Lake: 0.70
    half_life: float = 180.0  # days; chosen: how long a yes or a no is remembered
    fatigue: float = 0.85  # chosen: left of the will by each ask within 7 days
    least_chance: float = 0.02  # chosen: nobody is hopeless
    most_chance: float = 0.95  # chosen: nobody is certain
    relay_strength: tuple[float, float, float] = (0.6, 0.4, 0.8)  # chosen: (a + b s)/c
    helper_trust: tuple[float, float, float] = (0.55, 0.45, 0.85)  # chosen, likewise
    path_strength: tuple[float, float] = (0.35, 0.65)  # measured: a + b s of one tie
    paths: int = 3  # chosen: edge-disjoint ones that count for trust
    vmin_ratio: float = 0.33  # chosen: of rbar abar, below which nobody is disturbed
    within: float = 0.05  # chosen: values this near are equal, and the least asked wins
    received_7d: int = 2  # measured: costs one point of resolved needs at most
    received_day: int = 1  # chosen
    most_received_7d: int = 5  # chosen: what a member may set for himself
    open: int = 2  # chosen: whispers a seeker has under way
    per_30d: int = 4  # chosen: whispers a seeker begins
    declared: float = 0.3  # performance 8: share of those who lived it who say so
    sketch_prior: float = 100.0  # ties; measured: belief in the share of all members
    sketch_far: float = 1.0  # measured: weight of the ties of one's ties
    reach: int = 2_000_000  # chosen: ties walked for each further hop, at most


@dataclass(frozen=True, slots=True)
class Coffees:
    """What a coffee of two is worth (M4)."""

    ground_world: float = 0.25  # chosen: common ground of the same world
    ground_tie: float = 0.12  # chosen: of each common tie
    ground_ties: int = 4  # chosen: common ties that count
    ground_theme: float = 0.15  # chosen: of a theme both lived
    ground_stage: float = 0.15  # chosen: of the same stage
    bell_centre: float = 0.35  # Lane et al. 2021: some common ground is best
    bell_width: float = 0.25  # chosen: of that bell
    anyhow: float = 0.3  # chosen: share of a distance's worth without any ground
    bridge: float = 0.45  # chosen: share of the worth, from worlds apart
    isolated: float = 0.20  # chosen: share of it, few ties
    need: float = 0.15  # chosen: share of it, one lived what the other needs
    wait: float = 0.10  # chosen: share of it, left out before
    reliable: float = 0.10  # chosen: share of it, both come
    waits: int = 3  # chosen: rounds left out that count
    few_ties: int = 3  # M8: who has fewer is isolated
    prior_shows: tuple[float, float] = (4.0, 1.0)  # chosen: Beta; 61-80 % observed


@dataclass(frozen=True, slots=True)
class Simulation:
    """How people behave in a year in simulation (M9); `docs/explanation` says more.

    Nothing here is tuned by what comes out. The range after a value is what it
    may be with good reason; `whispeer graph simulate` varies three of them.
    """

    members: int = 800
    weeks: int = 26
    seeds: int = 10
    needs_a_week: float = 0.12  # M9: of a member
    anywhere: float = 0.5  # M9: wanted experiences not typical of one's world
    experiences: int = 100  # measured: the median wanted one has 17 or 18 holders
    typical: int = 4  # M9: of a world; a member has one of them and two others
    lived: int = 3  # M9: experiences of a member
    declared: float = 1.0  # 0.3-1; M9 says nothing: all is told to Whispeer
    openness: tuple[float, float] = (4.0, 2.0)  # M9: of a Beta law
    relay_yes: float = 0.65  # 0.35-0.80; Dodds 2003: 0.37 by mail of strangers
    helper_yes: float = 0.70  # 0.5-0.85; Aardvark: 0.877 answered in all
    stranger_yes: float = 0.15  # 0.05-0.25; folklore of cold contacts
    willing_strangers: float = 1.6  # M9: those who opted in say 0.24, not 0.15
    feed_reach: float = 0.20  # 0.05-0.3; chosen
    feed_answer: float = 0.15  # 0.05-0.3; chosen
    feed_share: float = 0.02  # 0-0.05; chosen
    reply_hours: float = 8.0  # 2-24; chosen: median of a log-normal delay
    reply_sigma: float = 1.2  # chosen: of its logarithm
    directory_asks: int = 8  # chosen: as many as a whisper may make, one a day
    random_relays: int = 3  # M3: ties asked at once, each passing it on to as many
    helped_tie: float = 0.30  # M9: help from beyond one's ties leaves one
    coffee_opt_in: float = 0.40  # 0.2-0.6; Nesta: more than half signed up
    coffee_held: float = 0.70  # 0.6-0.85; 0.61 and 0.80 observed in hospitals
    good_meeting: tuple[float, float] = (0.12, 0.62)  # 0.1-0.6; shape by Lane 2021
    good_meeting_flat: float = 0.35  # the same whatever the common ground: control
    introducer_yes: float = 0.65  # 0.4-0.8; chosen
    introduced_yes: float = 0.60  # 0.4-0.8; chosen: each of the two
    care_done: float = 0.25  # 0.1-0.4; chosen: members who make a gesture a week
    introductions_wanted: float = 0.25  # chosen, likewise: who take one up a fortnight
    anyone_may_ask: float = 0.40  # chosen: strangers opt in as people do to a coffee
    bridge_survival: float = 0.10  # 0.05-0.3; Burt 2002: a year without care
    contact: tuple[float, float] = (0.9, 1.5)  # M9: a week's, 1 - exp(-0.9 s^1.5)
    forgotten: float = 0.15  # M9: of presence; a tie below leaves the graph
    silent_days: float = 28.0  # M8: without any contact
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class Picture:
    """How a member's surroundings are drawn, in a disc of radius 1."""

    points: int = 150  # Dunbar's outermost layer
    threads: int = 240  # chosen: more of them is no picture but a tangle
    apart: float = 0.055  # chosen: a finger's width on a phone, zoomed in threefold
    alive: tuple[float, ...] = (0.26, 0.32, 0.38, 0.44, 0.50)  # chosen: radii
    cooling: tuple[float, ...] = (0.56, 0.615, 0.67)
    asleep: tuple[float, ...] = (0.73, 0.785, 0.84)
    contact: tuple[float, ...] = (0.91, 0.97)  # the rim
    width: float = 0.3  # radians; chosen: what a world of one wishes for
    growth: float = 0.55  # chosen: exponent; ten times the people, 3.5 times as wide
    margin: float = 0.06  # chosen: of a world's width, left free on either side
    filled: float = 0.75  # of a row at most, so that who comes pushes few away


@dataclass(frozen=True, slots=True)
class Foresight:
    """How the engine is held against what came (M1 and M2, "Evaluation")."""

    learnt: float = 0.8  # chosen: share of the events, and of the time at most
    hits: int = 20  # chosen: places of a ranking in which a new tie is a hit
    window: float = 30.0  # days; M1: a tie is heard of again within them, or not
    other_cuts: tuple[float, ...] = (0.5, 0.6, 0.7, 0.8)  # of the time; chosen


PRESENCE: Final = Presence()
TIES: Final = Ties()
CARE: Final = Care()
WORLDS: Final = Worlds()
INTRODUCTIONS: Final = Introductions()
PATHS: Final = Paths()
PICTURE: Final = Picture()
ROUNDS: Final = Rounds()
FORESIGHT: Final = Foresight()
COFFEES: Final = Coffees()
SIMULATION: Final = Simulation()
WHISPERS: Final = Whispers()
