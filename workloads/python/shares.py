"""Run one function on several shares of the work: in turn, in threads, or in processes.

Used by the programs beside this file. Each worker gets exactly one share and hands back one result.
"""

import concurrent.futures
import multiprocessing
import platform
import sys

STRATEGIES = ("sequential", "thread", "process")


class WorkerDied(Exception):
    """A worker process ended before it handed back its result."""


def add_arguments(parser):
    """The options that every program here takes."""
    parser.add_argument("--strategy", choices=STRATEGIES, default="sequential")
    parser.add_argument("--workers", type=positive, default=1, help="how many shares the work is cut into")


def positive(text):
    """An argparse type: a whole number of at least 1."""
    number = int(text)
    if number < 1:
        raise ValueError("not a positive number: " + text)
    return number


def bounds(total, workers):
    """Cut 0..<total into one half-open range per worker: nothing twice, nothing left out."""
    return [(total * index // workers, total * (index + 1) // workers) for index in range(workers)]


def run(strategy, function, shares):
    """The results of function(*share), in the order of the shares."""
    if strategy == "thread":
        return _in_threads(function, shares)
    if strategy == "process":
        return _in_processes(function, shares)
    return [function(*share) for share in shares]


def _in_threads(function, shares):
    with concurrent.futures.ThreadPoolExecutor(max_workers=len(shares)) as executor:
        futures = [executor.submit(function, *share) for share in shares]
        return [future.result() for future in futures]


def _in_processes(function, shares):
    # A process and a pipe per share rather than a Pool: a Pool adds three threads of its own to the parent, lets a
    # quick worker take a second share, and waits for ever for a worker that was killed.
    workers = [_start(function, share) for share in shares]
    results = [_receive(process, pipe) for process, pipe in workers]
    for process, _ in workers:
        process.join()
    return results


def _start(function, share):
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_work, args=(sender, function, share), daemon=True)
    process.start()
    sender.close()
    return process, receiver


def _work(sender, function, share):
    sender.send(function(*share))
    sender.close()


def _receive(process, pipe):
    try:
        return pipe.recv()
    except EOFError:
        process.join()
        raise WorkerDied("worker process %d ended with %s" % (process.pid, process.exitcode))


def describe_interpreter():
    """Two lines for the report: which interpreter this is, and whether a global lock lets one thread run at a time."""
    print("python: %s %s" % (platform.python_implementation(), platform.python_version()))
    print("gil: " + _gil())


def _gil():
    asks = getattr(sys, "_is_gil_enabled", None)  # since CPython 3.13
    if asks is not None:
        return "yes" if asks() else "no"
    return "yes" if platform.python_implementation() in ("CPython", "PyPy") else "unknown"
