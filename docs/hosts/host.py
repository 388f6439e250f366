"""A Tickover host in Python, without any package: python3 host.py APP SCHEDULE...

The environment variable TICKOVER names the command, if it is not on the PATH. SIGTERM detaches; any other end is a crash.
"""
import json, os, signal, socket, subprocess, sys, threading
from concurrent.futures import Future
from contextlib import suppress

COMMAND = os.environ.get("TICKOVER", "tickover")


def beat(tick):
    """The work of a tick; an exception makes it a failed one."""
    print("tick", tick["id"], tick["reason"], tick["missed"], tick["attempt"], flush=True)


class Host:
    def __init__(self, app, handlers):
        self.app, self.handlers, self.generation = app, handlers, 0  # No generation while it stands by.
        self.runs, self.lock = {}, threading.Lock()  # by id: what has begun, so that nothing runs twice

    def run(self):
        """Stands by until no other host is active, then serves. A host that is replaced leaves its old socket alone."""
        attach = subprocess.Popen([COMMAND, "attach", self.app, "--pid", str(os.getpid())], stdout=subprocess.PIPE)
        while (lease := json.loads(attach.stdout.readline() or os._exit(attach.wait())))["state"] == "standby":
            print("standby", flush=True)
        server = socket.socket(socket.AF_UNIX)
        server.bind(lease["socket"])
        server.listen(64)
        self.generation = lease["generation"]
        print("attached", self.generation, flush=True)
        while True:
            threading.Thread(target=self.talk, args=server.accept()[:1], daemon=True).start()

    def talk(self, connection):
        # If the other end goes, or talks nonsense, what has begun ends all the same.
        with connection, connection.makefile("rb") as lines, suppress(OSError, ValueError, KeyError):
            while (line := lines.readline(64 * 1024)).endswith(b"\n"):
                self.answer(json.loads(line), lambda **said: connection.sendall(json.dumps(said).encode() + b"\n"))

    def answer(self, request, say):
        op, ours = request.get("op"), request.get("v") == 1 and self.generation
        if ours and op == "ping":
            busy = sum(not run.done() for run in list(self.runs.values()))
            say(v=1, status="alive", generation=self.generation, pid=os.getpid(), work=busy, oldestProgressMs=0)
        elif ours and op == "tick" and request["app"] == self.app and request["schedule"] in self.handlers:
            self.tick(request, lambda status, **more: say(v=1, id=request["id"], status=status, **more))
        elif ours and op == "fenced" and request["generation"] == self.generation:
            self.generation = 0
            threading.Thread(target=self.run, daemon=True).start()
        else:
            say(v=1, status="unsupported")

    def tick(self, tick, say):
        with self.lock:
            run = self.runs.get(tick["id"])
            if run and run.done() and not run.exception():
                return say("duplicate")
            say("accepted")  # Fails if the client has gone: then the tick is withdrawn.
            if begins := not run or run.done():
                run = self.runs[tick["id"]] = Future()
        if begins:
            try:
                run.set_result(self.handlers[tick["schedule"]](tick))
            except Exception as failed:
                run.set_exception(failed)
        failed = run.exception()  # Waits, if another connection has begun it.
        say("failed", message=str(failed)) if failed else say("done")

    def detach(self, *_):
        if self.generation:
            subprocess.run([COMMAND, "detach", self.app, "--generation", str(self.generation)], stdout=subprocess.DEVNULL)
        os._exit(0)


os.umask(0o077)
host = Host(sys.argv[1], {schedule: beat for schedule in sys.argv[2:]})
signal.signal(signal.SIGTERM, host.detach)
host.run()
