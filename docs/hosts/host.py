#!/usr/bin/env python3
"""A Tickover host in Python, without any package.

    python3 host.py APP SCHEDULE...

The environment variable TICKOVER names the command, if it is not on the PATH. SIGTERM detaches; any other end is a crash.
"""
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import Future

COMMAND = os.environ.get("TICKOVER", "tickover")


def beat(tick):
    """The work of a tick; an exception makes it a failed one."""
    print("tick", tick["id"], tick["reason"], tick["missed"], tick["attempt"], flush=True)


class Host:
    def __init__(self, app, handlers):
        self.app, self.handlers = app, handlers
        self.runs, self.lock = {}, threading.Lock()  # by id: what has begun, so that nothing runs twice
        attach = subprocess.Popen([COMMAND, "attach", app, "--pid", str(os.getpid())], stdout=subprocess.PIPE)
        lease = json.loads(attach.stdout.readline() or sys.exit(attach.wait()))
        self.generation = lease["generation"]
        self.server = socket.socket(socket.AF_UNIX)
        os.umask(0o077)
        self.server.bind(lease["socket"])
        self.server.listen(64)
        print("attached", self.generation, flush=True)

    def serve(self):
        while True:
            connection, _ = self.server.accept()
            threading.Thread(target=self.talk, args=(connection,), daemon=True).start()

    def talk(self, connection):
        with connection, connection.makefile("rw", encoding="utf-8", newline="\n") as stream:
            try:
                for line in stream:
                    self.answer(json.loads(line), lambda **said: (stream.write(json.dumps(said) + "\n"), stream.flush()))
            except (OSError, ValueError):
                pass  # The other end has gone: what has begun ends all the same, and the id is remembered.

    def answer(self, request, say):
        if request.get("op") == "ping":
            busy = sum(not run.done() for run in self.runs.values())
            say(v=1, status="alive", generation=self.generation, pid=os.getpid(), work=busy, oldestProgressMs=0)
        elif request.get("op") == "tick" and request["schedule"] in self.handlers:
            with self.lock:
                run = self.runs.get(request["id"])
                if run and run.done() and not run.exception():
                    return say(v=1, id=request["id"], status="duplicate")
                joined = run and not run.done()
                run = self.runs[request["id"]] = run if joined else Future()
            say(v=1, id=request["id"], status="accepted")
            if not joined:
                try:
                    run.set_result(self.handlers[request["schedule"]](request))
                except Exception as failed:
                    run.set_exception(failed)
            failed = run.exception()  # Waits, if another connection has begun it.
            say(v=1, id=request["id"], **({"status": "failed", "message": str(failed)} if failed else {"status": "done"}))
        else:
            say(v=1, status="unsupported")

    def detach(self, *_):
        subprocess.run([COMMAND, "detach", self.app, "--generation", str(self.generation)], stdout=subprocess.DEVNULL)
        os._exit(0)


if __name__ == "__main__":
    host = Host(sys.argv[1], {schedule: beat for schedule in sys.argv[2:]})
    signal.signal(signal.SIGTERM, host.detach)
    host.serve()
