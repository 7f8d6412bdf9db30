"""What runs on the cluster's nodes: workers that ask, and the embedded server that those of one node share.

Errors of the settings come back as values: Ray would log what is raised, and raise a class of its own in their place.
"""

import atexit
import contextlib
import tempfile
from pathlib import Path
from queue import SimpleQueue

from summarizer.api import Result, Summarizer
from summarizer.errors import ConfigurationError
from summarizer.extras import ray
from summarizer.options import Options
from summarizer.runs.cluster.luggage import Luggage
from summarizer.values import Article, ServerAddress


class Worker:
    """Asks about one article at a call; as many calls may be open as its settings allow, and one more to end them."""

    def __init__(self) -> None:
        self._summarizer: Summarizer | None = None

    def find_node(self) -> str:
        """The id of the node that this worker is on."""
        return str(ray.get_runtime_context().get_node_id())

    def open(self, luggage: Luggage, server: ServerAddress | None) -> ConfigurationError | None:
        """Open the model, or say why it cannot be opened.

        The settings come with this call and not with the worker's making, of which the cluster keeps a copy.
        """
        try:
            with tempfile.TemporaryDirectory(prefix="summarizer-") as folder:
                options = luggage.unpack(Path(folder))
                self._summarizer = Summarizer(options, server=server)
                _ = self._summarizer.plan  # reads the files
        except ConfigurationError as error:
            return error
        return None

    def ask(self, article: Article) -> Result | ConfigurationError:
        """The article's record, why there is none, or what would fail every article."""
        if self._summarizer is None:
            return ConfigurationError("This worker was asked before it was opened.")
        said = SimpleQueue[Result | ConfigurationError]()
        try:
            self._summarizer.start(article, then=said.put)
        except ConfigurationError as error:
            return error
        return said.get()

    def leave(self) -> None:
        """End all questions: of what was paid for, ``ask`` then tells as failures."""
        if self._summarizer is not None:
            self._summarizer.close()


class NodeServer:
    """The embedded server of one node; it ends with this actor."""

    def __init__(self) -> None:
        self._stack = contextlib.ExitStack()

    def start(self, options: Options, slots: int) -> ServerAddress | ConfigurationError:
        """Where it listens, for this node only, or why it cannot be started."""
        from summarizer.llm.embedded.server import serve_for  # noqa: PLC0415 - lazy: only when used

        atexit.register(self._stack.close)
        try:
            return self._stack.enter_context(serve_for(options, slots=slots))
        except ConfigurationError as error:
            return error
