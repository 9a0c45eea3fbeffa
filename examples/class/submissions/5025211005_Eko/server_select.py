import selectors
import socket
from datetime import datetime

selector = selectors.DefaultSelector()


def accept(server):
    connection, _ = server.accept()
    selector.register(connection, selectors.EVENT_READ, serve)


def serve(connection):
    data = connection.recv(1024)
    if data == b"TIME\r\n":
        connection.sendall(datetime.now().strftime("JAM %H:%M:%S\r\n").encode())
    elif not data or data == b"QUIT\r\n":
        selector.unregister(connection)
        connection.close()


server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("0.0.0.0", 45000))
server.listen(5)
selector.register(server, selectors.EVENT_READ, accept)
while True:
    for key, _ in selector.select():
        key.data(key.fileobj)
