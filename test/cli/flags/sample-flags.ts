/** A small table with a flag of every kind, so that tests of the machinery need no real command. */
import { choiceFlag, integerFlag, switchFlag, textFlag } from "../../../src/cli/flags/flag-kinds.ts";
import type { FlagTable } from "../../../src/cli/flags/flags.ts";

export const SAMPLE = {
  port: integerFlag({ default: 45_000, min: 0, max: 65_535 }, { help: "TCP port" }),
  maxConnections: integerFlag({ default: 10, min: 1, max: 100 }, { help: "connections at most" }),
  lenient: switchFlag({ help: "also serve bare LF" }),
  logLevel: choiceFlag(["silent", "error", "info"], "info", {
    placeholder: "LEVEL",
    help: "what is logged",
  }),
  pattern: textFlag(() => "%H:%M:%S", { placeholder: "TEXT", help: "text after JAM" }),
} as const satisfies FlagTable;

/** The message of what `act` throws, or that it threw nothing. */
export function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "(nothing was thrown)";
}
