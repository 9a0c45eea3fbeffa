"""A server that listens and never accepts, and whose backlog is full: a connection to it hangs. PORT HOST."""

import socket
import sys

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind((sys.argv[2], int(sys.argv[1])))
listener.listen(0)
fillers = [socket.socket() for _ in range(4)]
for filler in fillers:
    filler.setblocking(False)
    filler.connect_ex(listener.getsockname())
print("listening", listener.getsockname()[1], flush=True)
sys.stdin.read()
