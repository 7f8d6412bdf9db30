"""Numbers with the noun that goes with them, for people."""


def tell_count(number: int, one: str, many: str | None = None) -> str:
    """The number, and what there is of it: "1 request", "2,000 requests". ``many`` is ``one`` with an s if left out."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
