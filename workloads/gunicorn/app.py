"""A WSGI application with three handlers, each of which is bound by something else.

/json   a small JSON document: the server's own work
/sleep  50 ms of waiting, as for a database: the number of workers decides
/burn   about 5 ms of Python: the CPU decides, and the interpreter's lock
"""

import json
import time


def burn():
    total = 0
    for number in range(BURN_STEPS):
        total += number
    return b"%d" % total


def steps_of(seconds):
    """How many steps of the loop take so long on this machine, once, when nothing else runs."""
    steps = 10_000
    while True:
        started = time.thread_time()
        total = 0
        for number in range(steps):
            total += number
        taken = time.thread_time() - started
        if taken > 0.02:
            return int(steps * seconds / taken)
        steps *= 2


BURN_STEPS = steps_of(0.005)


def app(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/sleep":
        time.sleep(0.05)
        body = b"slept"
    elif path == "/burn":
        body = burn()
    else:
        body = json.dumps({"path": path, "numbers": list(range(20))}).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
