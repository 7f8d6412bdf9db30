"""Options that several commands share, and the settings they make."""

import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.articles.formats import FORMATS as ARTICLE_FORMATS
from summarizer.errors import CredentialsError, SchemaError
from summarizer.exports.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pydantic import BaseModel

    from summarizer.options import Options


Paths = Annotated[list[Path], typer.Argument(help=f"Articles and folders: {' '.join(ARTICLE_FORMATS)}")]
RunFolderArgument = Annotated[Path, typer.Argument(help="A run's folder.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="The run's folder.")]
ModelName = Annotated[str, typer.Option(help="embedded, provider/name, or a server's own model name.")]
BaseUrl = Annotated[str | None, typer.Option(help="An OpenAI-compatible server, such as http://127.0.0.1:8000/v1")]
ApiKeyEnv = Annotated[
    str | None, typer.Option(help="The environment variable that holds the key, if not the provider's usual one.")
]
PromptName = Annotated[str | None, typer.Option(help="A prompt such as incident/general@1, or a prompt file.")]
SchemaName = Annotated[str | None, typer.Option(help="Your own pydantic model, module:Model, with its own --prompt.")]
Abstract = Annotated[
    bool | None,
    typer.Option(
        "--abstract/--no-abstract",
        help="Ask for a summary in the model's words, or make one of the record's values. Left out: the embedded "
        "model is not asked, others are.",
    ),
]
Retrieved = Annotated[
    str | None,
    typer.Option(
        help="The day, as 2026-12-05, on which you retrieved the articles: a dateline without a year is of the last "
        "such day until then."
    ),
]
Temperature = Annotated[
    str, typer.Option(help="A number, or 'default' to send none; a model that takes none is sent none.")
]
Seed = Annotated[int | None, typer.Option(help="The sampling seed.")]
Reasoning = Annotated[
    str | None,
    typer.Option(help="How much the model thinks before it answers, where it can be told: none, low, medium or high."),
]
AnswerTokens = Annotated[
    int | None,
    typer.Option(min=64, help="Room for one answer, thinking apart; what model and article warrant if left out."),
]
AnswerMode = Annotated[
    str | None,
    typer.Option(help="schema or tool: how answers are asked for; what the model is known to know if left out."),
]
ContextTokens = Annotated[
    int | None, typer.Option(min=2048, help="The model's whole context window; 32,768 if left out (embedded: 8,192).")
]
Threads = Annotated[int | None, typer.Option(min=1, help="The embedded model's threads; one a core if left out.")]
MaxBytes = Annotated[int, typer.Option(min=1, help="The largest article read.")]
Escalate = Annotated[
    str | None,
    typer.Option(help="A second, larger model: asked anew about the articles whose first answer the checks doubt."),
]
EscalateBaseUrl = Annotated[str | None, typer.Option(help="An OpenAI-compatible server that has the second model.")]
EscalateApiKeyEnv = Annotated[
    str | None, typer.Option(help="The variable that holds the second model's key, if not its provider's usual one.")
]
EscalateReasoning = Annotated[str | None, typer.Option(help="How much the second model thinks, as for --reasoning.")]
EscalateContextTokens = Annotated[
    int | None, typer.Option(min=2048, help="The second model's whole context window; 32,768 if left out.")
]
Prices = Annotated[Path | None, typer.Option(help="Your own prices, a JSON or TOML file; they win over genai-prices'.")]
Reviews = Annotated[bool, typer.Option("--reviews", help="With the run's reviews applied; else as the model said.")]
Figures = Annotated[
    str | None,
    typer.Option(
        help="The rule for a toll that reports differ on: agreed, latest, conservative, range, common. Left out, it is "
        "that of the events that are there, agreed for new ones."
    ),
]
Formats = Annotated[str, typer.Option("--format", help=f"Tables to write, with commas: {','.join(FORMATS)}")]

EMBEDDED = "embedded"
LARGEST_ARTICLE = 2_000_000


def build_options(given: "Mapping[str, Any]") -> "Options":
    """The settings that a command's options make, by their names; the others, which make none, are passed over.

    Raises: ConfigurationError.
    """
    from summarizer.options import Options, make_options  # noqa: PLC0415 - lazy: keeps --help fast

    same = {name: value for name, value in given.items() if name in Options.model_fields}
    made = {
        "api_key": _read_key(given.get("api_key_env"), "--api-key-env"),
        "answer_schema": _load_schema(given["schema"]) if given["schema"] else None,
        "temperature": _parse_temperature(given.get("temperature", "0")),
        "prices_path": given["prices"],
        "cache_path": _cache_path() if given.get("cache") else None,
        "escalate": _gather_second(given),
    }
    return make_options(**{**same, **made})


def _cache_path() -> Path:
    from summarizer.llm.answer_cache import default_cache_path  # noqa: PLC0415 - lazy: keeps --help fast

    return default_cache_path()


def _gather_second(given: "Mapping[str, Any]") -> "dict[str, Any] | None":
    """The settings of the second model; None where there is none."""
    model, prefix = given.get("escalate"), "escalate_"
    own = {name.removeprefix(prefix): value for name, value in given.items() if name.startswith(prefix)}
    if model is not None:
        return {"model": model, "api_key": _read_key(own.pop("api_key_env", None), "--escalate-api-key-env"), **own}
    unused = next((name for name, value in own.items() if value is not None), None)
    if unused is not None:
        option = f"--escalate-{unused.replace('_', '-')}"
        raise typer.BadParameter("there is no second model: name it with --escalate", param_hint=option)
    return None


def tell_address(
    options: "Options", base_url: str | None, say: "Callable[[str], None]", *, escalate_base_url: str | None = None
) -> None:
    """Say where questions go if the environment alone says so, be it those to the second model."""
    if options.base_url != base_url:
        say(f"summarizer: OPENAI_BASE_URL is set: {options.model} is asked at {options.base_url}, which is not OpenAI.")
    if options.provider_url is not None:
        say(f"summarizer: The environment says so: {options.model} is asked at {options.provider_url}.")
    if options.escalate is not None:
        tell_address(options.escalate, escalate_base_url, say)


def resolve_address(model: str | None, base_url: str | None) -> str | None:
    """The address that a model is asked at: the one given, or the environment's. Raises: ConfigurationError."""
    from summarizer.options import make_options  # noqa: PLC0415 - lazy: keeps --help fast

    return make_options(model=model or EMBEDDED, base_url=base_url).base_url


def _read_key(variable: str | None, option: str) -> str | None:
    if not variable:
        return None
    value = os.environ.get(variable)
    if not value:
        raise CredentialsError(f"The environment variable {variable} named by {option} is not set. Set it.")
    return value


def _parse_temperature(text: str) -> float | None:
    if text == "default":
        return None
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 2:  # noqa: PLR2004 - the range that providers admit
        raise typer.BadParameter(f"{text!r} is neither a number from 0 to 2 nor 'default'", param_hint="--temperature")
    return number


def _load_schema(reference: str) -> "type[BaseModel]":
    from pydantic import BaseModel  # noqa: PLC0415 - lazy: keeps --help fast

    module, _, name = reference.partition(":")
    sys.path.insert(0, str(Path.cwd()))
    try:
        found = getattr(importlib.import_module(module), name)
    except (Exception, SystemExit) as error:
        said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise SchemaError(f"--schema {reference}: {said}. Write it as module:Model, importable from here.") from error
    if not (isinstance(found, type) and issubclass(found, BaseModel)):
        raise SchemaError(f"--schema {reference}: not a pydantic model. Name a class derived from pydantic.BaseModel.")
    return found


def tell_no_article(paths: "Sequence[Path]" = ()) -> str:
    """What is said where ``paths`` hold no article; without them, of those that an earlier command was given."""
    where = f" in {', '.join(map(str, paths))}" if paths else ""
    return f"No article was found{where}. Folders are searched for {' '.join(ARTICLE_FORMATS)} files."
