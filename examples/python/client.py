"""Asks a time server for the time: python3 client.py [HOST] [PORT]"""

import re
import socket
import sys

SECONDS = 3
LONGEST_REPLY = 1024


def ask(host, port):
    # The time-out is for connecting and for each wait: a silent server must not keep us for ever.
    # Batas waktu untuk connect dan setiap penantian: server yang diam tidak boleh menahan kita selamanya.
    with socket.create_connection((host, port), timeout=SECONDS) as connection:
        connection.sendall(b"TIME\r\n")
        # The reply may come byte by byte: readline() goes on until LF. One recv() would not.
        # Respons bisa datang byte demi byte: readline() membaca sampai LF. Satu recv() tidak.
        reply = connection.makefile("rb").readline(LONGEST_REPLY)
        if not reply.endswith(b"\r\n"):
            raise OSError(f"the server closed before a whole reply: {reply!r}")
        # QUIT only now: a server that takes each segment for a request would miss it after TIME.
        # QUIT baru sekarang: server yang menganggap satu segment satu request tidak akan melihatnya.
        connection.sendall(b"QUIT\r\n")
        return reply


arguments = sys.argv[1:] + ["127.0.0.1", "45000"][len(sys.argv) - 1 :]
try:
    reply = ask(arguments[0], int(arguments[1]))
except TimeoutError:
    sys.exit(f"client.py: no reply within {SECONDS} seconds")
except OSError as error:
    sys.exit(f"client.py: {error}")
if not re.fullmatch(rb"JAM \d\d:\d\d:\d\d\r\n", reply):
    sys.exit(f"client.py: not a time: {reply!r}")
print(reply[4:12].decode())
