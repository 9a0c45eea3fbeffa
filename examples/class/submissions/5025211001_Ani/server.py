import socket
import threading
from datetime import datetime


def serve(connection):
    buffer = b""
    with connection:
        while True:
            try:
                data = connection.recv(65536)
            except OSError:
                return
            if not data:
                return
            buffer += data
            out = b""
            while True:
                at = buffer.find(b"\n")
                if (at if at >= 0 else len(buffer)) >= 1024:
                    connection.sendall(out + b"ERROR line too long\r\n")
                    return
                if at < 0:
                    break
                line, buffer = buffer[: at + 1], buffer[at + 1 :]
                if not line.endswith(b"\r\n"):
                    out += b"ERROR end the line with CR LF (13 10)\r\n"
                elif line.startswith(b"TIME"):
                    out += datetime.now().strftime("JAM %H:%M:%S\r\n").encode()
                elif line.rstrip() == b"QUIT":
                    connection.sendall(out)
                    return
                elif line != b"\r\n":
                    out += b"ERROR unknown request\r\n"
            try:
                connection.sendall(out)
            except OSError:
                return

with socket.socket() as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("0.0.0.0", 45000))
    listener.listen(128)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()
