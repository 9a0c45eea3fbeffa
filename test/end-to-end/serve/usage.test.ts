/** Usage errors: one message that says what is wrong and what would be right, exit code 2, no stack trace. */
import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JAM } from "../support/jam-server.ts";
import { runProgram } from "../support/run-program.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-usage-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Wrong {
  readonly title: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly file?: string;
  readonly says: readonly string[];
}

const WRONG: readonly Wrong[] = [
  { title: "an unknown flag", args: ["--prot", "1"], says: ["no flag --prot", "Did you mean --port?"] },
  { title: "an unknown negation", args: ["--no-port"], says: ["no flag --no-port"] },
  { title: "a flag without its value", args: ["--port"], says: ["--port needs a value"] },
  { title: "a port that is no number", args: ["--port", "http"], says: ["--port", "0 to 65535", '"http"'] },
  { title: "a port that is too large", args: ["--port", "65536"], says: ["--port", '"65536"'] },
  { title: "a negative port", args: ["--port=-1"], says: ["--port", '"-1"'] },
  { title: "no threads", args: ["--threads", "0"], says: ["--threads", "1 to 256"] },
  { title: "a limit below its range", args: ["--idle-seconds", "0"], says: ["--idle-seconds", "1 to 86400"] },
  {
    title: "an unknown zone",
    args: ["--zone", "Asia/Jakata"],
    says: ["--zone", "Did you mean Asia/Jakarta?"],
  },
  { title: "an invalid pattern", args: ["--pattern", "%H:%Q"], says: ["--pattern", "%Q"] },
  { title: "an empty pattern", args: ["--pattern", ""], says: ["--pattern", "it is empty"] },
  { title: "an empty pattern in a variable", args: [], env: { JAM_PATTERN: "" }, says: ["it is empty"] },
  { title: "a switch that is neither", args: ["--lenient=1"], says: ["--lenient must be on or off"] },
  {
    title: "a pattern of two lines",
    args: ["--pattern", "%H\n%M"],
    says: ["--pattern", "control character"],
  },
  { title: "an unknown log level", args: ["--log-level", "warm"], says: ["Did you mean warn?"] },
  { title: "an argument that is no flag", args: ["45000"], says: ["takes flags only", '"45000"'] },
  { title: "a bad variable", args: [], env: { JAM_PORT: "no" }, says: ["JAM_PORT", '"no"'] },
  {
    title: "a file that is no TOML",
    args: [],
    file: "port = 1\nport =\n",
    says: ["line 2", "is not valid TOML"],
  },
  { title: "an unknown setting in the file", args: [], file: "prot = 1\n", says: ["Did you mean port?"] },
  { title: "a bad value in the file", args: [], file: "threads = 0.5\n", says: ["threads", '"0.5"'] },
  { title: "a table in the file", args: [], file: "[port]\nnumber = 1\n", says: ["port must be one value"] },
  {
    title: "a file that is not there",
    args: ["--config", "/no/such.toml"],
    says: ["/no/such.toml", "ENOENT"],
  },
];

for (const [index, { title, args, env, file, says }] of WRONG.entries()) {
  test(`${title} is refused with a message that helps`, async () => {
    const path = join(folder, `${index}.toml`);
    if (file !== undefined) writeFileSync(path, file);
    const config = file === undefined ? [] : ["--config", path];
    const run = env === undefined ? {} : { env };
    const { exit, stdout, stderr } = await runProgram([JAM, "serve", ...args, ...config], run);
    expect(stdout).toBe("");
    expect(stderr).toStartWith("jam: ");
    expect(stderr).not.toMatch(/^\s+at /m);
    for (const words of says) expect(stderr).toContain(words);
    expect(exit).toBe(2);
  });
}

test("a variable that is not a setting is reported with the nearest name", async () => {
  const env = { JAM_PROT: "1" };
  const { exit, stderr } = await runProgram([JAM, "serve", "--print-config"], { env });
  expect(stderr).toContain("JAM_PROT");
  expect(stderr).toContain("Did you mean JAM_PORT?");
  expect(exit).toBe(0);
});

test("an unknown command is refused with the nearest name", async () => {
  const { exit, stderr } = await runProgram([JAM, "serv"]);
  expect(stderr).toContain("Did you mean serve?");
  expect(exit).toBe(2);
});
