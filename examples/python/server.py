"""The time server of TUGAS 2 with a thread for each client: python3 server.py [PORT]"""

import socket
import sys
import threading
from datetime import datetime

LONGEST_LINE = 1024
IDLE_SECONDS = 300


def answer(line):
    # Compare bytes: decode() raises an error for bytes that are not UTF-8.
    # Bandingkan byte: decode() gagal untuk byte yang bukan UTF-8.
    if not line.endswith(b"\r\n"):
        return b"ERROR end the line with CR LF (13 10)\r\n"
    if line.startswith(b"TIME"):
        return datetime.now().strftime("JAM %H:%M:%S\r\n").encode()
    return b"" if line == b"\r\n" else b"ERROR unknown request\r\n"


def converse(connection):
    # TCP is a stream: recv() may bring half a request, or three. readline() waits for a whole line.
    # TCP adalah stream: recv() bisa membawa setengah request, atau tiga. readline() menunggu satu baris utuh.
    stream = connection.makefile("rb")
    while line := stream.readline(LONGEST_LINE):
        if not line.endswith(b"\n"):  # too long, or cut off by the client's FIN / terlalu panjang, atau terputus
            return b"ERROR line too long\r\n" if len(line) == LONGEST_LINE else b""
        if line.endswith(b"\r\n") and line.rstrip() == b"QUIT":
            return b""
        connection.sendall(answer(line))  # send() may send a part only / send() bisa mengirim sebagian saja
    return b""


def serve(connection, address):
    # One client's errors end this thread only, and "with" closes the connection in any case.
    # Galat satu client hanya mengakhiri thread ini, dan "with" selalu menutup koneksi.
    with connection:
        try:
            connection.settimeout(IDLE_SECONDS)
            connection.sendall(converse(connection))
            # Closing with unread bytes sends RST, which can destroy replies: send FIN, then read what is left.
            # Menutup dengan byte yang belum dibaca mengirim RST: kirim FIN, lalu baca sisanya.
            connection.shutdown(socket.SHUT_WR)
            connection.settimeout(2)
            while connection.recv(4096):
                pass
        except OSError as error:
            print(address, error, file=sys.stderr)


# create_server() sets SO_REUSEADDR: a restart need not wait until old connections have left TIME_WAIT.
# create_server() memasang SO_REUSEADDR: server bisa langsung dijalankan ulang.
listener = socket.create_server(("0.0.0.0", int(sys.argv[1]) if len(sys.argv) > 1 else 45000), backlog=128)
while True:
    threading.Thread(target=serve, args=listener.accept(), daemon=True).start()
