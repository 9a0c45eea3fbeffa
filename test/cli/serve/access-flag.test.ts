/** --allow and --deny: what they take, and how they say what they want. */
import { expect, test } from "bun:test";
import { accessFlag } from "../../../src/cli/serve/access-flag.ts";
import { messageOf } from "../flags/sample-flags.ts";

const flag = accessFlag("every address", "who may come in");

test("accepts addresses and subnets of both families, with blanks around them", () => {
  const items = ["10.1.2.3", "10.0.0.0/8", "::1", "2001:db8::/32", "::ffff:10.0.0.0/104"];
  expect(flag.parse(items.join(", "))).toEqual(items);
});

test("accepts an empty text, as it does an empty array in the file: an empty list", () => {
  expect(flag.parse("")).toEqual([]);
});

test.each(["10.0.0.0/33", "localhost", "10.0.0.0/8,", ",", " "])(
  "refuses %j, and shows what it wants",
  (text) => {
    expect(messageOf(() => flag.parse(text))).toMatch(
      /^must be addresses or subnets, such as 192\.168\.1\.7, 10\.0\.0\.0\/8 or 2001:db8::\/32, not "/,
    );
  },
);
