"""What the words of a record are in a gold set's vocabulary, each with its reason."""

_TYPE_ROWS: tuple[tuple[str, str, str], ...] = (
    # a record's type, the type in MUC, and why
    ("attack", "attack", "the same word"),
    ("bombing", "bombing", "the same word"),
    ("kidnapping", "kidnapping", "the same word"),
    ("arson", "arson", "the same word"),
    ("robbery", "robbery", "the same word"),
    ("hijacking", "hijacking", "the same word"),
    ("work stoppage", "forced work stoppage", "the key's longer name"),
    ("shooting", "attack", "an armed assault; MUC has no narrower type"),
    ("stabbing", "attack", "an assault on persons"),
    ("vehicle attack", "attack", "an assault on persons"),
    ("assassination", "attack", "the final keys turned MURDER into ATTACK"),
    ("murder", "attack", "the final keys turned MURDER into ATTACK"),
    ("hostage taking", "kidnapping", "people held against their will"),
    ("sexual violence", "attack", "an assault on persons"),
    ("airstrike", "attack", "AERIAL BOMB is an instrument of ATTACK in the guidelines"),
    ("drone strike", "attack", "as an air strike"),
    ("shelling", "attack", "an armed assault; MUC has no narrower type"),
    ("chemical attack", "attack", "an assault without a type of its own"),
    ("armed clash", "attack", "one side's assault on the other is what a key records"),
    ("sabotage", "attack", "damage on purpose without bomb or fire"),
    ("explosion", "bombing", "the nearest type, whether or not the cause is known"),
    ("fire", "arson", "the nearest type, whether or not the cause is known"),
)

MUC_TYPES: dict[str, str] = {ours: theirs for ours, theirs, _ in _TYPE_ROWS}
"""A record's type to MUC's. A type that is not here (an earthquake) is no MUC incident: it keeps its name, matches
nothing, and so counts against precision."""

MUC_STATUSES: dict[str, tuple[str, ...]] = {
    "REPORTED AS FACT": ("reported",),
    "CLAIMED OR ADMITTED": ("claimed",),
    "SUSPECTED OR ACCUSED": ("accused",),
    "SUSPECTED OR ACCUSED BY AUTHORITIES": ("accused by authorities",),
    "POSSIBLE": ("possible",),
    "ACQUITTED": ("cleared",),
}
"""Confidence in an organization, to the statuses that are right."""

MUC_OUTCOMES: dict[str, tuple[str, ...]] = {
    "DEATH": ("killed",),
    "INJURY": ("injured",),
    "NO INJURY OR DEATH": ("unharmed", "survived", "escaped"),
    "NO INJURY": ("unharmed", "survived", "escaped"),
    "NO DEATH": ("survived", "unharmed", "escaped", "injured"),
    "REGAINED FREEDOM": ("freed", "escaped"),
    "ESCAPED": ("escaped",),
    "RESIGNATION": ("resigned",),
    "NO RESIGNATION": ("unharmed", "targeted"),
}
"""The effect on a human target, to the outcomes that say as much. Someone unharmed has also survived or escaped."""

MUC_EFFECTS: dict[str, tuple[str, ...]] = {
    "DESTROYED": ("destroyed",),
    "SOME DAMAGE": ("damaged",),
    "NO DAMAGE": ("undamaged",),
    "MONEY TAKEN FROM TARGET": ("money taken",),
    "PROPERTY TAKEN FROM TARGET": ("property taken",),
    "TARGET TAKEN": ("taken",),
}
"""The effect on a physical target, to the effects that are right."""
