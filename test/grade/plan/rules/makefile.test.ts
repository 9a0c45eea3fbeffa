import { expect, test } from "bun:test";
import { linkedBy } from "../../../../src/grade/plan/rules/makefile.ts";

test.each([
  ["server: server.c\n\tgcc -o server server.c\n", { target: "server", binary: "server" }],
  ["all:\n\tgcc server.c -o srv -lpthread\n\tgcc client.c -o cli\n", { target: "all", binary: "srv" }],
  ["all:\n\tgcc client.c -o cli\n\tgcc server.c -o srv\n", { target: "all", binary: "srv" }],
  ["build:\n\tgcc server.c\n", { target: "build", binary: "a.out" }],
  [
    `OUT=bin/s\nbuild: server.c \\\n  net.c\n\t\${CC} server.c net.c \\\n\t  -o \${OUT}\n`,
    { target: "build", binary: "bin/s" },
  ],
  ["server.o: server.c\n\tcc -c server.c\nsrv: server.o\n\tcc -o $@ $^\n", { target: "srv", binary: "srv" }],
  ["server: net.o\n", { target: "server", binary: "server" }],
  ["run: server\n\t./server\n", { target: "server", binary: "server" }],
  ["app: $(wildcard *.c)\n\tcc -o app $^\n", { target: "app", binary: "app" }],
  ["client: client.c\n\tcc -o client client.c\n", undefined],
  ["server: server.c\n\tcc -o /usr/bin/server server.c\n", undefined],
  ["server: server.c\n\tcc -o ../server server.c\n", undefined],
  ["A = $(A)$(A)\nserver: server.c\n\tcc -o $(A) server.c\n", undefined],
  ["", undefined],
])("%j links server.c as %p", (text, linked) => {
  expect<unknown>(linkedBy(text, "server.c")).toEqual(linked);
});
