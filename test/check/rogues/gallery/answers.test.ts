import { expect, test } from "bun:test";
import { ANSWER_ROGUES } from "../../../../src/check/rogues/gallery/answers.ts";
import { Client, FIN, roundTrip, talk, withRogue } from "../talk.ts";

const SHOWN: Readonly<Record<string, readonly [pieces: readonly string[], expected: RegExp]>> = {
  "never-replies": [["TIME\r\nHELLO\r\n"], /^ERROR [^\r\n]+\r\n$/],
  "resets-on-time": [["TIME\r\n"], /^<reset>$/],
  "strips-before-crlf": [["TIME\r\nQUIT\r\n"], /^(ERROR [^\r\n]+\r\n){2}$/],
  "answers-late": [["HELLO\r\nTIME\r\n"], /^ERROR [^\r\n]+\r\nJAM [\d:]{8}\r\n$/],
  "one-reply": [["TIME\r\nTIME\r\n"], /^JAM [\d:]{8}\r\n<closed>$/],
  "answers-twice": [["TIME\r\nQUIT\r\n"], /^(JAM [\d:]{8}\r\n){2}<closed>$/],
  "answers-again": [["TIME\r\n", "QUIT\r\n"], /^(JAM [\d:]{8}\r\n){2}<closed>$/],
  "forgets-on-half-close": [["TIME\r\n", FIN], /^<closed>$/],
};

for (const { id, description } of ANSWER_ROGUES) {
  const shown = SHOWN[id];
  if (shown === undefined) continue;
  test(`${id}: ${description}`, async () => {
    const startedAt = performance.now();
    expect(await talk(id, ...shown)).toMatch(shown[1]);
    if (id === "answers-late") expect(performance.now() - startedAt).toBeGreaterThan(2_900);
  });
}

test("silent: neither TIME nor QUIT nor a line without end gets a byte or the close", async () => {
  await withRogue("silent", async (port) => {
    const client = await Client.open(port);
    client.send(`TIME\r\nHELLO\r\n${"A".repeat(100_000)}\r\nQUIT\r\n`);
    client.send(FIN);
    expect(await client.until(/^<closed>$/)).toBe("<closed>");
  });
});

test("ignores-half-close: the reply comes, and no close after the client's FIN", async () => {
  await withRogue("ignores-half-close", async (port) => {
    const client = await Client.open(port);
    client.send("TIME\r\n");
    client.send(FIN);
    await client.until(/\r\n/);
    for (let trips = 0; trips < 5; trips++) await roundTrip(port);
    expect(client.text).toMatch(/^JAM [\d:]{8}\r\n$/);
    client.close();
  });
});

test("every wrong answer is shown here", () => {
  const shown = [...Object.keys(SHOWN), "silent", "ignores-half-close"];
  expect(shown.sort()).toEqual(ANSWER_ROGUES.map(({ id }) => id).sort());
});
