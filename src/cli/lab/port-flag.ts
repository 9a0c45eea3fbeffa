/** The flag for the server's port in captures: what the run says, where one says it. */
import { integerFlag } from "../flags/flag-kinds.ts";
import type { Flag } from "../flags/flags.ts";

export const portFlag: Flag<number | undefined> = {
  ...integerFlag(
    { default: 45_000, min: 1, max: 65_535 },
    { help: "the server's port in the captures", fallbackText: "the run's, or 45000" },
  ),
  fallback: () => undefined,
};
