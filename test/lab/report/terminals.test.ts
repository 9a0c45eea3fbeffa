import { expect, test } from "bun:test";
import type { ReportInput } from "../../../src/lab/report/outline.ts";
import { terminalFigures } from "../../../src/lab/report/terminals.ts";
import { wordsOf } from "../../../src/lab/report/words/words-of.ts";
import { BEGIN, sampleFacts, sampleRun, TWO_SESSIONS } from "./sample-facts.ts";

const words = wordsOf("en");
const clients = sampleRun("JAM 07:08:09\r\n").experiments[0]?.terminals ?? [];

/** A server that listened before the first packet, and printed a line at each of these seconds. */
function inputOf(...seconds: readonly number[]): ReportInput {
  const run = sampleRun("");
  const chunks = [
    { at: BEGIN - 0.2, text: "listening\n" },
    ...seconds.map((at) => ({ at: BEGIN + at, text: `at ${at}\n` })),
  ];
  const output = { startedAt: BEGIN - 1, chunks, charactersLeftOut: 0 };
  return {
    facts: sampleFacts(TWO_SESSIONS),
    run: { ...run, server: { ...run.server, output } },
    identity: { name: undefined, nrp: undefined, class: undefined },
    source: undefined,
    language: "en",
  };
}

const textsOf = (svg = "") => [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text);
const firstOf = (point: "1.a" | "1.c.i", input: ReportInput) =>
  textsOf(terminalFigures(point, clients, input, words)?.pictures[0]?.svg);

test("the server's terminal stands before the clients', with what it printed until they ended", () => {
  const figures = terminalFigures("1.a", clients, inputOf(0.65, 9), words);
  expect(figures?.caption).toStartWith("Terminal of mesin1, mesin2, mesin3");
  expect(textsOf(figures?.pictures[0]?.svg)).toEqual([
    ...["mesin1 · 172.16.16.101", "server", "mesin1:~#", "python3 server_thread.py"],
    ...["listening", "before packet 1", "at 0.65", "0.650"],
  ]);
  expect(textsOf(figures?.pictures[1]?.svg)[0]).toBe("mesin2 · 172.16.16.102");
});

test("at a later point it begins with the clients' commands, and counts the lines before", () => {
  const texts = firstOf("1.c.i", inputOf(0.1, 0.65));
  expect(texts.slice(4)).toEqual(["… 2 lines before", "at 0.65", "0.650"]);
});

test("a server that printed nothing meanwhile has no terminal at a later point, but one at the first", () => {
  expect(firstOf("1.c.i", inputOf(9))[0]).toBe("mesin2 · 172.16.16.102");
  expect(firstOf("1.a", inputOf())[0]).toBe("mesin1 · 172.16.16.101");
});

test("a server that printed nothing at all is shown to have printed nothing", () => {
  const { run, ...input } = inputOf();
  if (run === undefined) throw new Error("the input has a run");
  const output = { startedAt: BEGIN, chunks: [], charactersLeftOut: 0 };
  const quiet = { ...run, server: { ...run.server, output } };
  expect(firstOf("1.a", { ...input, run: quiet }).at(-1)).toBe("(the server printed nothing)");
});

test("of an endless output the terminal states that the rest was not recorded", () => {
  const { run, ...input } = inputOf(0.1, 0.65);
  if (run?.server.output === undefined) throw new Error("the input has a run");
  const output = { ...run.server.output, charactersLeftOut: 9 };
  const cut = { ...input, run: { ...run, server: { ...run.server, output } } };
  expect(firstOf("1.c.i", cut).slice(-3)).toEqual([
    ...["at 0.65", "0.650", "… what came later was not recorded"],
  ]);
});

test("of a run of an earlier version the log is shown at the first point, without times", () => {
  const input = { ...inputOf(), run: sampleRun(""), serverLog: "listening\nclient\n" };
  expect(firstOf("1.a", input).slice(4)).toEqual(["listening", "client"]);
  expect(firstOf("1.c.i", input)[0]).toBe("mesin2 · 172.16.16.102");
});

test("jam's own server is named as the report names jam, not by its path on this machine", () => {
  const { run, ...input } = inputOf();
  if (run === undefined) throw new Error("the input has a run");
  const server = { ...run.server, command: ["/home/siti/jam/bin/jam", "serve"] };
  expect(firstOf("1.a", { ...input, run: { ...run, server }, jam: "bin/jam" })[3]).toBe("bin/jam serve");
});
