"""A time server as students write it: right at first sight, but it treats what each recv() returns as a request.

python3 examples/python/server-naive.py [PORT], also known as examples/server_thread.py; what it fails is in the README
"""

import socket
import sys
import threading
from datetime import datetime


class ProcessTheClient(threading.Thread):
    def __init__(self, connection):
        self.connection = connection
        threading.Thread.__init__(self, daemon=True)

    def run(self):
        while True:
            # Wrong: what one recv() returns is no request: it may be half of one, or two.
            # Salah: hasil satu recv() bukan satu request: bisa setengahnya, bisa dua.
            data = self.connection.recv(32)
            if not data:
                break
            request = data.decode("utf-8")
            if request.startswith("TIME") and request.endswith("\r\n"):
                now = datetime.now().strftime("%H:%M:%S")
                self.connection.sendall(f"JAM {now}\r\n".encode("utf-8"))
            elif request == "QUIT\r\n":
                break
        self.connection.close()


class Server(threading.Thread):
    def __init__(self, port):
        self.listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.listener.bind(("0.0.0.0", port))
        self.listener.listen(1)
        self.clients = []
        threading.Thread.__init__(self)

    def run(self):
        while True:
            connection, address = self.listener.accept()
            client = ProcessTheClient(connection)
            client.start()
            self.clients.append(client)


Server(int(sys.argv[1]) if len(sys.argv) > 1 else 45000).start()
