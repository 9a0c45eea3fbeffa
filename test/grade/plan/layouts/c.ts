/** How students lay out servers in C. */
import type { Layout } from "./layout.ts";

const INCLUDES = `#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>
`;

const BODY = (port: string) => `    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(${port})};
    bind(fd, (struct sockaddr *)&a, sizeof a);
    listen(fd, 10);
`;
const LOOP = `    for (;;) close(accept(fd, NULL, NULL));
`;

export const server = (port = "45000") =>
  `${INCLUDES}
int main(int argc, char *argv[]) {
${BODY(port)}${LOOP}}
`;

const CLIENT = `${INCLUDES}
int main() {
    struct sockaddr_in a = {.sin_family = AF_INET};
    connect(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&a, sizeof a);
}
`;

const LISTENER = `${INCLUDES}#include "net.h"

int open_port(int port) {
${BODY("port")}    return fd;
}
`;
const WITH_LISTENER = `${INCLUDES}#include "net.h"

int main(void) {
    int fd = open_port(45000);
${LOOP}}
`;
const HEADER = "#ifndef NET_H\n#define NET_H\nint open_port(int port);\n#endif\n";

const cc = (files: string) => `cc -o jam-server ${files} -pthread -lm`;

export const C: readonly Layout[] = [
  {
    title: "a server and a client",
    files: { "server.c": server(), "client.c": CLIENT },
    expected: {
      command: "./jam-server",
      build: [cc("server.c")],
      why: "server.c:10: bind(fd, (struct sockaddr *)&a, sizeof a);",
    },
  },
  {
    title: "a Makefile that makes both",
    files: {
      "server.c": server(),
      "client.c": CLIENT,
      Makefile:
        "CC = gcc\nCFLAGS = -Wall -pthread\n\nall: server client\n\nserver: server.c\n\t$(CC) $(CFLAGS) -o $@ $^\n\nclient: client.c\n\t$(CC) $(CFLAGS) -o client client.c\n\nclean:\n\trm -f server client\n",
    },
    expected: { command: "./server", build: ["make -B server"], why: "Makefile links it as server" },
  },
  {
    title: "a Makefile with objects in a folder and a variable for the name",
    files: {
      "src/server.c": server(),
      Makefile:
        "TARGET := bin/jamd\nSRC := $(wildcard src/*.c)\nOBJ := $(SRC:.c=.o)\n\n.PHONY: all clean\nall: $(TARGET)\n\n$(TARGET): $(OBJ)\n\t@mkdir -p bin\n\t$(CC) -o $@ $(OBJ) -lpthread\n\n%.o: %.c\n\t$(CC) -c -o $@ $<\n",
    },
    expected: { command: "./bin/jamd", build: ["make -B bin/jamd"] },
  },
  {
    title: "a Makefile that leaves it to make's own rule",
    files: { "server.c": server(), Makefile: "LDLIBS = -lpthread\nall: server\n" },
    expected: { command: "./server", build: ["make -B server"] },
  },
  {
    title: "a Makefile of something else",
    files: { "server.c": server(), Makefile: "report.pdf: report.tex\n\tpdflatex report.tex\n" },
    expected: { command: "./jam-server", build: [cc("server.c")] },
  },
  {
    title: "a module with a header",
    files: {
      "main.c": WITH_LISTENER,
      "net.c": LISTENER,
      "net.h": HEADER,
      "other.c": "int other(void) { return 1; }\n",
    },
    expected: { command: "./jam-server", build: [cc("main.c net.c")], why: "started by main.c" },
  },
  {
    title: "headers in a folder of their own",
    files: { "proj/src/main.c": WITH_LISTENER, "proj/src/net.c": LISTENER, "proj/include/net.h": HEADER },
    expected: { command: "./jam-server", folder: "proj", build: [cc("-I include src/main.c src/net.c")] },
  },
  {
    title: "a source file that is included whole",
    files: {
      "main.c": WITH_LISTENER.replace('"net.h"', '"net.c"'),
      "net.c": LISTENER.replace('#include "net.h"\n', ""),
    },
    expected: { command: "./jam-server", build: [cc("main.c")] },
  },
  {
    title: "the port as an argument",
    files: { "server.c": server("atoi(argv[1])") },
    expected: { command: "./jam-server 45000" },
  },
  {
    title: "the port as an argument with a default",
    files: { "server.c": server("argc > 1 ? atoi(argv[1]) : 8080") },
    expected: { command: "./jam-server 45000" },
  },
  {
    title: "the port as an option",
    files: {
      "server.c": server("port").replace(
        "    int fd",
        `    int port = 8080, c;\n    while ((c = getopt(argc, argv, "p:")) != -1) port = atoi(optarg);\n    int fd`,
      ),
    },
    expected: { command: "./jam-server -p 45000" },
  },
  {
    title: "the port as the last argument, which a module reads",
    files: {
      "main.c": WITH_LISTENER.replace("void", "int argc, char *argv[]").replace(
        "45000",
        "parse_port(argc, argv)",
      ),
      "net.c": `${LISTENER}\nint parse_port(int argc, char *argv[]) {\n    return argc > 1 ? atoi(argv[argc - 1]) : 4545;\n}\n`,
      "net.h": `${HEADER}int parse_port(int argc, char *argv[]);\n`,
    },
    expected: { command: "./jam-server 45000" },
  },
  {
    title: "another port by a macro",
    files: { "server.c": server("PORT").replace("\nint main", "#define PORT 5000\n\nint main") },
    expected: { command: "./jam-server", why: "names port 5000, not 45000" },
  },
  {
    title: "an older main that is switched off",
    files: { "server.c": server(), "try.c": `#if 0\n${server()}#endif\nint main() { return 0; }\n` },
    expected: { command: "./jam-server", build: [cc("server.c")] },
  },
  {
    title: "a copy and a second exercise's client",
    files: { "server.c": server(), "server copy.c": server("45001"), "soal2/klien.c": CLIENT },
    expected: { command: "./jam-server", why: "set aside: server copy.c" },
  },
  {
    title: "two servers",
    files: { "fork.c": server(), "thread.c": server("45001") },
    expected: { undecided: ["fork.c", "thread.c"] },
  },
  {
    title: "a module without main",
    files: { "net.c": LISTENER, "net.h": HEADER },
    expected: { none: "no-main" },
  },
  { title: "only a client", files: { "client.c": CLIENT }, expected: { none: "only-client" } },
  {
    title: "only an executable",
    files: { "server.exe": "MZ", "server.o": "" },
    expected: { none: "only-compiled" },
  },
  {
    title: "UDP",
    files: {
      "server.c": server()
        .replace("SOCK_STREAM", "SOCK_DGRAM")
        .replace(/ *listen.*\n/, ""),
    },
    expected: { none: "only-udp" },
  },
];
