import { expect, test } from "bun:test";
import { sourceLink } from "../../../src/lab/report/source.ts";

const LINKS = {
  "git@github.com:siti/progjar.git": "https://github.com/siti/progjar",
  "git@gitlab.its.ac.id:kelas-d/siti/tugas2.git\n": "https://gitlab.its.ac.id/kelas-d/siti/tugas2",
  "github.com:siti/progjar": "https://github.com/siti/progjar",
  "ssh://git@gitlab.example.org:2222/siti/progjar.git": "https://gitlab.example.org/siti/progjar",
  "git://example.org/progjar.git": "https://example.org/progjar",
  "https://github.com/siti/progjar.git": "https://github.com/siti/progjar",
  "https://github.com/siti/progjar/tree/main/tugas2": "https://github.com/siti/progjar/tree/main/tugas2",
  "http://localhost:3000/siti/progjar": "http://localhost:3000/siti/progjar",
};

for (const [remote, link] of Object.entries(LINKS)) {
  test(`the link of ${JSON.stringify(remote)} is ${link}`, () => expect(sourceLink(remote)).toBe(link));
}

test("a user name, password or token in a remote is never printed", () => {
  expect(sourceLink("https://siti:ghp_secret@github.com/siti/progjar.git")).toBe(
    "https://github.com/siti/progjar",
  );
  expect(sourceLink("https://ghp_secret@github.com/siti/progjar")).toBe("https://github.com/siti/progjar");
});

for (const path of [
  "",
  "/home/siti/progjar",
  "../progjar.git",
  "C:\\progjar",
  "file:///srv/git/x.git",
  "javascript:x",
]) {
  test(`${JSON.stringify(path)} is not a link`, () => expect(sourceLink(path)).toBeUndefined());
}
