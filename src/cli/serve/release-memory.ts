/** While no client asks for the time: gives back the part of the runtime's program that only the start, or a rush, has used. */
import { dropProgramPages } from "../../proc/program-pages.ts";
import type { Counts } from "../../server/counters.ts";

/** After the start: by then the monitor and the log are loaded. */
const FIRST_MS = 500;
/** Later, when this long no connection was opened and no request came. The next request takes 0.5 ms longer. */
const QUIET_MS = 60_000;

export function releaseWhileQuiet(counts: () => Pick<Counts, "opened" | "requests">): void {
  let seen = 0;
  const look = () => {
    const { opened, requests } = counts();
    const activity = opened + requests;
    if (activity === seen) dropProgramPages();
    seen = activity;
    setTimeout(look, QUIET_MS).unref();
  };
  setTimeout(look, FIRST_MS).unref();
}
