import { expect, test } from "bun:test";
import { RIGHT_ONES } from "../../../../src/check/rogues/gallery/right.ts";
import { FIN, talk } from "../talk.ts";

const IDS = [...RIGHT_ONES.map(({ id }) => id), "thread-per-connection"];

for (const id of IDS) {
  test(`${id} answers what is asked, in order, and closes`, async () => {
    const closed = id === "quit-resets" ? "<reset>" : "<closed>";
    expect(await talk(id, ["TIME\r\nTI", "ME\r\nQUIT\r\nTIME\r\n"], />/)).toMatch(
      new RegExp(`^(JAM [\\d:]{8}\\r\\n){2}${closed}$`),
    );
    expect(await talk(id, ["HELLO\r\n\xff\xfe\r\nTIME\r\n", FIN], />/)).toMatch(
      id === "laconic"
        ? /^\?\?JAM [\d:]{8}\r\n<closed>$/
        : /^(ERROR [^\r\n]+\r\n){2}JAM [\d:]{8}\r\n<closed>$/,
    );
    // The server may close while it still gets bytes, which is a reset.
    expect(await talk(id, ["A".repeat(20_000)], />/)).toMatch(/^(ERROR [^\r\n]+\r\n)?<(closed|reset)>$/);
  });
}

test("the reply in two segments comes in two segments", async () => {
  const [first = ""] = (await talk("two-segments", ["TIME\r\n"], /^JAM \d\d/)).split("\r\n");
  expect(first).toMatch(/^JAM \d\d$/);
});
