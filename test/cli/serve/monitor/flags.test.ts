/** The monitor's flags: what they accept, and that a token is never printed. */
import { expect, test } from "bun:test";
import { monitorFlag, monitorTokenFlag } from "../../../../src/cli/serve/monitor/flags.ts";

test("the monitor is HOST:PORT or off", () => {
  for (const text of ["off", "127.0.0.1:0", "[::1]:45080"]) expect(monitorFlag.parse(text)).toBe(text);
  expect(() => monitorFlag.parse("45080")).toThrow('must be HOST:PORT or off, not "45080"');
});

test("a token is long, needs no escaping in a header, and is not repeated in an error", () => {
  expect(monitorTokenFlag.parse("a-token.that~is_1long").text).toBe("a-token.that~is_1long");
  for (const text of ["short", "x".repeat(201), "a token with blanks", "a-token;that=breaks-out"])
    expect(() => monitorTokenFlag.parse(text)).toThrow(
      /^must be 16 to 200 letters, digits, or any of - _ \. ~$/,
    );
});

test("a token is not printed with the settings", () => {
  const token = monitorTokenFlag.parse("a-token-that-is-long");
  expect(JSON.stringify({ token })).toBe('{"token":"(not shown)"}');
  expect(Bun.inspect(token)).not.toContain("a-token");
});
