"""What an answer must keep to beyond its model: cites name sentences that exist, and these hold the values."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Self, TypeVar, cast

from pydantic import BaseModel, ConfigDict, ValidationInfo, model_validator

A = TypeVar("A", bound=BaseModel)


@lru_cache(maxsize=512)
def bind_answer(model: type[A], sentence_count: int) -> type[A]:
    """The same model, with cites limited to sentences 1..``sentence_count`` in its JSON Schema and in validation.

    The schema is made once per model and count: instructor asks for it at every call.
    """
    schema = limit_cites(model.model_json_schema(), sentence_count)

    class Bound(model):  # type: ignore[misc, valid-type]
        model_config = ConfigDict(title=model.__name__)  # what a re-ask calls it

        @classmethod
        def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
            return schema

        @model_validator(mode="after")
        def cites_exist(self, _info: ValidationInfo) -> Self:
            wrong = sorted({cite for cite in find_cites(self.model_dump()) if not 1 <= cite <= sentence_count})
            if wrong:
                raise ValueError(f"cites {wrong} name no sentence: the article has sentences 1 to {sentence_count}")
            return self

    Bound.__name__ = Bound.__qualname__ = model.__name__
    Bound.__doc__ = model.__doc__
    return cast(type[A], Bound)


class SecondChance:
    """Refuses an answer's first valid form once, where ``verify`` has complaints about it; then takes what comes.

    ``first`` is that first form, to fall back on if no later one is valid; None where there were no complaints.
    """

    def __init__(self, verify: Callable[[BaseModel], Sequence[str]]) -> None:
        self._verify = verify
        self._used = False
        self.first: BaseModel | None = None

    def bind(self, model: type[A]) -> type[A]:
        """The same model, checked by this."""
        chance = self

        class Checked(model):  # type: ignore[misc, valid-type]
            @model_validator(mode="after")
            def values_are_held(self) -> Self:
                chance.check(self)
                return self

        Checked.__name__ = Checked.__qualname__ = model.__name__
        Checked.__doc__ = model.__doc__
        return cast(type[A], Checked)

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


def is_cite_field(name: str) -> bool:
    """Whether a field of an answer holds sentence numbers: ``cite``, ``cites``, ``gist``, or ``..._cite(s)``."""
    return name in {"cite", "cites", "gist"} or name.endswith(("_cite", "_cites"))


def limit_cites(schema: dict[str, Any], sentence_count: int) -> dict[str, Any]:
    """A copy of a JSON Schema whose cite fields admit only existing sentence numbers."""

    def visit(node: Any) -> Any:
        if isinstance(node, list):
            return [visit(item) for item in node]
        if not isinstance(node, dict):
            return node
        copied = {key: visit(value) for key, value in node.items()}
        for name, field in copied.get("properties", {}).items():
            if is_cite_field(name) and field.get("type") == "array":
                field["items"] = {"type": "integer", "minimum": 1, "maximum": sentence_count}
        return copied

    return cast(dict[str, Any], visit(schema))


def find_cites(node: Any) -> list[int]:
    """All sentence numbers in the cite fields of a dumped answer, in order."""
    if isinstance(node, list):
        return [cite for item in node for cite in find_cites(item)]
    if not isinstance(node, dict):
        return []
    found: list[int] = []
    for name, value in node.items():
        if is_cite_field(name) and isinstance(value, list):
            found.extend(cite for cite in value if isinstance(cite, int))
        else:
            found.extend(find_cites(value))
    return found
