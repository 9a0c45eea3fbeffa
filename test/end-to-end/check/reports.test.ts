/** What `bin/jam check` writes for a student and for a gradebook, for servers with one known mistake. */
import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../check/small-server.ts";
import { JAM } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { runProgram } from "../support/run-program.ts";

const withPython = needs("python3", "python3", test.concurrent);
const folder = mkdtempSync(join(tmpdir(), "jam-reports-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(file(name), "utf8");
const check = (...flags: readonly string[]) =>
  runProgram([JAM, "check", ...flags], { env: { LC_ALL: "C.UTF-8" }, seconds: 120 });

/** Frames every line rightly. */
function server(name: string, { format = "JAM %H:%M:%S\\r\\n", atQuit = "c.close(); return" } = {}): string {
  writeFileSync(
    file(name),
    `import socket, sys, threading, time
kept = []
s = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=50)
def run(c):
    kept.append(c)
    b = b""
    while (d := c.recv(1024)):
        b += d
        while b"\\r\\n" in b:
            line, b = b.split(b"\\r\\n", 1)
            if line == b"QUIT": ${atQuit}
            if line == b"TIME": c.sendall(time.strftime("${format}").encode())
    c.close()
while True: threading.Thread(target=run, args=(s.accept()[0],), daemon=True).start()
`,
  );
  return file(name);
}

withPython(
  "a time with two colons is a wrong format; the report does not blame the branch that did run",
  async () => {
    const port = await freePort();
    const path = server("colons.py", { format: "JAM %H::%M::%S\\r\\n" });
    const { exit, stdout } = await check(
      "--port",
      `${port}`,
      "--only",
      "time-reply",
      "--",
      "python3",
      path,
      `${port}`,
    );
    expect(exit).toBe(1);
    expect(stdout).toMatch(/only the form of the\s+time is wrong/);
    expect(stdout).toContain('time.strftime("%H:%M:%S")');
    expect(stdout).not.toMatch(/strip\(|no branch|while len\(buffer\)/);
  },
);

withPython("a server that frames rightly and never closes has one cause, and it is close()", async () => {
  const port = await freePort();
  const path = server("open.py", { atQuit: "return" });
  const only = "quit-closes,quit-after-time,pipelined-*,after-quit";
  const { stdout } = await check("--port", `${port}`, "--only", only, "--", "python3", path, `${port}`);
  expect(stdout).toContain("4 cases, one cause: one change fixes them");
  expect(stdout).toContain("In Python: break, and the end of run(), close nothing");
  expect(stdout).toContain("self.connection.close()");
  expect(stdout).not.toMatch(/12 bytes|as one request|while len\(buffer\)/);
});

withPython(
  "text, JSON, page and Gradescope show the same grade and title, by the weights of a file",
  async () => {
    const port = await freePort();
    writeFileSync(file("weights.toml"), "time-reply = 2\nquit-closes = 1\n");
    const command = ["--", "python3", server("weighed.py", { atQuit: "return" }), `${port}`];
    const flags = [
      ...["--port", `${port}`, "--only", "time-reply,quit-closes", "--title", "Siti N."],
      ...["--weights", file("weights.toml"), "--html", file("new/folder/report.html")],
      ...["--gradescope", file("new/results.json")],
    ];
    const { stdout } = await check(...flags, ...command);
    expect(stdout).toStartWith("Siti N.\nConformance check  127.0.0.1:");
    expect(stdout).toContain("Grade 66.67 %");
    expect(JSON.parse(read("new/results.json"))).toMatchObject({
      score: 66.67,
      output: expect.stringMatching(/^Siti N\.\n.*Grade 66\.67 %/),
      tests: [
        { score: 66.67, max_score: 66.67 },
        { score: 0, max_score: 33.33 },
      ],
    });
    expect(read("new/folder/report.html")).toContain("<strong>66.67 %</strong>");
    const json = JSON.parse((await check(...flags, "--json", ...command)).stdout);
    expect(json).toMatchObject({
      title: "Siti N.",
      weights: { "time-reply": 2, "quit-closes": 1 },
      process: { language: "python" },
    });
    expect(json.grade).toBeCloseTo(2 / 3, 10);
  },
);

test.concurrent("a wrong file of weights is a usage error, before anything is started", async () => {
  for (const [name, text] of Object.entries({
    unknown: "x = 1",
    negative: "connect = -1",
    zeros: "connect = 0",
  })) {
    writeFileSync(file(`${name}.toml`), text);
    const { exit, stderr } = await check("--weights", file(`${name}.toml`), "--", "no-such-command");
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining(`${name}.toml`) });
  }
});

test.concurrent('what could not be judged is "not graded" in Gradescope\'s file, never a 0', async () => {
  const { exit, stderr } = await check("--gradescope", file("none.json"), "--", "no-such-command");
  expect(exit).toBe(3);
  const report = JSON.parse(read("none.json"));
  expect(report).not.toHaveProperty("score");
  expect(report.tests).toEqual([]);
  expect(report.output).toStartWith("Not graded: ");
  expect(stderr).toContain(report.output.slice("Not graded: ".length));
});

test.concurrent("it is so too where another report cannot be written", async () => {
  writeFileSync(file("no-folder"), "");
  const flags = ["--html", file("no-folder/report.html"), "--gradescope", file("other/results.json")];
  const { exit } = await check(...flags, "--", "no-such-command");
  expect(exit).toBe(3);
  expect(JSON.parse(read("other/results.json")).output).toContain("Not graded: cannot write");
});

withPython("a server's traceback is in Gradescope's output", async () => {
  const port = await freePort();
  const path = server("raising.py", { atQuit: 'raise ValueError("as a test")' });
  await check(
    ...["--port", `${port}`, "--only", "quit-closes", "--gradescope", file("raised.json")],
    ...["--", "python3", path, `${port}`],
  );
  expect(JSON.parse(read("raised.json")).output).toContain("ValueError: as a test");
});
