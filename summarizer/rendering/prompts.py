"""Versioned prompts: files with front matter and a Jinja body, rendered strictly.

A prompt file holds YAML front matter (``id``, ``version``, ``wire_schema``, ``purpose``, ``changelog``), then a
``<!-- system -->`` and a ``<!-- user -->`` section. The sections are split before rendering and an article's text only
ever arrives as the value of a variable, so nothing an article says can become a template, a section or a role.
"""

import difflib
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from summarizer.errors import PromptError
from summarizer.files import read_whole
from summarizer.schemas.record import Frozen
from summarizer.values import Message, describe_invalid

_FRONT_MATTER = re.compile(r"\A---\r?\n(.*?)\r?\n---\r?\n", re.DOTALL)
_SECTIONS = re.compile(r"\A\s*<!-- system -->[ \t]*\n(.*?)\n<!-- user -->[ \t]*\n(.*)\Z", re.DOTALL)
_REFERENCE = re.compile(r"\A([a-z0-9_-]+/[a-z0-9_-]+)(?:@(\d+))?\Z")
_BARE = re.compile(r"[\w@-]+")
"""What is sooner meant for a prompt's name than for a file's."""


class FrontMatter(Frozen):
    """What a prompt says of itself. ``wire_schema`` is a name such as ``incident/1``; None for a user's own model.

    ``reask_unsupported``: a model asked so gets one chance to correct values that the article does not hold.
    ``leave_out_untold``: an incident that the article tells of neither in words of its kind nor with its casualties is
    left out, and a finding says so, as is a country that nothing in the article tells; for small models, which make up
    more of these than they find.
    """

    id: str
    version: int = Field(ge=1)
    wire_schema: str | None = None
    purpose: str
    changelog: tuple[str, ...] = ()
    reask_unsupported: bool = True
    leave_out_untold: bool = False


class Prompt(FrontMatter):
    """A prompt ready to render. ``source`` is the whole file, ``sha256`` is its."""

    source: str
    sha256: str
    system: str
    user: str

    @property
    def reference(self) -> str:
        """``incident/general@1``."""
        return f"{self.id}@{self.version}"


def parse_prompt(source: str, *, name: str) -> Prompt:
    """The prompt that a file's text holds; ``name`` is used in messages.

    Raises: PromptError where the front matter or a section is missing or malformed.
    """
    import yaml  # noqa: PLC0415 - lazy: keeps the package's import fast

    front = _FRONT_MATTER.match(source)
    if front is None:
        raise PromptError(f"{name}: no front matter. Start the file with '---', id, version and purpose, then '---'.")
    sections = _SECTIONS.match(source[front.end() :])
    if sections is None:
        raise PromptError(f"{name}: write a '<!-- system -->' line, its text, a '<!-- user -->' line, its text.")
    try:
        _require_single_fields(yaml.compose(front[1], Loader=yaml.SafeLoader), name)
        matter = FrontMatter.model_validate(yaml.safe_load(front[1]))
    except yaml.YAMLError as error:
        raise PromptError(f"{name}: front matter cannot be used: {error}") from error
    except ValidationError as error:
        raise PromptError(f"{name}: front matter cannot be used: {describe_invalid(error)}.") from error
    digest = hashlib.sha256(source.encode()).hexdigest()
    system, user = (section.strip("\n") for section in sections.groups())
    return Prompt(**matter.model_dump(), source=source, sha256=digest, system=system, user=user)


def _require_single_fields(front: Any, name: str) -> None:
    """Raises: PromptError where front matter, as YAML composes it, has a field twice: the last would be taken."""
    fields = [key.value for key, _ in front.value] if getattr(front, "id", "") == "mapping" else []
    if twice := next((field for at, field in enumerate(fields) if field in fields[:at]), None):
        raise PromptError(f"{name}: front matter has {twice!r} twice. Keep one of them.")


@cache
def list_prompts() -> tuple[Prompt, ...]:
    """All prompts that ship with the package, by id, then version."""
    files = (Path(__file__).parents[1] / "prompts").glob("*/*.md")
    found = (parse_prompt(file.read_text(encoding="utf-8"), name=f"{file.parent.name}/{file.name}") for file in files)
    return tuple(sorted(found, key=lambda prompt: (prompt.id, prompt.version)))


def load_prompt(reference: str) -> Prompt:
    """The prompt named ``incident/general`` (newest version), ``incident/general@1``, or by a file's path.

    Raises: PromptError where there is no such prompt, naming those there are, or where a file has the name of another.
    """
    named = _REFERENCE.match(reference)
    path = Path(reference)
    if path.is_file() or (named is None and not _BARE.fullmatch(reference)):
        return _load_file(path)
    known = list_prompts()
    found = [one for one in known if named and one.id == named[1] and named[2] in (None, str(one.version))]
    if not found:
        listed = ", ".join(prompt.reference for prompt in known)
        raise PromptError(f"There is no prompt {reference!r}. There are: {listed}; or give the path of a prompt file.")
    return found[-1]


def _load_file(path: Path) -> Prompt:
    try:
        source = read_whole(path).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise PromptError(f"{path}: the prompt file cannot be read: {error}") from error
    prompt = parse_prompt(source, name=str(path))
    if any(known.reference == prompt.reference and known.sha256 != prompt.sha256 for known in list_prompts()):
        raise PromptError(
            f"{path}: {prompt.reference} is a prompt of the package's with another text, and records would name that "
            "one. Give yours an id of its own."
        )
    return prompt


def render(prompt: Prompt, variables: Mapping[str, Any]) -> tuple[Message, Message]:
    """The system and the user message, in this order.

    Raises: PromptError where the prompt names a variable that is not given, or its template is malformed.
    """
    return (
        Message(role="system", content=_render_section(prompt, prompt.system, variables)),
        Message(role="user", content=_render_section(prompt, prompt.user, variables)),
    )


def _render_section(prompt: Prompt, source: str, variables: Mapping[str, Any]) -> str:
    from jinja2 import TemplateError  # noqa: PLC0415 - lazy: keeps the package's import fast

    try:
        return str(_template(source).render(variables))
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as error:
        known = ", ".join(sorted(variables))
        raise PromptError(f"{prompt.reference}: {error}. Variables given: {known}.") from error


@cache
def _template(source: str) -> Any:
    from jinja2 import StrictUndefined  # noqa: PLC0415 - lazy: keeps the package's import fast
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - lazy: keeps the package's import fast

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    return environment.from_string(source)


def diff_prompts(old: Prompt, new: Prompt) -> str:
    """A unified diff of two prompts' files, front matter and all; empty where they are the same."""
    before, after = old.source.splitlines(), new.source.splitlines()
    return "\n".join(difflib.unified_diff(before, after, old.reference, new.reference, lineterm=""))
