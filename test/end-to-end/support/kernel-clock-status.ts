/** A server that gets the clock status that the test wants: strace answers adjtimex(2) in the kernel's place. */
import { openKernelClock } from "../../../src/server/clock/kernel-clock.ts";
import { JAM } from "./jam-server.ts";

/** A clock that chrony disciplines: off by 21 µs as far as it knows, by 12.3 ms at most. */
export const GOOD = { state: 0, status: 1, estimatedError: 21, maximumError: 12_300 };
/** One that nothing disciplines, as the kernel begins. */
export const LOST = { state: 5, status: 0x40, estimatedError: 16_000_000, maximumError: 16_000_000 };

/** The status that this machine's kernel does not have, so that a switch is a change on every machine. */
export function otherStatus(): typeof GOOD {
  return openKernelClock()?.read()?.state === LOST.state ? GOOD : LOST;
}

/**
 * @param status or the error that the call fails with
 * @param when which calls, in the syntax of strace(1); all if none is given
 * @returns the command that stands for `bin/jam serve`; its process is the server's own
 */
export function serveWithStatus(status: typeof GOOD | "EPERM", when = "1+"): readonly string[] {
  const answer =
    status === "EPERM" ? "error=EPERM" : `retval=${status.state}:poke_exit=@arg1=${timexOf(status)}`;
  const inject = `inject=adjtimex:${answer}:when=${when}`;
  const quiet = ["-qq", "-o", "/dev/null"];
  return [
    "strace",
    "-D",
    "-f",
    "--seccomp-bpf",
    ...quiet,
    "-e",
    "trace=adjtimex",
    "-e",
    inject,
    JAM,
    "serve",
  ];
}

/** struct timex up to its status, in hex. */
function timexOf({ status, estimatedError, maximumError }: typeof GOOD): string {
  const words = new BigInt64Array([0n, 0n, 0n, BigInt(maximumError), BigInt(estimatedError), BigInt(status)]);
  return Buffer.from(words.buffer).toString("hex");
}
