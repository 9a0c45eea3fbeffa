/** The flags of the monitor: its HOST:PORT, and the token that is required off loopback. */

import { textFlag } from "../../flags/flag-kinds.ts";
import type { Flag } from "../../flags/flags.ts";
import { Secret } from "../../flags/secret.ts";
import { parseMonitorAddress } from "./address.ts";

export const DEFAULT_MONITOR = "127.0.0.1:45080";

/** A token is a password: it must be too long to guess. */
const TOKEN = /^[\w.~-]{16,200}$/;

const NO_TOKEN = new Secret("");

export const monitorFlag: Flag<string> = {
  placeholder: "HOST:PORT",
  fallback: () => DEFAULT_MONITOR,
  fallbackText: DEFAULT_MONITOR,
  help: "address of the monitor (web page, JSON API, metrics); off disables it",
  parse(text) {
    if (text === "off" || parseMonitorAddress(text) !== undefined) return text;
    throw new Error(`must be HOST:PORT or off, not ${JSON.stringify(text)}.`);
  },
};

export const monitorTokenFlag: Flag<Secret> = {
  placeholder: "TEXT",
  fallback: () => NO_TOKEN,
  fallbackText: "no token",
  help: "token that clients of the monitor must send; every user of the machine can see the flag, so use a file or the variable",
  parse(text) {
    if (text === "") return NO_TOKEN;
    if (TOKEN.test(text)) return new Secret(text);
    throw new Error("must be 16 to 200 letters, digits, or any of - _ . ~");
  },
};

export const monitorTokenFileFlag = textFlag(() => "", {
  placeholder: "FILE",
  help: "file with that token, readable by the server's user alone; a token is required if the monitor is not on loopback",
  fallbackText: "none",
});
