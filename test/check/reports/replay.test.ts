import { afterAll, expect, test } from "bun:test";
import { CASE_IDS, type CaseId } from "../../../src/check/cases/registry.ts";
import { replayOf } from "../../../src/check/reports/replay.ts";
import { commandLines } from "../../../src/check/reports/terminal/code-lines.ts";

const hasTools = ["bash", "timeout", "top", "python3"].every((tool) => Bun.which(tool) !== null);
/** Python's shutdown() finds the connection gone if the reset came before it. */
const RESET = /Connection reset by peer|endpoint is not connected/;
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

/** @returns what it printed, its errors too where they are asked for */
async function replay(id: CaseId, port: number, width = 1_000, withErrors = false): Promise<string> {
  // As a student copies it from a report: over several lines.
  const command = commandLines(replayOf(id, { host: "127.0.0.1", port }), width).join("\n");
  const shell = Bun.spawn(["bash", "-c", command], { stderr: withErrors ? "pipe" : "ignore" });
  const texts = [shell.stdout, ...(withErrors ? [shell.stderr] : [])].map((stream) =>
    new Response(stream).text(),
  );
  const [text = "", errors = ""] = await Promise.all(texts);
  await shell.exited;
  return text + errors;
}

test("a replay names the server, and no host can smuggle a command into it", () => {
  const line = replayOf("split-word", { host: "mesin1.lab", port: 45000 });
  expect(line).toBe(
    "(printf 'TI'; sleep 0.2; printf 'ME\\r\\n') | (exec 3<>/dev/tcp/mesin1.lab/45000; cat >&3; timeout 2 cat <&3)",
  );
  for (const host of ["a;rm -rf .", "$(id)", "`id`", "-e", "a b", "'"]) {
    expect(replayOf("connect", { host, port: 1 })).toBe(
      "timeout 2 bash -c 'exec 3<>/dev/tcp/HOST/1' && echo accepted",
    );
  }
});

test("every replay is one line", () => {
  for (const id of CASE_IDS) expect(replayOf(id, { host: "::1", port: 1 })).not.toContain("\n");
});

test.skipIf(!hasTools)(
  "every replay ends by itself on a server that never answers and never closes (procps)",
  async () => {
    const startedAt = performance.now();
    await Promise.all(CASE_IDS.map((id) => replay(id, silent.port)));
    expect(performance.now() - startedAt).toBeLessThan(25_000);
  },
  30_000,
);

test.skipIf(!hasTools)(
  "on a right server a replay shows what the case asks for",
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
      "half-close": "b'JAM 10:20:30\\r\\n' b''\n",
      "bare-lf": "",
      "bare-cr": "",
      unterminated: "",
      "quit-unterminated": "",
      "unknown-stays": `ERROR\r\n${REPLY}`,
      "bad-utf8": `ERROR\r\n${REPLY}`,
      "nul-bytes": `ERROR\r\n${REPLY}`,
      "long-line": REPLY,
      "long-line-bounded": "closed\n",
      churn: "300: JAM 10:20:30\r\n",
      reset: REPLY,
      connect: "accepted\n",
      "idle-crowd": REPLY,
    };
    for (const width of [1_000, 60]) {
      const shown = await Promise.all(
        Object.keys(expected).map(async (id) => [id, await replay(id as CaseId, right.port, width)]),
      );
      expect(Object.fromEntries(shown)).toEqual(expected);
    }
  },
  60_000,
);

test.skipIf(!hasTools)(
  "a replay shows a reset, which netcat hides",
  async () => {
    const resetting = Bun.listen({
      hostname: "127.0.0.1",
      port: 0,
      socket: { data: (socket) => socket.terminate(), error() {} },
    });
    try {
      const ids: readonly CaseId[] = ["time-reply", "quit-closes", "pipelined-quit", "half-close", "bare-lf"];
      for (const id of ids) {
        expect(await replay(id, resetting.port, 60, true)).toMatch(RESET);
      }
    } finally {
      resetting.stop(true);
    }
  },
  30_000,
);
