"""Keeps a fixed number of forked processes at work: restarts one that dies, stops all of them cleanly.

The signals are taken one after another (`sigwait`), never in a handler, so a stop cannot fall between a fork and its
entry in the table of children.
"""

import logging
import os
import signal
import time
from collections.abc import Callable
from typing import Final

log = logging.getLogger(__name__)

STOP_SECONDS: Final = 30
# Fewer seconds of life than this is a death at birth; that many in a row and the fault is not chance.
BIRTH_SECONDS: Final = 2.0
BIRTHS: Final = 5


def can_fork() -> bool:
    """True where processes can be forked and signals waited for (Linux, macOS); Windows serves from one process."""
    return hasattr(os, "fork") and hasattr(signal, "sigwait")


def stop_signals() -> set[signal.Signals]:
    """What asks a server to stop: the service manager, Ctrl-C, and a terminal that closes."""
    return {signal.SIGTERM, signal.SIGINT, *({signal.SIGHUP} if hasattr(signal, "SIGHUP") else ())}


def on_stop(react: Callable[[], None]) -> None:
    """Call `react` in the main thread when this process is asked to stop; opens the signals its parent held back."""
    for number in stop_signals():
        signal.signal(number, lambda *_: react())
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {*stop_signals(), signal.SIGCHLD, signal.SIGALRM})


class Supervisor:
    """`count` forked processes doing `work`; `before_stop` runs once in the parent when a stop begins.

    `work` calls `on_stop` first thing and returns within STOP_SECONDS of its stop; later than that it is killed.
    """

    def __init__(self, count: int, work: Callable[[], None], before_stop: Callable[[], None]) -> None:
        self.count = count
        self.work = work
        self.before_stop = before_stop
        self.born: dict[int, float] = {}
        self.stopping = False
        self.deaths_at_birth = 0
        self.exit_code = 0

    def run(self) -> int:
        """Exit code 0 after an asked stop, 1 when processes die at birth or had to be killed."""
        watched = {*stop_signals(), signal.SIGCHLD, signal.SIGALRM}
        # An ignored signal may be thrown away even while it is held back, so SIGCHLD gets a handler that does nothing.
        before_child = signal.signal(signal.SIGCHLD, lambda *_: None)
        before_mask = signal.pthread_sigmask(signal.SIG_BLOCK, watched)
        try:
            self._fill()
            while self.born or not self.stopping:
                self._react(signal.sigwait(watched))
        finally:
            signal.alarm(0)
            signal.pthread_sigmask(signal.SIG_SETMASK, before_mask)
            signal.signal(signal.SIGCHLD, before_child)
        return self.exit_code

    def _react(self, number: int) -> None:
        if number == signal.SIGCHLD:
            self._reap()
        elif number != signal.SIGALRM:
            self._stop()
        elif self.stopping:
            self._kill()
        else:
            self._fill()

    def _fill(self) -> None:
        while not self.stopping and len(self.born) < self.count:
            child = os.fork()
            if child == 0:
                self._live()
            self.born[child] = time.monotonic()

    def _live(self) -> None:
        """The life of a child, left only by `_exit`: the clean-up of the parent's program is not the child's."""
        code = 1
        try:
            self.work()
            code = 0
        except BaseException:
            log.exception("A server process died")
        finally:
            logging.shutdown()
            os._exit(code)

    def _reap(self) -> None:
        while self.born:
            child, status = os.waitpid(-1, os.WNOHANG)
            if child == 0:
                return
            born = self.born.pop(child, None)
            if born is None or self.stopping:
                continue
            at_birth = time.monotonic() - born < BIRTH_SECONDS
            self.deaths_at_birth = self.deaths_at_birth + 1 if at_birth else 0
            log.error("Server process %d ended (%d); another takes its place", child, status)
            if self.deaths_at_birth >= BIRTHS:
                log.error("%d server processes died as they started; giving up", BIRTHS)
                self.exit_code = 1
                self._stop()
            elif at_birth:
                signal.alarm(1)
            else:
                self._fill()

    def _stop(self) -> None:
        if self.stopping:
            return
        self.stopping = True
        self.before_stop()
        for child in self.born:
            os.kill(child, signal.SIGTERM)
        signal.alarm(STOP_SECONDS)

    def _kill(self) -> None:
        log.error("%d server processes did not stop within %d s; killed", len(self.born), STOP_SECONDS)
        self.exit_code = 1
        for child in self.born:
            os.kill(child, signal.SIGKILL)
