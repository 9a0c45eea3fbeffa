/** --zone: IANA names, and the name for what people write instead. */
import { describe, expect, test } from "bun:test";
import { zoneFlag } from "../../../../src/cli/serve/zone/flag.ts";
import { zoneDatabase } from "../../../../src/cli/serve/zone/machine.ts";
import { messageOf } from "../../flags/sample-flags.ts";

const refusal = (text: string) => messageOf(() => zoneFlag.parse(text));
const not = (text: string) => `must be the IANA name of a time zone, not ${JSON.stringify(text)}.`;

test("a name is accepted in any case, and kept in its own spelling", () => {
  expect(zoneFlag.parse("asia/JAKARTA")).toBe("Asia/Jakarta");
});

describe("what is no name is refused with the name", () => {
  test.each([
    ["WIB", "WIB is Asia/Jakarta."],
    ["wita", "WITA is Asia/Makassar."],
    ["WIT", "WIT is Asia/Jayapura."],
    ["WIB-7", "WIB is Asia/Jakarta."],
    ["WIB+7", "WIB is Asia/Jakarta."],
    ["Jakarta", "Did you mean Asia/Jakarta?"],
    ["jayapura", "Did you mean Asia/Jayapura?"],
    ["New York", "Did you mean America/New_York?"],
    ["Asia/Jakata", "Did you mean Asia/Jakarta?"],
    ["UTC+7", "Did you mean +07:00?"],
    ["GMT-3:30", "Did you mean -03:30?"],
    ["+7", "Did you mean +07:00?"],
  ])("%s: %s", (text, hint) => {
    expect(refusal(text)).toBe(`${not(text)} ${hint}`);
  });

  test.skipIf(zoneDatabase().folder === undefined).each([
    ["JST", "Asia/Tokyo"],
    ["PDT", "America/Los_Angeles"],
    ["CEST", "Europe/Berlin"],
    ["IST", "Asia/Kolkata"],
  ])("%s, which is looked up in the machine's zone files", (text, zone) => {
    expect(refusal(text)).toStartWith(`${not(text)} ${text} is `);
    expect(refusal(text).split(/ or | is |\.$/).length).toBeLessThan(7);
    if (text === "JST") expect(refusal(text)).toContain(zone);
  });

  test.each(["", "XYZ-7", "/etc/localtime", ":Asia/Jakarta", "../etc/localtime", "UTC+99"])(
    "%j, for which there is none, without",
    (text) => {
      expect(refusal(text)).toStartWith(not(text));
      expect(refusal(text)).not.toContain(" is ");
    },
  );
});
