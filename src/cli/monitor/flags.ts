/** The flags that say where the monitor is: HOST:PORT, and the token for another place than this machine. */
import type { Flag } from "../flags/flags.ts";
import { Secret } from "../flags/secret.ts";
import { parseMonitorAddress } from "./place.ts";

export const DEFAULT_MONITOR = "127.0.0.1:45080";

/** A token is a password: one that can be guessed is none. */
const TOKEN = /^[\w.~-]{16,200}$/;

const NO_TOKEN = new Secret("");

export const monitorFlag: Flag<string> = {
  placeholder: "HOST:PORT",
  fallback: () => DEFAULT_MONITOR,
  fallbackText: DEFAULT_MONITOR,
  help: "where a page, an API and metrics show the server at work; off opens none",
  parse(text) {
    if (text === "off" || parseMonitorAddress(text) !== undefined) return text;
    throw new Error(`wants HOST:PORT or off, not ${JSON.stringify(text)}.`);
  },
};

export const monitorTokenFlag: Flag<Secret> = {
  placeholder: "TEXT",
  fallback: () => NO_TOKEN,
  fallbackText: "no token",
  help: "asked of whoever opens the monitor; needed where it is on another address than loopback",
  parse(text) {
    if (text === "") return NO_TOKEN;
    if (TOKEN.test(text)) return new Secret(text);
    throw new Error("wants 16 to 200 letters, digits, or any of - _ . ~");
  },
};
