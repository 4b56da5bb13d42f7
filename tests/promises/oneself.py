"""Figures that measure nobody: a member chose each of them, about himself."""

# What a member says of himself, to be left in peace or for himself alone; and how far his
# own words may go.
SAID_OF_ONESELF = {
    "members.Member.asks_a_week",
    "whispers.Deal.amount",
    "whispers.Turnover.amount",
    "whispers.Turnover.year",
    "whispers.Whisper.hops",
    "whispers.Whisper.town_told",
    "whispers.Whisper.trade_told",
    "whispers.Whisper.company_told",
    "whispers.Whisper.name_told",
}
