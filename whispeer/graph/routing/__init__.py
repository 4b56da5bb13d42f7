"""J4: whom a whisper asks next, and when it stops (M3).

The rules live here alone; the application and the simulation call them. All functions
are pure: a `Whisper` is what was asked so far, a `Topic` who declared the experience,
a `History` how people answered before; the hour is an argument.
"""

from whispeer.graph.routing.around import concerned as concerned
from whispeer.graph.routing.bearing import asked_within as asked_within
from whispeer.graph.routing.bearing import free_at as free_at
from whispeer.graph.routing.bearing import with_ask as with_ask
from whispeer.graph.routing.bearing import with_caps as with_caps
from whispeer.graph.routing.bearing import with_rests as with_rests
from whispeer.graph.routing.choice import Candidate as Candidate
from whispeer.graph.routing.choice import candidates as candidates
from whispeer.graph.routing.choice import strangers as strangers
from whispeer.graph.routing.estimates import help_chance as help_chance
from whispeer.graph.routing.estimates import least_value as least_value
from whispeer.graph.routing.estimates import relay_chance as relay_chance
from whispeer.graph.routing.history import History as History
from whispeer.graph.routing.history import PastAsks as PastAsks
from whispeer.graph.routing.history import history_of as history_of
from whispeer.graph.routing.history import no_history as no_history
from whispeer.graph.routing.history import with_answer as with_answer
from whispeer.graph.routing.history import with_network as with_network
from whispeer.graph.routing.sketch import sketch as sketch
from whispeer.graph.routing.step import Step as Step
from whispeer.graph.routing.step import Stop as Stop
from whispeer.graph.routing.step import directly as directly
from whispeer.graph.routing.step import due as due
from whispeer.graph.routing.step import over as over
from whispeer.graph.routing.step import step as step
from whispeer.graph.routing.topic import Topic as Topic
from whispeer.graph.routing.topic import topic_of as topic_of
from whispeer.graph.routing.trust import path_trust as path_trust
from whispeer.graph.routing.turn import delivery as delivery
from whispeer.graph.routing.turn import heard as heard
from whispeer.graph.routing.turn import next_ask as next_ask
from whispeer.graph.routing.turn import ranked as ranked
from whispeer.graph.routing.whisper import Answer as Answer
from whispeer.graph.routing.whisper import Ask as Ask
from whispeer.graph.routing.whisper import Kind as Kind
from whispeer.graph.routing.whisper import Urgency as Urgency
from whispeer.graph.routing.whisper import Whisper as Whisper
from whispeer.graph.routing.whisper import answered as answered
from whispeer.graph.routing.whisper import holders as holders
from whispeer.graph.routing.whisper import may_open as may_open
from whispeer.graph.routing.whisper import settled as settled
from whispeer.graph.routing.whisper import told as told
from whispeer.graph.routing.whisper import ways as ways
