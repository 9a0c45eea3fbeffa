import socket
import sys
import threading
from datetime import datetime

MISTAKE = 0


def reply():
    end = "\n" if MISTAKE == 5 else "\r\n"
    return ("JAM " + datetime.now().strftime("%H:%M:%S") + end).encode()


def by_chunk(connection):
    while True:
        data = connection.recv(1024)
        if not data:
            return
        request = data.decode()
        if MISTAKE == 1 and request == "TIME\r\n" or MISTAKE == 2 and request.startswith("TIME"):
            connection.sendall(reply())
        elif request.startswith("QUIT"):
            return
        else:
            connection.sendall(b"ERROR\r\n")


def by_line(connection):
    buffer = b""
    end = b"\n" if MISTAKE == 3 else b"\r\n"
    while True:
        data = connection.recv(1024)
        if not data:
            return
        buffer += data
        while end in buffer:
            line, buffer = buffer.split(end, 1)
            if line.startswith(b"TIME"):
                connection.sendall(reply())
                if MISTAKE == 7:
                    return
            elif line.strip() == b"QUIT" and MISTAKE != 6:
                return
            elif line and MISTAKE != 8:
                connection.sendall(b"ERROR unknown request\r\n")


def serve(connection):
    with connection:
        if MISTAKE in (1, 2):
            by_chunk(connection)
        else:
            by_line(connection)


def main():
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("0.0.0.0", 45000))
    server.listen(100)
    while True:
        connection, _ = server.accept()
        if MISTAKE == 4:
            serve(connection)
        else:
            threading.Thread(target=serve, args=(connection,), daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
