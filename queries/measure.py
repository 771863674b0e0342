"""The measure of alignment, in names: what is fixed, and why. No numpy here: the command line reads its defaults from this file.

For a pair of actors at a day: C sums what is cooperative and H what is hostile, each event fading as 2^(-age / half-life), each
state at its constant weight while it holds; alignment = (C - H) / (C + H + KAPPA), in -1..1 (eventnet keeps the same two sums:
Lerner, Bussmann, Snijders & Brandes 2013, "Modeling frequency and type of interaction in event networks").
"""

from __future__ import annotations

from typing import Any, Literal, get_args

from ..graph.errors import UsageError

Level = Literal["state", "actor"]
LEVELS: tuple[Level, ...] = get_args(Level)

# Half of a typical single event's weight would be 2 to 5: with 1 a lone statement already gives |alignment| of 0.8,
# but a statement that has faded to a tenth of a point cannot speak as loudly as a war.
KAPPA = 1.0

# A year: alliances and rivalries outlast the news cycle. A month: what the last weeks felt like.
HALF_LIFE = 365.0
TENSION_HALF_LIFE = 30.0
# Events are dated to the day: a half-life below one would tell apart what the sources do not.
SHORTEST = 1.0

# (C + H) / (C + H + KAPPA) below this is no evidence: C + H < 0.25, a twentieth of one agreement (weight 5), four to five
# half-lives after it. Such a pair is unknown, as one about which nothing was ever written.
KNOWN = 0.2

# A known pair nearer to zero than this is mixed (sign 0): among n equal statements of both signs, at most 60 : 40.
MIXED = 0.2

# The least change of |alignment| that counts as stronger or weaker: the width of the mixed band on one side of zero.
CHANGE = 0.2

# Actors of these kinds act for a state: asked about by name, they are compared as written, not rolled up.
AGENTS = ("leader", "outlet", "person")


def check_half_life(half_life: float) -> float:
    """The half-life in days; raises UsageError unless it is a finite number, SHORTEST or more."""
    if not SHORTEST <= half_life < float("inf"):
        raise UsageError(f"half-life {half_life:g}: not a number of days (valid: {SHORTEST:g} or more, for example {HALF_LIFE:g})")
    return float(half_life)


def check_level(level: str) -> Level:
    """The level, checked; raises UsageError for any other word."""
    if level == "state":
        return "state"
    if level == "actor":
        return "actor"
    raise UsageError(f"level {level!r} (valid: {', '.join(LEVELS)})")


def tension_json(sign: int | None, tension: int | None) -> dict[str, Any] | None:
    """The sign of a pair at TENSION_HALF_LIFE, said only where it is known and is another than `sign`."""
    return None if tension is None or tension == sign else {"half_life_days": TENSION_HALF_LIFE, "sign": tension}
