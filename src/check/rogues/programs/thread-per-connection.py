"""A right server in the course's own way: a thread a connection, and a buffer of lines. PORT HOST."""

import os
import socket
import sys
import threading
import time

MAX_LINE_BYTES = 8192


def serve(client):
    buffer = b""
    with client:
        while True:
            try:
                data = client.recv(1024)
                if not data:
                    return
                buffer += data
                while b"\r\n" in buffer:
                    line, buffer = buffer.split(b"\r\n", 1)
                    if line == b"TIME":
                        client.sendall(time.strftime("JAM %H:%M:%S\r\n").encode("utf-8"))
                    elif line == b"QUIT":
                        return
                    elif line:
                        client.sendall(b"ERROR unknown\r\n")
                if len(buffer) > MAX_LINE_BYTES:
                    return
            except OSError:
                return


def end_with_standard_input():
    sys.stdin.read()
    os._exit(0)


listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind((sys.argv[2], int(sys.argv[1])))
listener.listen(128)
print("listening", listener.getsockname()[1], flush=True)
threading.Thread(target=end_with_standard_input, daemon=True).start()
while True:
    connection, _ = listener.accept()
    threading.Thread(target=serve, args=(connection,), daemon=True).start()
