/** Whole servers around the lines of code that reports show, one scaffold for each programming language. */
import type { CodeLanguage } from "../../../../src/check/texts/code-language.ts";

export interface Scaffold {
  readonly file: string;
  /** Of what builds and starts it. */
  readonly debianPackage: string;
  /** The commands that build and start it, in its folder. */
  readonly build: readonly string[] | undefined;
  readonly start: readonly string[];
  /** A server that accepts with `listen`, calls `run` for each client, and in it `serve`. */
  readonly program: (parts: {
    readonly listen: string;
    readonly run: string;
    readonly serve: string;
  }) => string;
  /** `run` without a guard. */
  readonly bareRun: string;
  /** The body of `serve`: reads with `gone`, cuts lines off, and does `each` with every line. */
  readonly loop: (gone: string, each: string) => string;
  /** In the loop: an error for a line with byte 255, the return at QUIT, and `reply` for TIME. */
  readonly raising: (reply: string) => string;
}

const indent = (text: string, columns: number) => text.replace(/^(?=.)/gm, " ".repeat(columns));

const PYTHON: Scaffold = {
  file: "server.py",
  debianPackage: "python3",
  build: undefined,
  start: ["python3", "server.py"],
  program: ({ listen, run, serve }) => `
import socket, threading, time
class ProcessTheClient(threading.Thread):
    def __init__(self, connection, address):
        super().__init__(daemon=True)
        self.connection, self.address = connection, address
${indent(run, 4)}
    def serve_client(self):
${indent(serve, 8)}
${listen}
`,
  bareRun: "def run(self):\n    self.serve_client()",
  loop: (gone, each) => `
buffer = b""
while True:
${indent(gone, 4)}
    buffer += data
    while b"\\r\\n" in buffer:
        line, buffer = buffer.split(b"\\r\\n", 1)
${indent(each, 8)}`,
  raising: (reply) =>
    `line.decode()\nif line == b"QUIT":\n    return\nif line == b"TIME":\n${indent(reply, 4)}`,
};

const NODE: Scaffold = {
  file: "server.js",
  debianPackage: "nodejs",
  build: undefined,
  start: ["node", "server.js"],
  program: ({ listen, run, serve }) => `
const net = require("node:net");
function serveClient(socket) {
${run}
${serve}
}
${listen}
`,
  bareRun: 'socket.on("error", () => {});',
  loop: (gone, each) => `
let buffer = "";
${gone}
socket.setEncoding("latin1").on("data", (data) => {
  buffer += data;
  while (buffer.includes("\\r\\n")) {
    const [line] = buffer.split("\\r\\n", 1);
    buffer = buffer.slice(line.length + 2);
${indent(each, 4)}
  }
});`,
  raising: (reply) => `
if (line.includes("\\xff")) return void socket.emit("error", new Error("not UTF-8"));
if (line === "QUIT") return socket.destroySoon();
if (line === "TIME") {
${reply}
}`,
};

const JAVA: Scaffold = {
  file: "Server.java",
  debianPackage: "openjdk-17-jdk-headless",
  build: ["javac", "Server.java"],
  start: ["java", "-Xshare:auto", "-cp", ".", "Server"],
  program: ({ listen, run, serve }) => `
import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
class Server {
  public static void main(String[] arguments) throws IOException {
${listen}
  }
${run}
  static void serveClient(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    OutputStream out = socket.getOutputStream();
${serve}
  }
}
`,
  bareRun: "static void run(Socket socket) { try { serveClient(socket); } catch (IOException error) {} }",
  loop: (gone, each) => `
String buffer = "";
while (true) {
${gone}
buffer += (char) next;
if (!buffer.endsWith("\\r\\n")) continue;
String line = buffer.substring(0, buffer.length() - 2);
buffer = "";
${each}
}`,
  raising: (reply) => `
if (line.indexOf(255) >= 0) throw new IllegalStateException("not UTF-8");
if (line.equals("QUIT")) return;
if (line.equals("TIME")) {
${reply}
}`,
};

const GO: Scaffold = {
  file: "server.go",
  debianPackage: "golang-go",
  build: ["go", "build", "-o", "server", "server.go"],
  start: ["./server"],
  program: ({ listen, run, serve }) => `
package main
import ("bufio"; "fmt"; "log"; "net"; "strings"; "time")
var _ = fmt.Sprint
var _ = strings.HasPrefix
var _ = time.Now
var _ = bufio.NewReader
${run}
func serveClient(conn net.Conn) {
${serve}
}
func main() {
${listen}
}
`,
  bareRun: "func run(conn net.Conn) {\n    serveClient(conn)\n}",
  loop: (gone, each) => `
chunk := make([]byte, 1024)
buffer := ""
for {
${gone}
buffer += string(chunk[:count])
for strings.Contains(buffer, "\\r\\n") {
parts := strings.SplitN(buffer, "\\r\\n", 2)
line := parts[0]
buffer = parts[1]
${each}
}
}`,
  raising: (reply) => `
if strings.Contains(line, "\\xff") { panic("not UTF-8") }
if line == "QUIT" { return }
if line == "TIME" {
${reply}
}`,
};

