"""A run's settings made ready to travel to other machines."""

import os
from pathlib import Path
from typing import NamedTuple, Self

from pydantic import SecretStr

from summarizer.errors import ConfigurationError
from summarizer.options import Options


class CarriedFile(NamedTuple):
    """A file's name and content."""

    name: str
    content: bytes

    @classmethod
    def read(cls, path: Path) -> Self:
        """The file of a path. Raises: ConfigurationError."""
        try:
            return cls(path.name, path.read_bytes())
        except OSError as error:
            raise ConfigurationError(f"{path}: cannot be read: {error}.") from error

    def write(self, folder: Path) -> Path:
        """The path of a copy in the folder."""
        path = folder / self.name
        path.write_bytes(self.content)
        return path


class Luggage(NamedTuple):
    """Settings with all that they name on this machine: another one may lack the files and the key."""

    options: Options
    prompt: CarriedFile | None
    prices: CarriedFile | None
    second: "Luggage | None" = None

    def unpack(self, folder: Path) -> Options:
        """The settings, with copies of the files in the folder."""
        changes: dict[str, object] = {}
        if self.prompt is not None:
            changes["prompt"] = str(self.prompt.write(folder))
        if self.prices is not None:
            changes["prices_path"] = self.prices.write(folder)
        if self.second is not None:
            beside = folder / "second"
            beside.mkdir()
            changes["escalate"] = self.second.unpack(beside)
        return self.options.model_copy(update=changes)


def pack(options: Options) -> Luggage:
    """The settings with their files, and with the key that they would find in this machine's environment.

    Other providers than OpenAI and its likes look for their keys themselves, on the worker's machine.

    Raises: ConfigurationError.
    """
    prompt = Path(options.prompt_reference)
    return Luggage(
        options=options.model_copy(update={"api_key": options.api_key or _usual_key(options)}),
        prompt=CarriedFile.read(prompt) if prompt.is_file() else None,
        prices=None if options.prices_path is None else CarriedFile.read(options.prices_path),
        second=None if options.escalate is None else pack(options.escalate),
    )


def _usual_key(options: Options) -> SecretStr | None:
    key = os.environ.get("OPENAI_API_KEY")
    asks_openai_client = options.base_url is not None or options.model.startswith("openai/")
    return SecretStr(key) if key and asks_openai_client else None
