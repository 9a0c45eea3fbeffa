import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DEATH_ROGUES } from "../../../../src/check/rogues/gallery/deaths.ts";
import { Client, FIN, roundTrip, withRogue } from "../talk.ts";

const BAD_UTF8 = "\xff\xfe\xfd\r\n";
const ENTRY = join(import.meta.dirname, "../../../../src/check/rogues/entry.ts");

/** Runs against a server of the gallery in a process of its own. */
async function withProcess(id: string, run: (port: number, child: Bun.Subprocess) => Promise<void>) {
  const child = Bun.spawn([process.execPath, ENTRY, id, "0"], { stdout: "pipe", stderr: "ignore" });
  try {
    let output = "";
    for await (const bytes of child.stdout) {
      output += new TextDecoder().decode(bytes);
      if (output.endsWith("\n")) break;
    }
    await run(Number(/^listening (\d+)\n$/.exec(output)?.[1]), child);
  } finally {
    child.kill();
    await child.exited;
  }
}

test("crash on bad UTF-8: the process ends with a failure", async () => {
  await withProcess("crash-on-bad-utf8", async (port, child) => {
    const client = await Client.open(port);
    client.send("TIME\r\n");
    await client.until(/\r\n/);
    client.send(BAD_UTF8);
    expect(await child.exited).toBe(1);
    await client.until(/<(closed|reset)>/);
    client.close();
  });
});

test("hangs on bad UTF-8: the connection is neither answered nor closed, and others are served", async () => {
  await withRogue("hangs-on-bad-utf8", async (port) => {
    const client = await Client.open(port);
    client.send(BAD_UTF8);
    client.send("TIME\r\nQUIT\r\n");
    client.send(FIN);
    for (let trips = 0; trips < 5; trips++) await roundTrip(port);
    expect(client.text).toBe("");
    client.close();
  });
});

const DEADLY: Readonly<Record<string, string>> = {
  "dies-on-nul": `${"\0".repeat(64)}\r\n`,
  "dies-on-long-line": "A".repeat(65_536),
};

for (const [id, bytes] of Object.entries(DEADLY)) {
  test(`${id}: the connection ends, and the next one is refused`, async () => {
    await withRogue(id, async (port) => {
      await roundTrip(port);
      const client = await Client.open(port);
      client.send(bytes);
      await client.until(/^<(closed|reset)>/);
      await expect(Client.open(port)).rejects.toThrow("ECONNREFUSED");
    });
  });
}

test("unbounded line: four mebibytes are kept without a word, until their end comes", async () => {
  await withRogue("unbounded-line", async (port) => {
    const client = await Client.open(port);
    client.send("A".repeat(4 << 20));
    for (let trips = 0; trips < 20; trips++) await roundTrip(port);
    expect(client.text).toBe("");
    client.send("\r\n");
    expect(await client.until(/>/)).toMatch(/^ERROR [^\r\n]+\r\n<closed>$/);
    client.close();
  });
});

/** CPU seconds of a process so far; the kernel counts hundredths. */
function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

for (const [id, answerToFin] of [
  ["spins", "<closed>"],
  ["recv-nothing-loop", ""],
] as const) {
  test(`${id}: a core is burnt once a client has gone, and others are served`, async () => {
    await withProcess(id, async (port, { pid }) => {
      const client = await Client.open(port);
      client.send(FIN);
      await roundTrip(port);
      expect(client.text).toBe(answerToFin);
      const before = cpuSecondsOf(pid);
      const startedAt = performance.now();
      await Bun.sleep(500);
      const share = (cpuSecondsOf(pid) - before) / ((performance.now() - startedAt) / 1000);
      // Near 1 on an idle machine; this much even where two others want the core.
      expect(share).toBeGreaterThan(0.3);
      await roundTrip(port);
      client.close();
    });
  });
}

test("every death is shown here", () => {
  const shown = ["crash-on-bad-utf8", "hangs-on-bad-utf8", ...Object.keys(DEADLY), "unbounded-line"];
  expect([...shown, "spins", "recv-nothing-loop"]).toEqual(DEATH_ROGUES.map(({ id }) => id));
});
