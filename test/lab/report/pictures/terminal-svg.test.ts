import { expect, test } from "bun:test";
import { terminalSvg } from "../../../../src/lab/report/pictures/terminal-svg.ts";
import { wordsOf } from "../../../../src/lab/report/words/words-of.ts";
import type { TerminalRecord } from "../../../../src/lab/run/run-folder.ts";

const words = wordsOf("id").drawing;
const TERMINAL: TerminalRecord = {
  ...{ host: "mesin2", command: "nc -vvv 172.16.16.101 45000", startedAt: 100, endedAt: 102, exitCode: 0 },
  output: [
    { at: 100.011, text: "Connection to 172.16.16.101 45000 port [tcp/*] succeeded!\n" },
    { at: 100.326, text: "TIME^M\nJAM 07:" },
    { at: 100.4, text: "08:09\r\n" },
  ],
};
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text);

test("a terminal shows the prompt, the command, and each line with its time", () => {
  const texts = textsOf(terminalSvg(TERMINAL, words, "172.16.16.102"));
  expect(texts).toEqual([
    ...["mesin2 · 172.16.16.102", "exit code 0", "mesin2:/#", "nc -vvv 172.16.16.101 45000"],
    ...["Connection to 172.16.16.101 45000 port [tcp/*] succeeded!", "+0.011 s"],
    ...["TIME^M", "+0.326 s", "JAM 07:08:09", "+0.326 s"],
  ]);
});

test("a command that the run stopped is marked as such", () => {
  const ended = { ...TERMINAL, exitCode: 124, endedAt: 108.52 };
  const texts = textsOf(terminalSvg(ended, words, undefined));
  expect(texts).toContain("dihentikan oleh percobaan setelah 8,5 s");
  expect(texts.join()).not.toContain("124");
});

test("a long output is cut, with the number of lines left out", () => {
  const output = [{ at: 101, text: "JAM 07:08:09\r\n".repeat(100) }];
  expect(textsOf(terminalSvg({ ...TERMINAL, output }, words, undefined))).toContain("… 76 baris lagi");
});

test("a long command is broken after spaces, and none of it is lost", () => {
  const command = `printf '${"TIME\\r\\n ".repeat(24)}' | nc -N 172.16.16.101 45000`;
  const [, , prompt, ...lines] = textsOf(terminalSvg({ ...TERMINAL, command, output: [] }, words, undefined));
  expect(prompt).toBe("mesin2:/#");
  expect(lines.join("").replaceAll("&#39;", "'")).toBe(command);
  expect(lines.every((line) => (line ?? "").length <= 110)).toBe(true);
});
