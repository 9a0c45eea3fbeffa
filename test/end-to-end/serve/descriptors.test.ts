/** A small descriptor limit under a crowd: those inside are served, no core is burnt, and it recovers. */
import { expect, test } from "bun:test";
import { JAM, JamServer } from "../support/jam-server.ts";
import { cpuSeconds, descriptorCount } from "../support/process-facts.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REPLY_BYTES, REQUEST } from "../support/replies.ts";
import { until } from "../support/within.ts";

const DESCRIPTORS = 64;
const CROWD = 500;
const LIMITED = ["sh", "-c", `ulimit -n ${DESCRIPTORS}; exec "$@"`, "sh", JAM, "serve"];

test("with 64 descriptors and 500 clients those inside are served, and it recovers when they leave", async () => {
  await using server = await JamServer.start([], { command: LIMITED });
  const { connectionLimit } = await server.waitFor(({ event }) => event === "listening");
  expect(connectionLimit).toBeGreaterThan(5);
  expect(connectionLimit).toBeLessThan(DESCRIPTORS);

  // None of them closes by itself, not even when refused.
  const crowd = await Promise.all(
    Array.from({ length: CROWD }, () => RawClient.dial(server.port, { staysOpen: true })),
  );
  const refused = () => crowd.filter(({ isEnded }) => isEnded);
  await until(
    10,
    () => refused().length === CROWD - connectionLimit,
    () => `${CROWD - connectionLimit} refused, but ${refused().length}`,
  );
  for (const client of refused()) expect(client.text).toBe("ERROR too many connections\r\n");
  expect(descriptorCount(server.pid)).toBeLessThan(DESCRIPTORS);

  const inside = crowd.filter(({ isEnded }) => !isEnded);
  for (const client of inside) client.send(REQUEST.repeat(10));
  for (const client of inside) await client.waitForBytes(10 * REPLY_BYTES);

  const from = { cpu: cpuSeconds(server.pid), at: performance.now() };
  await Bun.sleep(1_000); // the second over which its use of a core is measured
  const share = (cpuSeconds(server.pid) - from.cpu) / ((performance.now() - from.at) / 1000);
  expect(share).toBeLessThan(0.2);

  for (const client of inside) expectTimes(client.text, 10);
  for (const client of crowd) client[Symbol.dispose]();
  await server.waitForAll(({ event }) => event === "session-ended", 1);
  await until(
    5,
    async () => {
      using client = await RawClient.dial(server.port);
      client.send("TIME\r\nQUIT\r\n");
      await client.waitForClose();
      return client.text.startsWith("JAM ");
    },
    () => "a place for a new client",
  );
  const { exit } = await server.stop();
  expect(exit).toBe(0);
}, 60_000);

test("however many connections are allowed by flag, the descriptor limit decides", async () => {
  const flags = ["--max-connections", "1000000"];
  await using server = await JamServer.start(flags, { command: LIMITED });
  const { connectionLimit } = await server.waitFor(({ event }) => event === "listening");
  expect(connectionLimit).toBeLessThan(DESCRIPTORS);
});
