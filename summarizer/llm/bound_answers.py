"""What an answer must keep to beyond its model: cites name sentences that exist, and these hold the values."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, Self, TypeVar, cast

from pydantic import BaseModel, ConfigDict, model_validator

from summarizer.schemas.cites import find_cites, follow, limit_schema

A = TypeVar("A", bound=BaseModel)

_CHANCE: ContextVar["SecondChance | None"] = ContextVar("chance", default=None)


@lru_cache(maxsize=512)
def bind_answer(
    model: type[A],
    sentence_count: int,
    longest: tuple[tuple[str, int], ...] = (),
    fewest: tuple[tuple[str, int], ...] = (),
) -> type[A]:
    """The same model, with cites limited to sentences 1..``sentence_count`` in its JSON Schema and in validation.

    ``longest`` and ``fewest`` are the most and the least entries of lists by field name, in the JSON Schema only: a
    model that decodes under it keeps to them, and one that does not is not refused.

    The SecondChance that ``give_chance`` gives checks every answer whose cites exist. It is no context of a validation,
    which is for the model's own validators. The class is made once per model and count: that takes milliseconds.
    """
    schema = limit_schema(_schema_of(model), sentence_count, dict(longest), dict(fewest))

    class Bound(_Unannounced, model):  # type: ignore[misc, valid-type]
        model_config = ConfigDict(title=model.__name__)  # what a re-ask calls it

        @classmethod
        def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
            return schema

        @model_validator(mode="after")
        def keeps_to_the_article(self) -> Self:
            wrong = sorted({cite for cite in find_cites(self) if not 1 <= cite <= sentence_count})
            if wrong:
                raise ValueError(f"cites {wrong} name no sentence: the article has sentences 1 to {sentence_count}")
            if chance := _CHANCE.get():
                chance.check(self)
            return self

    Bound.__name__ = Bound.__qualname__ = model.__name__
    Bound.__doc__ = model.__doc__
    return cast(type[A], Bound)


class _Unannounced:
    """A base before a user's model: what that does with its subclasses, or wants of them, is not for a bound one."""

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        """Nothing."""

    @classmethod
    def __pydantic_init_subclass__(cls) -> None:
        """Nothing."""


@contextmanager
def give_chance(chance: "SecondChance | None") -> Iterator[None]:
    """Answers that are validated meanwhile are given this chance; None gives none."""
    token = _CHANCE.set(chance)
    try:
        yield
    finally:
        _CHANCE.reset(token)


def unbind_answer(answer: BaseModel, model: type[A]) -> A:
    """A bound answer as an instance of the model that was bound: the class that a user compares and pickles."""
    plain = model.__new__(model)
    plain.__setstate__(answer.__getstate__())
    return plain


@lru_cache(maxsize=64)
def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """A model's JSON Schema, that of an object at its top: pydantic's refers to one where a model holds itself."""
    schema = model.model_json_schema()
    if "$ref" not in schema:
        return schema
    return {**follow(schema["$ref"], schema["$defs"]), "$defs": schema["$defs"]}


class SecondChance:
    """Refuses an answer's first valid form once, where ``verify`` has complaints about it; then takes what comes.

    ``first`` is that first form, to fall back on if no later one is valid; None where there were no complaints.
    """

    def __init__(self, verify: Callable[[BaseModel], Sequence[str]]) -> None:
        self._verify = verify
        self._used = False
        self.first: BaseModel | None = None

    def check(self, answer: BaseModel) -> None:
        """Raises: ValueError with the complaints, at the first call only."""
        if self._used:
            return
        self._used = True
        complaints = self._verify(answer)
        if complaints:
            self.first = answer
            listed = "\n".join(f"- {complaint}" for complaint in complaints)
            raise ValueError(
                "the article does not hold these values where they are cited. Correct the value or its cite, or leave "
                f"out what the article does not say:\n{listed}"
            )
