/** How students lay out servers in C++. */
import { server } from "./c.ts";
import type { Layout } from "./layout.ts";

/** A designated initializer in order is C++20, and g++ takes it before. */
const SERVER = server().replace("#include <stdio.h>", "#include <iostream>");
const CLASS = `#pragma once
#include "server.hpp"
`;
const HEADER = "#pragma once\nclass TimeServer {\npublic:\n    void run(int port);\n};\n";
const SOURCE = `#include "server.hpp"
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

void TimeServer::run(int port) {
    int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in a{};
    a.sin_family = AF_INET;
    a.sin_port = htons(port);
    ::bind(fd, reinterpret_cast<sockaddr *>(&a), sizeof a);
    ::listen(fd, 10);
    while (true) ::close(::accept(fd, nullptr, nullptr));
}
`;
const MAIN = `#include "server.hpp"

int main() {
    TimeServer().run(45000);
}
`;
const CLIENT = `#include <sys/socket.h>
int main() { return connect(3, nullptr, 0); }
`;

const cpp = (files: string) => `c++ -o jam-server ${files} -pthread -lm`;

export const CPP: readonly Layout[] = [
  {
    title: "one file",
    files: { "server.cpp": SERVER },
    expected: { command: "./jam-server", build: [cpp("server.cpp")] },
  },
  {
    title: "a class with a header, and a client",
    files: { "main.cpp": MAIN, "server.cpp": SOURCE, "server.hpp": HEADER, "client.cpp": CLIENT },
    expected: { command: "./jam-server", build: [cpp("main.cpp server.cpp")], why: "started by main.cpp" },
  },
  {
    title: "everything in a header",
    files: {
      "main.cpp": MAIN,
      "server.hpp":
        HEADER +
        SOURCE.replace('#include "server.hpp"\n', "").replace("void TimeServer", "inline void TimeServer"),
    },
    expected: { command: "./jam-server", build: [cpp("main.cpp")], why: "server.hpp:15: ::bind(fd" },
  },
  {
    title: "include and src",
    files: { "src/main.cc": MAIN, "src/server.cc": SOURCE, "include/server.hpp": HEADER },
    expected: { command: "./jam-server", build: [cpp("-I include src/main.cc src/server.cc")] },
  },
  {
    title: "a Makefile with CXX",
    files: {
      "server.cpp": SERVER,
      Makefile:
        "CXX ?= g++\nOBJS = server.o\n\ntime-server: $(OBJS)\n\t$(CXX) $(CXXFLAGS) $(OBJS) -o time-server -pthread\n",
    },
    expected: { command: "./time-server", build: ["make -B time-server"] },
  },
  {
    title: "CMake, which is passed over",
    files: {
      "CMakeLists.txt": "add_executable(jam main.cpp)\n",
      "main.cpp": SERVER,
      "cmake-build-debug/main.cpp": SERVER,
    },
    expected: { command: "./jam-server", build: [cpp("main.cpp")] },
  },
  {
    title: "std::bind is no bind",
    files: {
      "server.cpp": SERVER,
      "worker.cpp":
        "#include <functional>\nint main() { auto f = std::bind(&main); q.listen(f); return 0; }\n",
    },
    expected: { command: "./jam-server", build: [cpp("server.cpp")] },
  },
  {
    title: "the port as an argument",
    files: { "server.cpp": SERVER.replace("45000", "std::stoi(argv[1])") },
    expected: { command: "./jam-server 45000" },
  },
  {
    title: "a Makefile whose sources are a variable with a wildcard, and host and port as arguments",
    files: {
      "tcpserver.cpp": `#include <cstdlib>\n${MAIN.replace("main()", "main(int argc, char *argv[])").replace("45000", "argc > 2 ? std::atoi(argv[2]) : 3000")}`,
      "src/server.cpp": SOURCE,
      "src/server.hpp": HEADER,
      makefile:
        "CXXFLAGS = -std=c++20 -Isrc -pthread\nCOMMON = $(wildcard src/*.cpp)\nSERVER_SOURCES = tcpserver.cpp $(COMMON)\nSERVER = server\n\nall: $(SERVER) client\n\n$(SERVER): $(SERVER_SOURCES)\n\t$(CXX) $(CXXFLAGS) $(SERVER_SOURCES) -o $(SERVER)\n\tchmod +x $(SERVER)\n",
    },
    expected: { command: "./server 0.0.0.0 45000", build: ["make -B server"] },
  },
  {
    title: "an archive's folder with one for each side",
    files: { "tugas/server/main.cpp": SERVER, "tugas/client/main.cpp": CLIENT },
    expected: { command: "./jam-server", folder: "tugas/server", build: [cpp("main.cpp")] },
  },
  {
    title: "a module in C beside a main in C++",
    files: {
      "main.cpp": MAIN.replaceAll("server.hpp", "net.h"),
      "net.c": SOURCE.replaceAll("server.hpp", "net.h"),
      "net.h": HEADER,
    },
    expected: { command: "./jam-server", build: [cpp("main.cpp net.c")] },
  },
  {
    title: "two servers",
    files: { "select.cpp": SERVER, "epoll.cpp": `${SERVER}// epoll\n` },
    expected: { undecided: ["epoll.cpp", "select.cpp"] },
  },
  {
    title: "a class without main",
    files: { "server.cpp": SOURCE, "server.hpp": CLASS },
    expected: { none: "no-main" },
  },
  { title: "only a client", files: { "main.cpp": CLIENT }, expected: { none: "only-client" } },
];
