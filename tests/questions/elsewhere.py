"""An executor that plays as another machine would."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


class Elsewhere(ThreadPoolExecutor):
    """What is sent, and what comes back, goes as bytes."""

    def __init__(self) -> None:
        super().__init__(2)
        self.sent = 0

    def submit(self, function: Callable[..., Any], /, *args: Any, **keywords: Any) -> Future[Any]:
        self.sent += 1
        return super().submit(away, pickle.dumps((function, args, keywords)))


def away(content: bytes) -> Any:
    function, args, keywords = pickle.loads(content)
    return pickle.loads(pickle.dumps(function(*args, **keywords)))
