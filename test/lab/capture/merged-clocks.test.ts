import { expect, test } from "bun:test";
import { join } from "node:path";
import { readCapture } from "../../../src/lab/capture/read-capture.ts";
import { factsOf } from "../../../src/lab/judge/facts-of.ts";
import { phrasesOf } from "../../../src/lab/narrative/phrases-of.ts";
import { CAPTURES, capture, failuresOf, HOSTS, JAM, QUIT, session, TIME } from "../crafted.ts";
import { elsewhere, file } from "../written.ts";

const OPTIONS = { port: 45_000, hosts: HOSTS };
const THIRD = { address: "172.16.16.103", port: 50_001 };
const SERVED = [TIME, ` ${JAM}`, ` ${QUIT}`, "<F"];

async function merged(...paths: readonly string[]) {
  const path = file(`merged-${paths.length}.pcapng`);
  expect(Bun.spawnSync(["mergecap", "-w", path, ...paths]).exitCode).toBe(0);
  return readCapture({ file: path, port: 45_000 });
}

test("two hosts' captures merged into one file prove no concurrency if their clocks may differ", async () => {
  const hosts = ["mesin2", "mesin3"].map((host) =>
    elsewhere(join("clocks-one-second-apart", `${host}.pcap`)),
  );
  const facts = factsOf([await merged(...hosts)], OPTIONS);
  expect(facts.sessions).toHaveLength(2);
  expect(failuresOf(facts, "1.b")).toEqual(["clocks-merged"]);
});

test("if the server's capture was merged with them, its packets relate the clocks", async () => {
  const files = ["good-mesin1", "good-mesin2"].map((name) => join(CAPTURES, `${name}.pcapng`));
  const facts = factsOf([await merged(...files)], OPTIONS);
  expect(facts.points.find(({ point }) => point === "1.b")?.state).toBe("proven");
  const again = facts.notes.find(({ kind }) => kind === "seen-again");
  expect(again).toMatchObject({ packets: 20, of: 56 });
  if (again === undefined) return;
  expect(phrasesOf("en").note(again, facts)).toBe(
    "20 of the 56 packets in merged-2.pcapng are packets seen again (on another host, another interface, or another side of a NAT or tunnel): each packet is counted once.",
  );
  expect(phrasesOf("id").note(again, facts)).toContain("20 dari 56 paket di merged-2.pcapng");
});

test("sessions of one client have one clock, in a merged file too; a file that one host wrote has one for all", () => {
  const stateOf = (client: typeof THIRD, isMerged: boolean) => {
    const lines = [...session(SERVED), ...session(SERVED, { at: 0.05, client })].sort((a, b) => a.at - b.at);
    const facts = factsOf([{ ...capture(lines), isMerged }], OPTIONS);
    return facts.points.find(({ point }) => point === "1.b")?.state;
  };
  expect(stateOf(THIRD, true)).toBe("unseen");
  expect(stateOf({ ...THIRD, address: "172.16.16.102" }, true)).toBe("proven");
  expect(stateOf(THIRD, false)).toBe("proven");
});
