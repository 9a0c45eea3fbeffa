"""The course's server, written from its description: one thread per connection, the time in JAM lines."""

import socket
import sys
import threading
import time


class Client(threading.Thread):
    """Serves one connection until QUIT or end of stream."""

    def __init__(self, connection):
        super().__init__(daemon=True)
        self.connection = connection

    def run(self):
        with self.connection:
            pending = b""
            while chunk := self.connection.recv(4096):
                *lines, pending = (pending + chunk).split(b"\r\n")
                for line in lines:
                    if line == b"QUIT":
                        return
                    if line.startswith(b"TIME"):
                        reply = time.strftime("JAM %H:%M:%S\r\n")
                    else:
                        reply = "ERROR unknown request\r\n"
                    self.connection.sendall(reply.encode())


def main():
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", int(sys.argv[1])))
    server.listen(1024)
    while True:
        connection, _ = server.accept()
        Client(connection).start()


if __name__ == "__main__":
    main()
