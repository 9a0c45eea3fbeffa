/** The real `jam serve` with a clock that is wrong by a known offset, by Debian's libfaketime. */
import { JamServer } from "../end-to-end/support/jam-server.ts";

/** What moves a program's wall clock, and not its monotonic one. @param offsetMs positive: the clock is ahead */
export function fakedClock(offsetMs: number): Record<string, string> {
  const [library] = new Bun.Glob("/usr/lib/*/faketime/libfaketimeMT.so.1").scanSync("/");
  const seconds = (Math.abs(offsetMs) / 1000).toFixed(6);
  return {
    LD_PRELOAD: library ?? "",
    FAKETIME: `${offsetMs < 0 ? "-" : "+"}${seconds}`,
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
  };
}

export function fakedServer(
  offsetMs: number,
  flags: readonly string[] = ["--zone", "UTC"],
): Promise<JamServer> {
  return JamServer.start(flags, { env: fakedClock(offsetMs) });
}
