/** How students lay out servers in Python. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Layout } from "./layout.ts";

const EXAMPLE = join(import.meta.dirname, "../../../../examples/server_thread.py");

const CLASSES = String.raw`from socket import *
import socket
import threading
import time
import logging

class ProcessTheClient(threading.Thread):
    def __init__(self, connection, address):
        self.connection = connection
        self.address = address
        threading.Thread.__init__(self)

    def run(self):
        while True:
            data = self.connection.recv(32)
            if not data:
                break
            d = data.decode()
            if d.startswith("TIME") and d.endswith("\r\n"):
                self.connection.sendall(("JAM " + time.strftime("%H:%M:%S") + "\r\n").encode())
        self.connection.close()

class Server(threading.Thread):
    def __init__(self):
        self.the_clients = []
        self.my_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        threading.Thread.__init__(self)

    def run(self):
        self.my_socket.bind(('0.0.0.0', 45000))
        self.my_socket.listen(1)
        while True:
            self.connection, self.client_address = self.my_socket.accept()
            clt = ProcessTheClient(self.connection, self.client_address)
            clt.start()
            self.the_clients.append(clt)
`;

const MAIN = `
def main():
    svr = Server()
    svr.start()

if __name__ == "__main__":
    main()
`;

const CLIENT = String.raw`import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
sock.connect(("172.16.16.101", 45000))
sock.sendall(b"TIME\r\n")
print(sock.recv(32))
`;

const SCRIPT = `import socket

s = socket.socket()
s.bind(("", 45000))
s.listen(5)
while True:
    c, a = s.accept()
    c.close()
`;

export const PYTHON: readonly Layout[] = [
  {
    title: "the course's own server: the port is an argument with a default",
    files: { "server_thread.py": readFileSync(EXAMPLE, "utf8") },
    expected: { command: "python3 server_thread.py", why: 'self.listener.bind(("0.0.0.0", port))' },
  },
  {
    title: "a server and a client beside each other, and a report",
    files: { "server.py": CLASSES + MAIN, "client.py": CLIENT, "Laporan.pdf": "%PDF-1.4" },
    expected: { command: "python3 server.py", why: "server.py:30: self.my_socket.bind(('0.0.0.0', 45000))" },
  },
  {
    title: "everything in the folder that the archive was made of",
    files: { "Tugas 3 - 5025211001/server.py": SCRIPT, "Tugas 3 - 5025211001/README.md": "bind and listen" },
    expected: { command: "python3 server.py", folder: "Tugas 3 - 5025211001" },
  },
  {
    title: "a module with the class, and a main that starts it",
    files: { "time_server.py": CLASSES, "main.py": "from time_server import Server\n\nServer().start()\n" },
    expected: { command: "python3 main.py", why: "started by main.py" },
  },
  {
    title: "a server with a main of its own, which a test imports",
    files: {
      "server.py": CLASSES + MAIN,
      "test_server.py": "import unittest\nfrom server import Server\n\nunittest.main()\n",
    },
    expected: { command: "python3 server.py" },
  },
  {
    title: "a package whose modules import each other by its name",
    files: {
      "app/__init__.py": "",
      "app/config.py": "PORT = 45000\n",
      "app/server.py": `import socketserver\nfrom app.config import PORT\n\nclass H(socketserver.BaseRequestHandler):\n    pass\n\nif __name__ == "__main__":\n    with socketserver.ThreadingTCPServer(("", PORT), H) as s:\n        s.serve_forever()\n`,
    },
    expected: { command: "python3 -m app.server" },
  },
  {
    title: "a package with relative imports, and the same file again as the browser saved it",
    files: {
      "src/timeserver/handler.py": "def handle(c):\n    c.close()\n",
      "src/timeserver/server.py": `import socket\nfrom .handler import handle\n\ns = socket.create_server(("", 45000))\nwhile True:\n    handle(s.accept()[0])\n`,
      "src/timeserver/server (1).py": `import socket\nfrom .handler import handle\n\ns = socket.create_server(("", 8889))\n`,
    },
    expected: {
      command: "python3 -m timeserver.server",
      folder: "src",
      why: "set aside: src/timeserver/server (1).py",
    },
  },
  {
    title: "asyncio with a port that only the command line gives",
    files: {
      "server.py": `import asyncio\nimport sys\n\nasync def handle(reader, writer):\n    writer.close()\n\nasync def main():\n    host = sys.argv[1]\n    port = int(sys.argv[2])\n    server = await asyncio.start_server(handle, host, port)\n    await server.serve_forever()\n\nasyncio.run(main())\n`,
    },
    expected: { command: "python3 server.py 0.0.0.0 45000", why: "asyncio.start_server(handle, host, port)" },
  },
  {
    title: "argparse, and another port by default",
    files: {
      "server.py": `import argparse, socket\n\nparser = argparse.ArgumentParser()\nparser.add_argument(\n    "-p", "--port", type=int, default=8889)\nargs = parser.parse_args()\ns = socket.socket()\ns.bind(("0.0.0.0", args.port))\ns.listen()\nwhile True:\n    s.accept()\n`,
    },
    expected: { command: "python3 server.py --port 45000" },
  },
  {
    title: "another port, fixed in the file",
    files: { "server.py": SCRIPT.replace("45000", "8889") },
    expected: { command: "python3 server.py", why: "names port 8889, not 45000" },
  },
  {
    title: "the port from the environment",
    files: {
      "server.py": SCRIPT.replace("import socket", "import os, socket").replace(
        "45000",
        'int(os.environ.get("PORT", "8080"))',
      ),
    },
    expected: { command: "env PORT=45000 python3 server.py" },
  },
  {
    title: "Python 2",
    files: {
      "server.py": `import SocketServer\n\nclass H(SocketServer.BaseRequestHandler):\n    def handle(self):\n        print "from", self.client_address\n\nSocketServer.TCPServer(("", 45000), H).serve_forever()\n`,
    },
    expected: { command: "python2 server.py", why: "line 5 is Python 2" },
  },
  {
    title: "old versions in a folder and by name, virtual environment and caches",
    files: {
      "server.py": SCRIPT,
      "old/server.py": `${SCRIPT}# first try\n`,
      "server_backup.py": `${SCRIPT}print("backup")\n`,
      "venv/lib/python3.11/site-packages/lib/server.py": SCRIPT,
      "__pycache__/server.cpython-311.pyc": "",
      "._server.py": "\u0000Mac",
    },
    expected: { command: "python3 server.py", why: "set aside: server_backup.py, old/server.py" },
  },
  {
    title: "only a second download of the file",
    files: { "server (1).py": SCRIPT },
    expected: { command: "python3 server (1).py" },
  },
  {
    title: "the same server twice, in two folders",
    files: { "server.py": SCRIPT, "mesin1/server.py": SCRIPT, "mesin2/client.py": CLIENT },
    expected: { command: "python3 server.py" },
  },
  {
    title: "two different servers",
    files: { "server_thread.py": CLASSES + MAIN, "server_process.py": SCRIPT },
    expected: { undecided: ["server_process.py", "server_thread.py"] },
  },
  {
    title: "a server in comments and in documentation only, beside the one",
    files: {
      "notes.py": `"""\ns.bind(("", 45000))\ns.listen()\n"""\n# s.bind(("", 1)); s.listen()\nprint("call s.bind( and s.listen(")\n`,
      "server.py": SCRIPT,
    },
    expected: { command: "python3 server.py" },
  },
  {
    title: "a script without an extension",
    files: { server: `#!/usr/bin/env python3\n${SCRIPT}` },
    expected: { command: "python3 server" },
  },
  {
    title: "a name that begins with a dash is no option",
    files: { "-server.py": SCRIPT },
    expected: { command: "python3 ./-server.py" },
  },
  { title: "only a client", files: { "client.py": CLIENT }, expected: { none: "only-client" } },
  {
    title: "a client under the name of a server",
    files: { "server.py": CLIENT },
    expected: { none: "only-client" },
  },
  {
    title: "UDP",
    files: {
      "server.py": `import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.bind(("", 45000))\n`,
    },
    expected: { none: "only-udp" },
  },
  {
    title: "UDP, with a client of it that sorts first",
    files: {
      "a_sender.py": `import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"", ("", 1))\n`,
      "collector.py": `import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.bind(("", 45000))\n`,
    },
    expected: { none: "only-udp" },
  },
  {
    title: "bound, and never listening",
    files: { "server.py": `import socket\ns = socket.socket()\ns.bind(("", 45000))\ns.accept()\n` },
    expected: { none: "never-listens" },
  },
  { title: "a notebook", files: { "Tugas3.ipynb": "{}" }, expected: { none: "notebook" } },
  { title: "only caches", files: { "server.pyc": "" }, expected: { none: "only-compiled" } },
  {
    title: "exercises without sockets",
    files: { "hello.py": "print(1)\n" },
    expected: { none: "no-listener" },
  },
  {
    title: "code without a server, and a script that sets it up",
    files: { "hello.py": "print(1)\n", "setup.sh": "pip install x\n" },
    expected: { none: "no-listener" },
  },
  {
    title: "only a shell script",
    files: { "server.sh": "nc -l 45000\n" },
    expected: { none: "other-language" },
  },
  { title: "only text", files: { "answer.txt": "see link" }, expected: { none: "no-source" } },
];
