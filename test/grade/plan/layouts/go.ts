/** How students lay out servers in Go. */
import type { Layout } from "./layout.ts";

const SERVER = String.raw`package main

import (
	"fmt"
	"net"
	"time"
)

func handle(conn net.Conn) {
	defer conn.Close()
	fmt.Fprintf(conn, "JAM %s\r\n", time.Now().Format("15:04:05"))
}

func main() {
	ln, err := net.Listen("tcp", ":45000")
	if err != nil {
		panic(err)
	}
	for {
		conn, err := ln.Accept()
		if err == nil {
			go handle(conn)
		}
	}
}
`;

const CLIENT = `package main

import "net"

func main() {
	conn, _ := net.Dial("tcp", "localhost:45000")
	conn.Close()
}
`;

const WITHOUT_MODULE = "env GO111MODULE=off GOFLAGS= go build -o jam-server";
const withMain = (body: string, imports = '"net"') =>
  `package main\n\nimport (\n\t${imports}\n)\n\nfunc main() {\n${body}\n\tfor {\n\t\tln.Accept()\n\t}\n}\n`;

export const GO: readonly Layout[] = [
  {
    title: "one file without go.mod",
    files: { "main.go": SERVER },
    expected: {
      command: "./jam-server",
      build: [`${WITHOUT_MODULE} main.go`],
      why: 'main.go:15: ln, err := net.Listen("tcp", ":45000")',
    },
  },
  {
    title: "a server and a client in one folder, each with a main",
    files: { "server.go": SERVER, "client.go": CLIENT, "go.mod": "module jam\n\ngo 1.22.0\n" },
    expected: { command: "./jam-server", build: [`${WITHOUT_MODULE} server.go`] },
  },
  {
    title: "a handler in a file beside it, with a test",
    files: {
      "go.mod": "module jam\n\ngo 1.18\n",
      "main.go": withMain(`\tln, _ := net.Listen("tcp", ":45000")\n\tserve(ln)`),
      "handler.go": `package main\n\nimport "net"\n\nfunc serve(ln net.Listener) {}\n`,
      "handler_test.go": `package main\n\nimport "testing"\n\nfunc TestServe(t *testing.T) {}\n`,
    },
    expected: { command: "./jam-server", build: [`${WITHOUT_MODULE} main.go handler.go`] },
  },
  {
    title: "commands in cmd, and an internal package",
    files: {
      "go.mod": "module example.com/jam\n\ngo 1.18\n",
      "cmd/server/main.go": withMain("\tln := server.Listen()", '"example.com/jam/internal/server"'),
      "cmd/client/main.go": CLIENT,
      "internal/server/server.go": `package server\n\nimport "net"\n\nfunc Listen() net.Listener {\n\tln, _ := net.Listen("tcp", ":45000")\n\treturn ln\n}\n`,
    },
    expected: {
      command: "./jam-server",
      build: ["go build -o jam-server cmd/server/main.go"],
      why: "started by cmd/server/main.go",
    },
  },
  {
    title: "a module with vendored packages",
    files: {
      "tugas/go.mod": "module jam\n\ngo 1.18\n\nrequire github.com/x/y v1.0.0\n",
      "tugas/main.go": withMain(
        `\ty.Y()\n\tln, _ := net.Listen("tcp", ":45000")`,
        '"net"\n\t"github.com/x/y"',
      ),
      "tugas/vendor/modules.txt": "# github.com/x/y v1.0.0\n## explicit\ngithub.com/x/y\n",
      "tugas/vendor/github.com/x/y/y.go": "package y\n\nfunc Y() {}\n",
    },
    expected: {
      command: "./jam-server",
      folder: "tugas",
      build: ["go build -mod=vendor -o jam-server main.go"],
    },
  },
  {
    title: "ListenTCP with an address",
    files: {
      "server.go": withMain(
        `\taddr, _ := net.ResolveTCPAddr("tcp4", "0.0.0.0:45000")\n\tln, _ := net.ListenTCP("tcp", addr)`,
      ),
    },
    expected: { command: "./jam-server", build: [`${WITHOUT_MODULE} server.go`] },
  },
  {
    title: "a port flag",
    files: {
      "server.go": withMain(
        `\tport := flag.Int("port", 8080, "where to listen")\n\tflag.Parse()\n\tln, _ := net.Listen("tcp", fmt.Sprintf(":%d", *port))`,
        '"flag"\n\t"fmt"\n\t"net"',
      ),
    },
    expected: { command: "./jam-server -port 45000" },
  },
  {
    title: "an address flag",
    files: {
      "server.go": withMain(
        `\taddr := flag.String("addr", ":8080", "listen address")\n\tflag.Parse()\n\tln, _ := net.Listen("tcp", *addr)`,
        '"flag"\n\t"net"',
      ),
    },
    expected: { command: "./jam-server -addr :45000" },
  },
  {
    title: "the port as an argument",
    files: {
      "server.go": withMain(
        `\tport := ":" + os.Args[1]\n\tln, _ := net.Listen("tcp", port)`,
        '"net"\n\t"os"',
      ),
    },
    expected: { command: "./jam-server 45000" },
  },
  {
    title: "the port as an argument under another name",
    files: {
      "server.go": withMain(
        `\targuments := os.Args\n\tport := ":" + arguments[1]\n\tln, _ := net.Listen("tcp4", port)`,
        '"net"\n\t"os"',
      ),
    },
    expected: { command: "./jam-server 45000" },
  },
  {
    title: "a library with tests",
    files: {
      "go.mod": "module jam\n\ngo 1.18\n",
      "protocol.go": "package jam\n",
      "protocol_test.go": `package jam\n\nimport "net"\n\nfunc listen() { net.Listen("tcp", ":0") }\n`,
    },
    expected: { none: "no-listener" },
  },
  {
    title: "the port from the environment",
    files: {
      "server.go": withMain(
        `\tport := os.Getenv("PORT")\n\tln, _ := net.Listen("tcp", ":"+port)`,
        '"net"\n\t"os"',
      ),
    },
    expected: { command: "env PORT=45000 ./jam-server" },
  },
  {
    title: "a folder for each exercise's part, and a backup",
    files: { "server/main.go": SERVER, "client/main.go": CLIENT, "backup/main.go": `${SERVER}// old\n` },
    expected: { command: "./jam-server", folder: "server", build: [`${WITHOUT_MODULE} main.go`] },
  },
  {
    title: "two servers",
    files: { "a/main.go": SERVER, "b/main.go": `${SERVER}// b\n` },
    expected: { undecided: ["a/main.go", "b/main.go"] },
  },
  {
    title: "a package without main",
    files: { "server.go": SERVER.replace("package main", "package jam") },
    expected: { none: "no-main" },
  },
  { title: "only a client", files: { "main.go": CLIENT }, expected: { none: "only-client" } },
  {
    title: "UDP",
    files: { "main.go": withMain(`\tln, _ := net.ListenPacket("udp", ":45000")`) },
    expected: { none: "only-udp" },
  },
];
