import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSource, sourcesOfCommand } from "../../../src/lab/run/source-files.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "jam-source-"));
  writeFileSync(join(folder, "server.py"), "print(1)\n");
  writeFileSync(join(folder, "secret.toml"), 'password = "x"\n');
  writeFileSync(join(folder, "server.c"), "\u007fELF\0\0");
  writeFileSync(join(folder, "latin.py"), new Uint8Array([35, 0xe9, 10]));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the source files that a command names are read, and no settings, programs or missing files", () => {
  const command = ["python3", "server.py", "--config", "secret.toml", "server.c", "gone.py", "server.py"];
  expect(sourcesOfCommand(command, folder)).toEqual([{ name: "server.py", text: "print(1)\n" }]);
  expect(sourcesOfCommand(["./server"], folder)).toEqual([]);
});

test("a file that cannot be printed is reported with the reason", () => {
  const faultOf = (name: string) => {
    const read = readSource(name, folder);
    return read.kind === "fault" ? read.fault : read.kind;
  };
  expect(faultOf("gone.py")).toBe("missing");
  expect(faultOf(".")).toBe("no file");
  expect(faultOf("server.c")).toBe("not text");
  expect(faultOf("latin.py")).toBe("not text");
  expect(faultOf("secret.toml")).toBe("source");
});
