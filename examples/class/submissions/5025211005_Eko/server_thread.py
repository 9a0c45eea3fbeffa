import socket
import threading
from datetime import datetime


def serve(connection):
    while True:
        data = connection.recv(32)
        if not data:
            break
        if data.startswith(b"TIME") and data.endswith(b"\r\n"):
            connection.sendall(datetime.now().strftime("JAM %H:%M:%S\r\n").encode())
        elif data == b"QUIT\r\n":
            break
        else:
            connection.sendall(b"ERROR unknown request\r\n")
    connection.close()


server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("0.0.0.0", 45000))
server.listen(5)
while True:
    connection, address = server.accept()
    threading.Thread(target=serve, args=(connection,)).start()
