import { afterAll, expect, test } from "bun:test";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codeLanguageOf } from "../../../src/check/target/code-language.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-language-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function script(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

const of = (line: string) => codeLanguageOf(line.split(" "));

test("an interpreter shows the language, with its version, its path and its options too", () => {
  expect(of("python3 server.py")).toBe("python");
  expect(of("/usr/bin/python3.11 -u server.py 45000")).toBe("python");
  expect(of("node server.js")).toBe("node");
  expect(of("java -cp build Server")).toBe("java");
  expect(of("go run server.go")).toBe("go");
  expect(of("php8.2 server.php")).toBe("php");
  expect(of("ruby server.rb")).toBe("ruby");
  expect(of("mono Server.exe")).toBe("csharp");
  expect(of("dotnet run")).toBe("csharp");
});

test("what starts another command is looked through", () => {
  expect(of("env PORT=1 TZ=Asia/Jakarta python3 server.py")).toBe("python");
  expect(of("nice -n 5 timeout -k 5 60 node server.js")).toBe("node");
  expect(of("stdbuf -oL ruby server.rb")).toBe("ruby");
  expect(of("uv run server.py")).toBe("python");
});

test("a script shows it by its first line, else by its extension", () => {
  expect(codeLanguageOf([script("one", "#!/usr/bin/env python3\n")])).toBe("python");
  expect(codeLanguageOf([script("two", "#!/usr/bin/env -S node --no-warnings\n")])).toBe("node");
  expect(codeLanguageOf([script("three.rb", "puts 1\n")])).toBe("ruby");
  expect(codeLanguageOf([script("four", "#!/bin/sh\npython3 server.py\n")])).toBeUndefined();
});

test("a shell, the system's programs and what does not exist show none", () => {
  expect(of("sh -c python3")).toBeUndefined();
  expect(of("sh start.py.sh")).toBeUndefined();
  expect(of("/bin/bash server.sh")).toBeUndefined();
  expect(of("nc -l 45000")).toBeUndefined();
  expect(of("no-such-program")).toBeUndefined();
  expect(of("env")).toBeUndefined();
  expect(codeLanguageOf([])).toBeUndefined();
});

for (const { language, tool, debianPackage, file, source, build } of [
  {
    language: "c",
    tool: "gcc",
    debianPackage: "gcc",
    file: "server.c",
    source: "int main(void) { return 0; }\n",
    build: ["gcc", "-o", "from-c", "server.c"],
  },
  {
    language: "go",
    tool: "go",
    debianPackage: "golang-go",
    file: "server.go",
    source: "package main\n\nfunc main() {}\n",
    build: ["go", "build", "-o", "from-go", "server.go"],
  },
] as const) {
  const isThere = Bun.which(tool) !== null;
  const needed = isThere ? "" : ` (needs the Debian package ${debianPackage})`;
  test.skipIf(!isThere)(
    `a student's executable shows that it was written in ${language}${needed}`,
    () => {
      script(file, source);
      const { exitCode } = Bun.spawnSync([...build], { cwd: folder });
      expect(exitCode).toBe(0);
      expect(codeLanguageOf([join(folder, `from-${language}`)])).toBe(language);
    },
    60_000,
  );
}
