import { expect, test } from "bun:test";
import { preparation, stepsOf } from "../../../src/lab/report/steps.ts";
import { wordsOf } from "../../../src/lab/report/words/words-of.ts";
import { type Line, sampleRun, sampleSession } from "./sample-facts.ts";

const words = wordsOf("en").section;
const commandOf = (...lines: readonly Line[]) =>
  stepsOf([], [sampleSession({ id: "S1", host: "mesin2", lines })], words).map(({ command }) => command);

test("without a run, a step sends the same bytes in the same segments", () => {
  expect(commandOf(["c", "psh", "TIME\r\n"])).toEqual(["printf 'TIME\\r\\n' | nc -N 172.16.16.101 45000"]);
  expect(commandOf(["c", "psh", "TI"], ["c", "psh", "ME\r\n"])).toEqual([
    "(printf 'TI'; sleep 1; printf 'ME\\r\\n') | nc -N 172.16.16.101 45000",
  ]);
  expect(commandOf(["c", "syn"])).toEqual(["nc -vz 172.16.16.101 45000"]);
});

test("bytes with a meaning for a shell or printf are escaped", async () => {
  const bytes = "%s '$(id)' \\ \u0000\u00ff\u001b`x`\n";
  const [command = ""] = commandOf(["c", "psh", bytes]);
  const { stdout } = Bun.spawnSync(["sh", "-c", command.replace(/ \| nc .*/, "")]);
  expect(stdout.toString("latin1")).toBe(bytes);
});

test("a request that is too long to type is not a step", () => {
  expect(commandOf(["c", "psh", "A".repeat(121)])).toEqual([]);
});

test("requests that the capture does not hold whole are not a step", () => {
  const session = sampleSession({ id: "S1", host: "mesin2" });
  const kinds = ["no-client-packets", "begins-before"] as const;
  for (const kind of kinds) expect(stepsOf([], [{ ...session, unseen: [{ kind }] }], words)).toEqual([]);
  expect(stepsOf([], [{ ...session, unseen: [{ kind: "ends-after" }] }], words)).toHaveLength(1);
});

test("with a run, the steps are what was typed, and name keys typed by hand", () => {
  const [terminal] = sampleRun("TIME^M\n").experiments[0]?.terminals ?? [];
  if (terminal === undefined) throw new Error("the sample run has a terminal");
  const [step] = stepsOf([terminal], [], words);
  expect(step?.command).toBe("nc 172.16.16.101 45000");
  expect(step?.text).toContain("Ctrl-V Ctrl-M");
  expect(step?.text).not.toContain("Ctrl-C");
  const hanging = { ...terminal, exitCode: 124, endedAt: terminal.startedAt + 8 };
  expect(stepsOf([hanging], [], words)[0]?.text).toContain("press Ctrl-C after 8 s");
  expect(preparation(sampleRun(""), 45000, words).map(({ command }) => command)).toEqual([
    ...["jam lab up", "dumpcap -i eth0 -f 'tcp port 45000' -w mesin1.pcapng", "python3 server_thread.py"],
    ...["tcp.port == 45000", "jam lab run -- python3 server_thread.py && jam lab report"],
  ]);
  const [inClone] = preparation(sampleRun(""), 45000, words, "bin/jam");
  expect(inClone?.command).toBe("bin/jam lab up");
});
