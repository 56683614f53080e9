"""A Dask cluster that exists, as an executor."""

from __future__ import annotations

import logging
import re
import socket
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, InvalidStateError
from contextlib import suppress
from functools import cached_property, partial
from typing import Any

from sim.program import fingerprint
from sim.scenario.suggestions import printable

ADDRESS = re.compile(
    r"(?:tcp://)?(?:\[(?P<ipv6>[0-9a-fA-F:.%]+)\]|(?P<host>[^\s/:@\[\]]+)):(?P<port>[0-9]{1,5})"
)
INSTALL = "install the same one for its scheduler and workers"
GREETING = b"pickle-protocol"  # among the first words of every Dask scheduler
PATIENCE = 5  # seconds for a scheduler to answer, and for a first worker to be there
MOST_WORDS = 1024  # bytes of a greeting
RETRIES = 2  # of a job that failed, as where a worker dies
KILLED = "KilledWorker"  # what Dask says of a job under which one worker after another died


class NoCluster(Exception):
    """The cluster does not answer, or cannot be spoken to."""


class Cluster(Executor):
    """A Dask cluster for `executor=`: `sim.run(scenario, executor=sim.Cluster("tcp://127.0.0.1:8786"))`.

    It is connected to when there is something to play, and must run this very program: the bytes are the same as here.
    Connect only to a scheduler that you trust: whoever runs it can run any code on your machine, and nothing that is
    sent is encrypted.

    Parameters
    ----------
    address : str
        Of its scheduler.

    Raises
    ------
    NoCluster
        For what is no address; and, once there is something to play, where nobody answers.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        place = ADDRESS.fullmatch(address)
        if place is None:
            raise NoCluster(
                f"{printable(address)} is no address of a Dask scheduler, such as tcp://127.0.0.1:8786"
            )
        self.place = place["ipv6"] or place["host"], int(place["port"])

    def submit(self, function: Callable[..., Any], /, *args: Any, **keywords: Any) -> Future[Any]:
        """See Executor."""
        there = self.executor.submit(function, *args, **keywords)
        found = ClusterJob(there)
        there.add_done_callback(partial(passed_on, found))
        return found

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster, and drop what it has not done."""
        if "client" in vars(self):
            self.client.close()

    @cached_property
    def executor(self) -> Executor:
        """Dask's own, for jobs that may be done again where a worker dies."""
        found: Executor = self.client.get_executor(pure=False, retries=RETRIES)
        return found

    @cached_property
    def client(self) -> Any:
        """A connection to a cluster that runs this very program: else the bytes would not be the same."""
        client = self.connected()
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
            refuse_strangers(client, self.address)
        except TimeoutError:
            client.close()
            raise NoCluster(f"the Dask scheduler at {self.address} has no workers") from None
        except NoCluster:
            client.close()
            raise
        return client

    def connected(self) -> Any:
        """A connection."""
        try:
            from distributed import Client
        except ImportError:
            raise NoCluster("a cluster is reached through Dask: pip install 'parleysim[cluster]'") from None
        try:
            self.refuse_others()
            client = Client(self.address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, OverflowError) as error:  # of a name or a number that cannot be one
            raise NoCluster(f"no Dask scheduler answers at {self.address} within {PATIENCE} s") from error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is told in a sentence
        return client

    def refuse_others(self) -> None:
        """Whoever listens must greet as Dask does: Dask itself waits for ever, or takes any bytes for a length."""
        if GREETING not in first_words(*self.place):
            raise NoCluster(f"what answers at {self.address} is no Dask scheduler")


class ClusterJob(Future[Any]):
    """A job, and Dask's own future of it for as long as it can be cancelled.

    Once each knew the other for good, neither was let go before Python looked for circles: what came of a job stayed
    in memory, here and at the worker.
    """

    def __init__(self, there: Future[Any]) -> None:
        super().__init__()
        self.there: Future[Any] | None = there

    def cancel(self) -> bool:
        """See Future."""
        there, dropped = self.there, super().cancel()
        if dropped and there is not None:
            there.cancel()
        return dropped


def passed_on(to: ClusterJob, done: Future[Any]) -> None:
    """What came of a job. One that outlives no worker it is given to breaks the cluster, as that of a pool does."""
    to.there = None
    with suppress(InvalidStateError):  # nobody waits for it any longer
        if done.cancelled():
            to.cancel()
            to.set_running_or_notify_cancel()
        elif (error := done.exception()) is None:
            to.set_result(done.result())
        else:
            to.set_exception(BrokenExecutor(str(error)) if type(error).__name__ == KILLED else error)


def first_words(host: str, port: int) -> bytes:
    """What is said first there, within PATIENCE."""
    heard, end = b"", time.monotonic() + PATIENCE
    with socket.create_connection((host, port), PATIENCE) as line:
        while GREETING not in heard and len(heard) < MOST_WORDS:
            line.settimeout(max(0.01, end - time.monotonic()))
            more = line.recv(MOST_WORDS)
            if not more:
                break
            heard += more
    return heard


def refuse_strangers(client: Any, address: str) -> None:
    """Raises NoCluster unless the scheduler and every worker there is run this very program."""
    try:
        found = {client.submit(fingerprint, pure=False).result(), *client.run(fingerprint).values()}
    except Exception as error:  # whatever Dask says of a module that it cannot load
        raise NoCluster(f"the cluster at {address} cannot load this program: {INSTALL}") from error
    if found != {fingerprint()}:
        raise NoCluster(f"the cluster at {address} runs another version of this program: {INSTALL}")
