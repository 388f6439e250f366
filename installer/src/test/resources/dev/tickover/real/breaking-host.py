"""A host that ends itself, or whoever delivers to it, at one step of a delivery.

    python3 breaking-host.py STATE_FOLDER APP SCHEDULE=host|client@STEP ...

The steps, in order: connected (nothing is read), received (nothing is answered), accepted, worked (the end is not told),
answered (the end is told, and not read), read (it is read, and not written down). Each schedule is broken once, at its
first tick. The environment variable TICKOVER names the command.
"""
import fcntl
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import termios
import threading
import time

FOLDER, APP = sys.argv[1:3]
PLAN = dict(word.split("=") for word in sys.argv[3:])
completed, broken, lock = set(), set(), threading.Lock()


def say(*words):
    print(*words, flush=True)


def client_of(connection):
    return struct.unpack("iii", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]


def unread(connection):
    """How many bytes of what was sent the other end has not read (SIOCOUTQ, unix(7))."""
    return struct.unpack("i", fcntl.ioctl(connection, termios.TIOCOUTQ, b"\0\0\0\0"))[0]


class Delivery:
    def __init__(self, connection):
        self.connection, self.client = connection, client_of(connection)

    def is_to_break(self, schedule, who, step):
        return schedule not in broken and PLAN.get(schedule) == who + "@" + step

    def at(self, step, schedule):
        """Is at a step of the delivery: ends whom it is to end here."""
        if self.is_to_break(schedule, "host", step):
            say("broken", schedule)
            os.kill(os.getpid(), signal.SIGKILL)
        if self.is_to_break(schedule, "client", step):
            self.end_client(schedule)
            if step in ("connected", "received"):
                raise ConnectionError("the tick is withdrawn: its client is gone before it was accepted")

    def end_client(self, schedule):
        os.kill(self.client, signal.SIGKILL)
        broken.add(schedule)
        say("broken", schedule)

    def answer(self, tick, status):
        self.connection.sendall((json.dumps({"v": 1, "id": tick["id"], "status": status}) + "\n").encode())

    def done(self, tick):
        schedule = tick["schedule"]
        if self.is_to_break(schedule, "client", "answered"):
            os.kill(self.client, signal.SIGSTOP)
            self.answer(tick, "done")
            self.end_client(schedule)
        elif self.is_to_break(schedule, "client", "read"):
            # The client cannot write the end down without this lock.
            with open(os.path.join(FOLDER, "schedules", schedule + ".lock"), "r+") as held:
                fcntl.lockf(held, fcntl.LOCK_EX)
                self.answer(tick, "done")
                while unread(self.connection):
                    time.sleep(0.01)
                self.end_client(schedule)
        else:
            self.answer(tick, "done")
            self.at("answered", schedule)

    def run(self):
        # Whoever connects is known by its schedule only once it has spoken; so one schedule alone is broken here.
        for schedule in PLAN:
            self.at("connected", schedule)
        line = self.connection.makefile("r").readline()
        request = json.loads(line) if line else {}
        if request.get("op") == "ping":
            alive = {"v": 1, "status": "alive", "pid": os.getpid(), "generation": generation, "work": 0}
            self.connection.sendall((json.dumps(alive) + "\n").encode())
        elif request.get("op") == "tick":
            self.tick(request)

    def tick(self, tick):
        self.at("received", tick["schedule"])
        with lock:
            known = tick["id"] in completed
        if known:
            self.answer(tick, "duplicate")
            return
        self.answer(tick, "accepted")
        self.at("accepted", tick["schedule"])
        with lock:
            if tick["id"] not in completed:
                completed.add(tick["id"])
                say("tick", tick["id"], tick["reason"], tick["missed"], tick["attempt"])
        self.at("worked", tick["schedule"])
        self.done(tick)

    def __call__(self):
        try:
            self.run()
        except OSError:
            pass  # The client is gone.
        finally:
            self.connection.close()


attach = subprocess.Popen([os.environ["TICKOVER"], "attach", APP, "--pid", str(os.getpid())], stdout=subprocess.PIPE)
lease = json.loads(attach.stdout.readline() or sys.exit(attach.wait()))
generation = lease["generation"]
# Before anybody listens: what is owed is to come by tick clients that the timers' services start, and by nobody else.
attach.kill()
attach.wait()
server = socket.socket(socket.AF_UNIX)
os.umask(0o077)
server.bind(lease["socket"])
server.listen(64)
say("attached", generation)
while True:
    threading.Thread(target=Delivery(server.accept()[0]), daemon=True).start()
