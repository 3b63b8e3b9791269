"""Children by fork: they start with all models loaded, and can be killed at any moment."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable

Work = Callable[[], object]


def start(work: Work) -> int:
    """Run `work` in a child; its process id. The parent must hold no open record."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        work()
        code = 0
    except BaseException:  # whatever it is, the parent must hear of it and not this copy of it
        traceback.print_exc()
    finally:
        os._exit(code)


def ended(child: int) -> int:
    """Wait for a child: its exit code, or the negative number of the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed(work: Work, after: float) -> bool:
    """Run work and kill it after so many seconds; False where it had ended before."""
    child = start(work)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return ended(child) == -signal.SIGKILL
