"""A run's settings made ready to travel to other machines."""

import os
from pathlib import Path
from typing import NamedTuple

from pydantic import SecretStr

from summarizer.errors import ConfigurationError
from summarizer.options import Options


class Luggage(NamedTuple):
    """Settings with the key and the files' contents that they name on this machine: another one may lack them."""

    options: Options
    prompt: bytes | None
    prices: bytes | None
    second: "Luggage | None" = None

    def unpack(self, folder: Path) -> Options:
        """The settings, with copies of the files in the folder."""
        changes: dict[str, object] = {}
        if self.prompt is not None:
            changes["prompt"] = str(_write(folder / Path(self.options.prompt_reference).name, self.prompt))
        if self.prices is not None and self.options.prices_path is not None:
            changes["prices_path"] = _write(folder / self.options.prices_path.name, self.prices)
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
    prompt, prices = Path(options.prompt_reference), options.prices_path
    try:
        return Luggage(
            options=options.model_copy(update={"api_key": options.api_key or _usual_key(options)}),
            prompt=prompt.read_bytes() if prompt.is_file() else None,
            prices=None if prices is None else prices.read_bytes(),
            second=None if options.escalate is None else pack(options.escalate),
        )
    except OSError as error:
        raise ConfigurationError(f"{error.filename}: cannot be read: {error}.") from error


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _usual_key(options: Options) -> SecretStr | None:
    key = os.environ.get("OPENAI_API_KEY")
    asks_openai_client = options.base_url is not None or options.model.startswith("openai/")
    return SecretStr(key) if key and asks_openai_client else None
