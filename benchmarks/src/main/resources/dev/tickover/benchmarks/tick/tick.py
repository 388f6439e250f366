"""The work of a delivered tick, for comparison: lock, read, write in flight, ask the host, write done."""

import fcntl
import os
import socket
import sys
import time
import zlib

folder, host = sys.argv[1:]
state_file = os.path.join(folder, "compared.state")
history_file = os.path.join(folder, "compared.jsonl")


def remember(event, durably):
    line = '{"at":%d,"event":"%s","schedule":"compared"}\n' % (time.time() * 1000, event)
    with open(history_file, "ab") as history:
        history.write(line.encode())
        history.flush()
        if durably:
            os.fsync(history.fileno())
    body = "compared 1\nlast=%d\nevent=%s\n" % (time.time() * 1000, event)
    with open(state_file + ".tmp", "wb") as state:
        state.write(("%scrc32=%x\n" % (body, zlib.crc32(body.encode()))).encode())
        state.flush()
        os.fsync(state.fileno())
    if os.path.exists(state_file):
        os.rename(state_file, state_file + ".former")
    os.rename(state_file + ".tmp", state_file)


with open(os.path.join(folder, "compared.lock"), "w") as lock:
    fcntl.lockf(lock, fcntl.LOCK_EX)
    if os.path.exists(state_file):
        with open(state_file, "rb") as state:
            body, _, checksum = state.read().rpartition(b"crc32=")
            if zlib.crc32(body) != int(checksum, 16):
                sys.exit("damaged state")
    remember("fired", True)
with socket.socket(socket.AF_UNIX) as peer:
    peer.settimeout(10)
    peer.connect(host)
    peer.sendall(b'{"v":1,"op":"tick","app":"compared","schedule":"compared","id":"compared@1"}\n')
    answers = b""
    while answers.count(b"\n") < 2:
        answer = peer.recv(4096)
        if not answer:
            sys.exit("the host is gone")
        answers += answer
with open(os.path.join(folder, "compared.lock"), "w") as lock:
    fcntl.lockf(lock, fcntl.LOCK_EX)
    remember("completed", False)
