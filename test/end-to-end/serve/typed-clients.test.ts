/** What telnet programs, typed streams and text encodings send when a person meant TIME: the ERROR line names the cause. */
import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JamServer } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";
import { runProgram } from "../support/run-program.ts";

const PUTTY = Buffer.from("fffb1ffffb20fffb18fffb27fffd01fffb03fffd03", "hex");
const TIME = Buffer.from("TIME\r\n");
const wide = Buffer.from("TIME\r\n", "utf16le");

const TYPED = [
  { who: "PuTTY in Telnet mode", kind: "telnet", bytes: [PUTTY, TIME], says: "telnet commands" },
  { who: "Ctrl-C in telnet", kind: "telnet", bytes: ["\xff\xf4\xff\xfd\x06", TIME], says: "telnet commands" },
  { who: "QUIT through telnet", kind: "cr-nul", bytes: ["QUIT\r\0\r\n"], says: "CR NUL" },
  { who: "Encoding.UTF8", kind: "byte-order-mark", bytes: ["\xef\xbb\xbf", TIME], says: "byte-order mark" },
  { who: "writeUTF", kind: "leading-bytes", bytes: ["\0\x06", TIME], says: "invisible bytes" },
  { who: "BinaryWriter", kind: "leading-bytes", bytes: ["\x06", TIME], says: "invisible bytes" },
  { who: "writeChars", kind: "wide-characters", bytes: [Buffer.from(wide).swap16()], says: "UTF-16" },
  { who: "Encoding.Unicode", kind: "wide-characters", bytes: [wide], says: "UTF-16" },
  { who: "the second send of sizeof", kind: "nul-bytes", bytes: ["\0\0", TIME], says: "strlen" },
  { who: "echo with single quotes", kind: "literal-escapes", bytes: ["TIME\\r\\n\n"], says: "\\r or \\n" },
] as const;

for (const { who, kind, bytes, says } of TYPED) {
  test(`${who}: the cause is answered, counted by itself, and the session goes on`, async () => {
    await using server = await JamServer.start();
    using client = await RawClient.dial(server.port);
    client.send(Buffer.concat(bytes.map((part) => Buffer.from(part as string, "latin1"))));
    client.send("\r\nTIME\r\nQUIT\r\n");
    expect(await client.waitForClose()).toBe("fin");
    const [error = "", ...rest] = client.text.split("\r\n");
    expect(error).toStartWith("ERROR ");
    expect(error).toContain(says);
    expect(error.length).toBeLessThanOrEqual(80);
    expect(rest.at(-2)).toMatch(/^JAM \d\d:\d\d:\d\d$/);
    expect((await server.stop()).stopped.counts).toMatchObject({ [kind]: 1, requests: 1 });
  });
}

const PROGRAMS = [
  {
    tool: "javac",
    debian: "openjdk-17-jdk-headless",
    kind: "leading-bytes",
    file: "Ask.java",
    source: `class Ask { public static void main(String[] words) throws Exception {
      try (var socket = new java.net.Socket("127.0.0.1", Integer.parseInt(words[0]))) {
        new java.io.DataOutputStream(socket.getOutputStream()).writeUTF("TIME\\r\\n");
        socket.shutdownOutput();
        System.out.print(new String(socket.getInputStream().readAllBytes()));
      } } }`,
    command: (port: number) => `java Ask.java ${port}`,
  },
  {
    tool: "mcs",
    debian: "mono-mcs",
    kind: "byte-order-mark",
    file: "ask.cs",
    source: `class Ask { static void Main(string[] words) {
      var stream = new System.Net.Sockets.TcpClient("127.0.0.1", int.Parse(words[0])).GetStream();
      var writer = new System.IO.StreamWriter(stream, System.Text.Encoding.UTF8) { NewLine = "\\r\\n" };
      writer.WriteLine("TIME"); writer.WriteLine("QUIT"); writer.Flush();
      System.Console.Write(new System.IO.StreamReader(stream).ReadToEnd()); } }`,
    command: (port: number) => `mcs ask.cs && mono ask.exe ${port}`,
  },
  {
    tool: "gcc",
    debian: "gcc",
    kind: "nul-bytes",
    file: "ask.c",
    source: `#include <arpa/inet.h>
      #include <stdlib.h>
      #include <unistd.h>
      int main(int count, char **words) {
        struct sockaddr_in to = { AF_INET, htons(atoi(words[1])), { htonl(INADDR_LOOPBACK) } };
        char text[16] = "TIME\\r\\n", reply[99];
        int tcp = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(tcp, (struct sockaddr *)&to, sizeof to) < 0) return 1;
        for (int time = 0; time < 2; time++) send(tcp, text, sizeof text, 0);
        shutdown(tcp, SHUT_WR);
        for (long got; (got = read(tcp, reply, sizeof reply)) > 0;) write(1, reply, got);
      }`,
    command: (port: number) => `gcc -w ask.c -o ask && ./ask ${port}`,
  },
  {
    tool: "python3",
    debian: "python3",
    kind: "wide-characters",
    file: "ask.py",
    source: `import socket, sys
tcp = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
tcp.sendall("TIME\\r\\n".encode("utf-16")); tcp.shutdown(socket.SHUT_WR)
print(tcp.makefile().read())`,
    command: (port: number) => `python3 ask.py ${port}`,
  },
] as const;

for (const { tool, debian, kind, file, source, command } of PROGRAMS) {
  needs(tool, debian)(`a real program, ${file}, gets its cause: ${kind}`, async () => {
    await using server = await JamServer.start();
    const folder = mkdtempSync(join(tmpdir(), "jam-typed-"));
    try {
      writeFileSync(join(folder, file), source);
      const asked = await runProgram(["sh", "-c", command(server.port)], { cwd: folder });
      expect(asked).toMatchObject({ exit: 0 });
      expect(asked.stdout).toContain("ERROR ");
      expect((await server.stop()).stopped.counts).toMatchObject({ [kind]: 1, opened: 1 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
