/** The kind of --allow and --deny: a list of addresses and subnets, or an empty one. */
import { readSubnet } from "../../server/limits/access.ts";
import { listFlag } from "../flags/flag-kinds.ts";
import type { Flag } from "../flags/flags.ts";

/** @param whose the default as the help shows it: what an empty list means */
export function accessFlag(whose: string, help: string): Flag<readonly string[]> {
  const list = listFlag([], { placeholder: "SUBNETS", help, fallbackText: whose }, checkSubnet);
  return { ...list, parse: (text) => (text === "" ? [] : list.parse(text)) };
}

function checkSubnet(text: string): string {
  if (readSubnet(text) !== undefined) return text;
  throw new Error(
    `must be addresses or subnets, such as 192.168.1.7, 10.0.0.0/8 or 2001:db8::/32, not ${JSON.stringify(text)}.`,
  );
}
