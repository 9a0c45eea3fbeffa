/** What a person decides in grade.toml or in the manifest, in place of the rules. */
import { afterAll, expect, test } from "bun:test";
import { join } from "node:path";
import { readConfig } from "../../../src/grade/plan/config/read-config.ts";
import { NO_CONFIG } from "../../../src/grade/plan/config/settings.ts";
import { planOf } from "../../../src/grade/plan/plan-of.ts";
import { madeFolder, removeFolders } from "./made-folder.ts";
import { submissionOf } from "./made-submission.ts";

afterAll(removeFolders);

const SERVER = `import socket\ns = socket.create_server(("", 45000))\ns.accept()\n`;
const TWO = { "a.py": SERVER, "b.py": `${SERVER}# b\n` };

function config(text: string, courseFiles: Readonly<Record<string, string>> = {}) {
  return readConfig(join(madeFolder({ ...courseFiles, "grade.toml": text }), "grade.toml"));
}

test("the server's file decides between two, and its language decides the rest", () => {
  const decided = config(`[student."5025211001"]\nserver = "b.py"\n`);
  const plan = planOf(submissionOf(TWO), decided);
  expect(plan).toMatchObject({ settled: undefined, command: ["python3", "b.py"], language: "python" });
  expect(plan.why).toBe(
    `b.py:2: s = socket.create_server(("", 45000)); ${decided.file} names it for this student`,
  );
  expect(planOf(submissionOf(TWO, { id: "other" }), decided).settled?.state).toBe("undecided");
});

test("a file named for the class is found in the folder that an archive was made of", () => {
  const files = { "Tugas/server.py": SERVER, "Tugas/other.py": SERVER };
  expect(planOf(submissionOf(files), config(`server = "server.py"`))).toMatchObject({
    command: ["python3", "server.py"],
    workingFolder: "Tugas",
  });
  expect(
    planOf(submissionOf(files), config(`command = "python3 server.py {port}"\nport = 45001`)),
  ).toMatchObject({
    ...{
      command: ["python3", "server.py", "45001"],
      workingFolder: "Tugas",
      port: 45_001,
      language: "python",
    },
  });
});

test("a named file that is not there is no server, and one that is there twice is undecided", () => {
  const named = config(`command = ["python3", "server.py"]`);
  expect(planOf(submissionOf({ "main.py": SERVER }), named)).toMatchObject({
    settled: { state: "no-server-found", why: { kind: "missing-file", file: "server.py" } },
    command: [],
    why: "server.py is to be started, but the submission does not have it. Name the server's file in grade.toml, or its command, for this student.",
  });
  expect(planOf(submissionOf({ "a/server.py": SERVER, "b/server.py": "" }), named).settled).toEqual({
    state: "undecided",
    why: { kind: "several-servers", files: ["a/server.py", "b/server.py"] },
  });
});

test("the manifest's command runs as it is", () => {
  const asked = { command: ["ruby", "x.rb"], port: 45_003 };
  expect(planOf(submissionOf({ "x.rb": "", "server.py": SERVER }, { asked }), NO_CONFIG)).toMatchObject({
    ...{ command: ["ruby", "x.rb"], port: 45_003, language: "ruby", build: [], why: "the manifest names it" },
  });
});

test("a build of the course replaces that of the rules", () => {
  const files = { "server.c": "int main() { bind(); listen(); }\n" };
  const plan = planOf(submissionOf(files), config(`build = "cc -O2 -o jam-server server.c"`));
  expect(plan).toMatchObject({
    build: [["cc", "-O2", "-o", "jam-server", "server.c"]],
    command: ["./jam-server"],
  });
});

test("a base class of the course, which opens the port, belongs to the program that uses it", () => {
  const course = config(`extra-files = ["base_server.py"]`, {
    "base_server.py": `import socketserver\n\nclass Base(socketserver.ThreadingTCPServer):\n    pass\n`,
  });
  const own =
    "from base_server import Base\n\nclass Mine(Base):\n    pass\n\nMine(('', 45000), None).serve_forever()\n";
  const plan = planOf(submissionOf({ "mine.py": own }), course);
  expect(plan).toMatchObject({ command: ["python3", "mine.py"], extraFiles: course.ofClass.extraFiles });
  expect(plan.why).toBe("base_server.py:3: class Base(socketserver.ThreadingTCPServer):; started by mine.py");
  const java = config(`extra-files = ["BaseServer.java"]`, {
    "BaseServer.java":
      "class BaseServer { void serve() throws Exception { new java.net.ServerSocket(45000).accept(); } }\n",
  });
  const main =
    "class Main extends BaseServer { public static void main(String[] args) throws Exception { new Main().serve(); } }\n";
  expect(planOf(submissionOf({ "src/Main.java": main }), java)).toMatchObject({
    build: [["javac", "-encoding", "UTF-8", "-d", "jam-classes", "src/Main.java", "BaseServer.java"]],
    workingFolder: ".",
  });
});

test("what cannot be read, and two with one id, are settled before anything is read", () => {
  const unreadable = { why: "encrypted", file: "x.zip" } as const;
  expect(planOf(submissionOf(TWO, { unreadable, folder: "/nonexistent" }), NO_CONFIG).settled).toEqual({
    state: "cannot-read",
    why: unreadable,
  });
  const plan = planOf(submissionOf(TWO, { sameId: ["other.zip"], folder: "/nonexistent" }), NO_CONFIG, "id");
  expect(plan.settled).toEqual({
    state: "undecided",
    why: { kind: "same-id", sources: ["5025211001.zip", "other.zip"] },
  });
  expect(plan.why).toBe(
    "Beberapa pengumpulan memakai id ini: 5025211001.zip, other.zip. Ganti namanya, atau sisakan satu saja.",
  );
});
