/** Reading is bounded, runs nothing and stays in the submission's folder. */
import { afterAll, expect, test } from "bun:test";
import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { NO_CONFIG } from "../../../../src/grade/plan/config/settings.ts";
import { planOf } from "../../../../src/grade/plan/plan-of.ts";
import { readSources } from "../../../../src/grade/plan/sources/read-sources.ts";
import { madeFolder, removeFolders } from "../made-folder.ts";
import { submissionOf } from "../made-submission.ts";

afterAll(removeFolders);

const SERVER = `import socket\ns = socket.create_server(("", 45000))\n`;

test("a link out of the folder, and a path out of it, are not read", () => {
  const outside = madeFolder({ "server.py": SERVER });
  const made = submissionOf({ "notes.txt": "" });
  symlinkSync(join(outside, "server.py"), join(made.folder, "linked.py"));
  symlinkSync(outside, join(made.folder, "folder"));
  const names = ["linked.py", "folder/server.py", "../server.py", `../..${outside}/server.py`, "missing.py"];
  const submission = { ...made, files: names.map((path) => ({ path, size: 1 })) };
  expect(readSources(submission, []).sources).toEqual([]);
  expect(planOf(submission, NO_CONFIG).settled?.state).toBe("no-server-found");
});

test("a link to a file of the submission is read as that file", () => {
  const made = submissionOf({ "real.txt": SERVER });
  symlinkSync("real.txt", join(made.folder, "server.py"));
  const submission = { ...made, files: [{ path: "server.py", size: 1 }] };
  expect(planOf(submission, NO_CONFIG).command).toEqual(["python3", "server.py"]);
});

test("a named pipe is not waited for", () => {
  const made = submissionOf({});
  expect(Bun.spawnSync(["mkfifo", join(made.folder, "server.py")]).exitCode).toBe(0);
  const submission = { ...made, files: [{ path: "server.py", size: 0 }] };
  expect(planOf(submission, NO_CONFIG).settled?.state).toBe("no-server-found");
});

test("only the first 256 KiB of a file, 200 files and 4 MiB are read", () => {
  const [long] = readSources(submissionOf({ "a.py": "#".repeat(300 << 10) }), []).sources;
  expect(long?.text.length).toBe(256 << 10);
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`m${index}.py`, ""]));
  expect(readSources(submissionOf(many), []).sources).toHaveLength(200);
  const large = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`m${i}.py`, "#".repeat(250 << 10)]));
  expect(readSources(submissionOf(large), []).sources.length).toBeLessThan(20);
});

test("nothing is run: not the submission, not its Makefile, not its package.json", () => {
  const mark = join(madeFolder(), "ran");
  const submission = submissionOf({
    "server.py": `open(${JSON.stringify(mark)}, "w")\n${SERVER}`,
    "sitecustomize.py": `open(${JSON.stringify(mark)}, "w")\n`,
    "server.c": "int main() { bind(); listen(); }\n",
    Makefile: `X := $(shell touch ${mark})\nserver: server.c\n\tcc -o server server.c\n`,
    "package.json": `{ "scripts": { "start": "touch ${mark}" } }`,
  });
  expect(planOf(submission, NO_CONFIG).settled?.state).toBe("undecided");
  expect(existsSync(mark)).toBe(false);
});

test("UTF-16 with its mark, as Notepad writes it, is text", () => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(SERVER, "utf16le")]);
  expect(planOf(submissionOf({ "server.py": bytes }), NO_CONFIG).command).toEqual(["python3", "server.py"]);
});

test("a name with control characters is escaped in the reason", () => {
  const name = "\u001b[31mserver\n.py";
  const plan = planOf(submissionOf({ [name]: SERVER }), NO_CONFIG);
  expect(plan.command).toEqual(["python3", name]);
  expect(plan.why).toStartWith("\\u001b[31mserver\\u000a.py:2: s = socket");
});
