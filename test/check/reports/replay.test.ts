import { afterAll, expect, test } from "bun:test";
import { CASE_IDS, type CaseId } from "../../../src/check/cases/registry.ts";
import { replayOf } from "../../../src/check/reports/replay.ts";

const hasTools = ["nc", "timeout", "seq", "top"].every((tool) => Bun.which(tool) !== null);
const REPLY = "JAM 10:20:30\r\n";

/** Takes everything, sends nothing, never closes. */
const silent = Bun.listen({
  hostname: "127.0.0.1",
  port: 0,
  allowHalfOpen: true,
  socket: { data() {}, end() {}, error() {} },
});

/** Right enough to replay against: lines, TIME and QUIT. */
const right = Bun.listen<{ text: string }>({
  hostname: "127.0.0.1",
  port: 0,
  allowHalfOpen: true,
  socket: {
    open: (socket) => {
      socket.data = { text: "" };
    },
    data: (socket, bytes) => {
      const lines = (socket.data.text + bytes.toString("latin1")).split("\r\n");
      socket.data.text = lines.pop() ?? "";
      for (const line of lines) {
        if (line === "QUIT") {
          socket.end();
          return;
        }
        socket.write(line === "TIME" ? REPLY : "ERROR\r\n");
      }
      if (socket.data.text.length > 1024) socket.end();
    },
    end: (socket) => {
      socket.end();
    },
    error() {},
  },
});
afterAll(() => {
  silent.stop(true);
  right.stop(true);
});

async function replay(id: CaseId, port: number): Promise<string> {
  const shell = Bun.spawn(["bash", "-c", replayOf(id, { host: "127.0.0.1", port })], { stderr: "ignore" });
  const text = await new Response(shell.stdout).text();
  await shell.exited;
  return text;
}

test("a replay names the server, and no host can smuggle a command into it", () => {
  const line = replayOf("split-word", { host: "mesin1.lab", port: 45000 });
  expect(line).toBe("(printf 'TI'; sleep 0.2; printf 'ME\\r\\n') | timeout 3 nc -N mesin1.lab 45000");
  for (const host of ["a;rm -rf .", "$(id)", "`id`", "-e", "a b", "'"]) {
    expect(replayOf("connect", { host, port: 1 })).toBe("nc -v -z -w 2 HOST 1");
  }
});

test("every replay is one line", () => {
  for (const id of CASE_IDS) expect(replayOf(id, { host: "::1", port: 1 })).not.toContain("\n");
});

test.skipIf(!hasTools)(
  "every replay ends by itself on a server that never answers and never closes (netcat-openbsd, procps)",
  async () => {
    const startedAt = performance.now();
    await Promise.all(CASE_IDS.map((id) => replay(id, silent.port)));
    expect(performance.now() - startedAt).toBeLessThan(25_000);
  },
  30_000,
);

test.skipIf(!hasTools)(
  "on a right server a replay shows what the case asks for (netcat-openbsd)",
  async () => {
    const expected: Partial<Record<CaseId, string>> = {
      "time-reply": REPLY,
      repeat: REPLY.repeat(2),
      "quit-closes": "closed\n",
      "quit-after-time": `${REPLY}closed\n`,
      "concurrent-idle": REPLY,
      "concurrent-partial": REPLY,
      "concurrent-many": REPLY.repeat(20),
      "split-word": REPLY,
      "split-crlf": REPLY,
      "split-bytes": REPLY,
      "pipelined-two": REPLY.repeat(2),
      "pipelined-many": "100\n",
      "pipelined-cut": REPLY.repeat(2),
      "pipelined-quit": `${REPLY}closed\n`,
      "after-quit": "closed\n",
      "half-close": `${REPLY}closed\n`,
      "bare-lf": "",
      "bare-cr": "",
      unterminated: "",
      "quit-unterminated": "",
      "unknown-stays": `ERROR\r\n${REPLY}`,
      "bad-utf8": `ERROR\r\n${REPLY}`,
      "nul-bytes": `ERROR\r\n${REPLY}`,
      "long-line": REPLY,
      "long-line-bounded": "closed\n",
      churn: "300\n",
      "idle-crowd": REPLY,
    };
    const shown = await Promise.all(
      Object.keys(expected).map(async (id) => [id, await replay(id as CaseId, right.port)]),
    );
    expect(Object.fromEntries(shown)).toEqual(expected);
  },
  30_000,
);
