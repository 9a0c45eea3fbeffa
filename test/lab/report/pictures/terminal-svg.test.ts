import { expect, test } from "bun:test";
import { type ShownTerminal, terminalOf } from "../../../../src/lab/report/pictures/terminal-svg.ts";
import { wordsOf } from "../../../../src/lab/report/words/words-of.ts";

const words = wordsOf("id").drawing;
const TERMINAL: ShownTerminal = {
  ...{ host: "mesin2", address: "172.16.16.102", command: "nc -vvv 172.16.16.101 45000" },
  ...{ folder: "/", origin: 100, rowsALine: 6, state: { text: "exit code 0", isWarning: false } },
  output: [
    { at: 100.011, text: "Connection to 172.16.16.101 45000 port [tcp/*] succeeded!\n" },
    { at: 100.326, text: "TIME^M\nJAM 07:" },
    { at: 100.4, text: "08:09\r\n" },
  ],
};
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text);
const shown = (more: Partial<ShownTerminal>) => textsOf(terminalOf({ ...TERMINAL, ...more }, words).svg);

test("a terminal shows the prompt, the command, and each line with its second in the capture", () => {
  expect(shown({})).toEqual([
    ...["mesin2 · 172.16.16.102", "exit code 0", "mesin2:/#", "nc -vvv 172.16.16.101 45000"],
    ...["Connection to 172.16.16.101 45000 port [tcp/*] succeeded!", "0.011"],
    ...["TIME^M", "0.326", "JAM 07:08:09", "0.326"],
  ]);
});

test("a line that was printed before the capture's first packet has no negative time", () => {
  const texts = shown({ output: [{ at: 99.9, text: "listening\n" }] });
  expect(texts.slice(-2)).toEqual(["listening", "sebelum paket 1"]);
});

test("an output whose times were not recorded is shown without times, and colours are left out", () => {
  const texts = shown({ output: [{ at: undefined, text: "\u001b[32mlistening\u001b[0m\nclient\n" }] });
  expect(texts.slice(4)).toEqual(["listening", "client"]);
});

test("a long output is cut, with the number of lines left out", () => {
  const output = [{ at: 101, text: "JAM 07:08:09\r\n".repeat(100) }];
  expect(shown({ output })).toContain("… 76 baris lagi");
  expect(shown({ output, linesBefore: 3 })[4]).toBe("… 3 baris sebelumnya");
});

test("a page may break a long output; the head with the host is repeated", () => {
  const { head = "", strips } = terminalOf(
    { ...TERMINAL, output: [{ at: 101, text: "x\n".repeat(20) }] },
    words,
  );
  expect(textsOf(head)).toEqual(["mesin2 · 172.16.16.102", "exit code 0"]);
  expect(strips.length).toBeGreaterThan(10);
});

test("a long command is broken after spaces, and none of it is lost", () => {
  const command = `printf '${"TIME\\r\\n ".repeat(24)}' | nc -N 172.16.16.101 45000`;
  const [, , prompt, ...lines] = shown({ command, output: [] });
  expect(prompt).toBe("mesin2:/#");
  expect(lines.join("").replaceAll("&#39;", "'")).toBe(command);
  expect(lines.every((line) => (line ?? "").length <= 110)).toBe(true);
});
