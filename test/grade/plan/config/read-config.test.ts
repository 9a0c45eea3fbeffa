import { afterAll, expect, test } from "bun:test";
import { join } from "node:path";
import { DEFAULT_LIMITS } from "../../../../src/grade/plan/config/limits.ts";
import { ConfigError, readConfig } from "../../../../src/grade/plan/config/read-config.ts";
import { NO_CONFIG, settingsOf } from "../../../../src/grade/plan/config/settings.ts";
import { madeFolder, removeFolders } from "../made-folder.ts";

afterAll(removeFolders);

function written(text: string) {
  const folder = madeFolder({ "base_server.py": "", "grade.toml": text });
  return { folder, file: join(folder, "grade.toml") };
}

const student = (id: string) => ({ id, asked: {} });

test("every key can be set for the class, and for one student", () => {
  const { folder, file } = written(`
deadline = 2026-05-20T23:59:00+07:00
port = 45001
start-timeout = 20
extra-files = ["base_server.py"]
server = "server.py"

[limits]
build-seconds = 60
memory-mib = 256

[weights]
reply-crlf = 2

[student."5025211001"]
command = ["python3", "src/main.py", "{port}"]
build = [["make", "clean"], ["make"]]
folder = "src"
deadline = 2026-05-22T23:59:00Z
limits = { memory-mib = 1024 }
`);
  const config = readConfig(file);
  expect(settingsOf(config, student("5025211002"))).toEqual({
    port: 45_001,
    startTimeout: 20,
    extraFiles: [join(folder, "base_server.py")],
    server: "server.py",
    limits: { ...DEFAULT_LIMITS, buildSeconds: 60, memoryMib: 256 },
    weights: { "reply-crlf": 2 },
    deadline: "2026-05-20T23:59:00.000+07:00",
    decidedBy: "class",
  });
  expect(settingsOf(config, student("5025211001"))).toMatchObject({
    command: ["python3", "src/main.py", "{port}"],
    build: [["make", "clean"], ["make"]],
    folder: "src",
    port: 45_001,
    deadline: "2026-05-22T23:59:00.000Z",
    limits: { ...DEFAULT_LIMITS, buildSeconds: 60, memoryMib: 1024 },
    decidedBy: "student",
  });
});

test("a student's own command is not built with the build of the class", () => {
  const config = readConfig(
    written(`command = "./server"\nbuild = "make server"\n[student.a]\ncommand = "php x.php"\n`).file,
  );
  expect(settingsOf(config, student("a")).build).toBeUndefined();
  expect(settingsOf(config, student("b"))).toMatchObject({
    command: ["./server"],
    build: [["make", "server"]],
  });
});

test("a student's build and folder replace those of the class, whose command stays", () => {
  const config = readConfig(
    written(`command = "./server"\nbuild = "make"\n[student.a]\nbuild = "cc -o server x.c"\nfolder = "src"\n`)
      .file,
  );
  expect(settingsOf(config, student("a"))).toMatchObject({
    ...{ command: ["./server"], build: [["cc", "-o", "server", "x.c"]], folder: "src", decidedBy: "class" },
  });
});

test("the manifest overrides the class, and a student's table overrides the manifest", () => {
  const config = readConfig(
    written(`server = "server.py"\nport = 45001\n[student.a]\nserver = "b.py"\n`).file,
  );
  const asked = { command: ["ruby", "x.rb"], port: 45_002 };
  expect(settingsOf(config, { id: "b", asked })).toMatchObject({ ...asked, decidedBy: "manifest" });
  expect(settingsOf(config, { id: "b", asked }).server).toBeUndefined();
  expect(settingsOf(config, { id: "a", asked })).toMatchObject({
    server: "b.py",
    port: 45_002,
    decidedBy: "student",
  });
});

test("without a file the defaults hold", () => {
  expect(settingsOf(NO_CONFIG, student("a"))).toEqual({
    ...{ port: 45_000, startTimeout: 10, extraFiles: [], limits: DEFAULT_LIMITS, decidedBy: undefined },
  });
});

test.each([
  ["prot = 45000", 1, 'there is no key "prot". Did you mean port?'],
  ["\n# x\n\nextra_files = []", 4, 'there is no key "extra_files". Did you mean extra-files?'],
  [
    "port = 45000\n\n[student.a]\nport = 1\n\n[student.b]\ncomand = [\n  'x',\n]\n",
    7,
    'there is no key "comand". Did you mean command?',
  ],
  ['[studnet."5025211001"]\nport = 1', 1, 'there is no key "studnet". Did you mean student?'],
  ["[student.a]\nstudent = 1", 2, 'there is no key "student".'],
  ["[limits]\nmemory = 5", 2, 'there is no limit "memory".'],
  ["[limits]\ncpu-second = 5", 2, 'there is no limit "cpu-second". Did you mean cpu-seconds?'],
  ["x = '''\nport = 1\n'''\n", 1, 'there is no key "x".'],
  ["port = 0", 1, "port must be a port from 1 to 65535."],
  ["port = '45000'", 1, "port must be a port from 1 to 65535."],
  ["[student.a]\nlimits = { processes = 1.5 }", 2, "processes must be a whole number from 8 to 32768."],
  ["command = []", 1, 'command must be a list of words, such as ["python3", "server.py"].'],
  ["command = 'sh -c \"x\" | y'", 1, "command must be a list of words"],
  ["command = ['python3 server.py']", 1, "command must be a list of words"],
  ["build = [['make'], 'x']", 1, "build must be one command, or a list of commands"],
  ["server = '../other/server.py'", 1, "server must be a path below the submission"],
  ["folder = '/etc'", 1, "folder must be a path below the submission"],
  ["extra-files = ['missing.py']", 1, "extra-files names missing.py, but there is no "],
  ["[weights]\nreply-crfl = 1", 2, 'no case is named "reply-crfl". Did you mean reply-crlf?'],
  ["[weights]\nreply-crlf = -1", 2, "reply-crlf must be a number from 0."],
  ["[weights]\nreply-crlf = 0", 1, "no case counts"],
  ["deadline = 2026-05-20T23:59:00", 1, "deadline must be a date and time with the offset from UTC"],
  ["deadline = '20 May'", 1, "deadline must be a date and time with the offset from UTC"],
  ["student = 5", 1, "student must be a table for each student"],
  ["[student]\na = 5", 2, 'a must be a table: [student."a"].'],
])("%j is refused at line %p: %s", (text, line, message) => {
  const { file } = written(text);
  expect(() => readConfig(file)).toThrow(`${file}, line ${line}: ${message}`);
});

test("what is no TOML is refused with its line, and a file that is missing by its name", () => {
  const { file } = written("port = 1\nport = 2\n");
  expect(() => readConfig(file)).toThrow(`${file}, line 2, is not valid TOML: `);
  expect(() => readConfig(`${file}x`)).toThrow(ConfigError);
  expect(() => readConfig(`${file}x`)).toThrow(`${file}x cannot be read: `);
});