const C: Scaffold = {
  file: "server.c",
  debianPackage: "gcc",
  build: ["gcc", "-Wall", "-Werror", "-Wno-unused-function", "-pthread", "-o", "server", "server.c"],
  start: ["./server"],
  program: ({ listen, run, serve }) => `
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
static void send_time(int client) { send(client, "JAM 00:00:00\\r\\n", 14, MSG_NOSIGNAL); }
static void serve_client(int client) {
${serve}
}
${run}
int main(void) {
${listen}
}
`,
  bareRun: "void *run(void *argument) {\n  serve_client((int)(long)argument);\n  return NULL;\n}",
  loop: (gone, each) => `
char line[2048] = "", chunk[1024];
size_t n = 0;
while (1) {
${gone}
for (ssize_t i = 0; i < count && n < 2000; i++) {
line[n++] = chunk[i];
line[n] = 0;
if (n < 2 || strcmp(line + n - 2, "\\r\\n") != 0) continue;
line[n - 2] = 0;
n = 0;
${each}
}
}`,
  raising: (reply) => `
if (strchr(line, 255)) return;
if (strcmp(line, "QUIT") == 0) return;
if (strcmp(line, "TIME") == 0) {
${reply}
}`,
};

const PHP: Scaffold = {
  file: "server.php",
  debianPackage: "php-cli",
  build: undefined,
  start: ["php", "server.php"],
  program: ({ listen, run, serve }) => `<?php
function serve_client($client): void {
${serve}
}
${run}
${listen}
`,
  bareRun: "function run($client): void {\n    serve_client($client);\n}",
  loop: (gone, each) => `
$buffer = "";
while (true) {
${gone}
$buffer .= $data;
while (str_contains($buffer, "\\r\\n")) {
[$line, $buffer] = explode("\\r\\n", $buffer, 2);
${each}
}
}`,
  raising: (reply) => `
if (str_contains($line, "\\xff")) throw new Exception("not UTF-8");
if ($line === "QUIT") return;
if ($line === "TIME") {
${reply}
}`,
};

const RUBY: Scaffold = {
  file: "server.rb",
  debianPackage: "ruby",
  build: undefined,
  start: ["ruby", "server.rb"],
  program: ({ listen, run, serve }) => `
require "socket"
def serve_client(client)
${serve}
end
${run}
${listen}
`,
  bareRun: "def run(client)\n  serve_client(client)\nend",
  loop: (gone, each) => `
while true
${gone}
line = line.chomp("\\r\\n")
${each}
end`,
  raising: (reply) => `
line.encode("UTF-16")
return if line == "QUIT"
if line == "TIME"
${reply}
end`,
};

const CSHARP: Scaffold = {
  file: "Server.cs",
  debianPackage: "mono-mcs",
  build: ["mcs", "Server.cs"],
  start: ["mono", "Server.exe"],
  program: ({ listen, run, serve }) => `
using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
class Server {
  static void SendTime(NetworkStream stream) {
    var reply = Encoding.UTF8.GetBytes("JAM 00:00:00\\r\\n");
    stream.Write(reply, 0, reply.Length);
  }
  static void ServeClient(TcpClient client) {
    var stream = client.GetStream();
${serve}
  }
${run}
  static void Main() {
${listen}
  }
}
`,
  bareRun: "static void Run(TcpClient client) { ServeClient(client); }",
  loop: (gone, each) => `
var buffer = "";
while (true) {
${gone}
buffer += (char)next;
if (!buffer.EndsWith("\\r\\n", StringComparison.Ordinal)) continue;
var line = buffer.Substring(0, buffer.Length - 2);
buffer = "";
${each}
}`,
  raising: (reply) => `
if (line.IndexOf((char)255) >= 0) throw new Exception("not UTF-8");
if (line == "QUIT") return;
if (line == "TIME") {
${reply}
}`,
};

export const SCAFFOLDS: Readonly<Record<CodeLanguage, Scaffold>> = {
  python: PYTHON,
  node: NODE,
  java: JAVA,
  go: GO,
  c: C,
  php: PHP,
  ruby: RUBY,
  csharp: CSHARP,
};
