/** The real `jam serve` with a clock that is wrong by a known offset, by Debian's libfaketime. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JamServer } from "../end-to-end/support/jam-server.ts";

/** A clock file and the environment in which a program has its time; its monotonic clock stays right. */
export class FakedClock implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), "jam-truth-"));
  readonly #file = join(this.#folder, "clock");

  /** @param offsetMs positive: the clock is ahead */
  constructor(offsetMs: number) {
    this.set(offsetMs);
  }

  get env(): Readonly<Record<string, string>> {
    const [library] = new Bun.Glob("/usr/lib/*/faketime/libfaketimeMT.so.1").scanSync("/");
    return {
      LD_PRELOAD: library ?? "",
      FAKETIME_TIMESTAMP_FILE: this.#file,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    };
  }

  /** @param rate of the clock: 1 is that of this machine's. It counts from the start of the program */
  set(offsetMs: number, rate = 1): void {
    const seconds = (Math.abs(offsetMs) / 1000).toFixed(6);
    const speed = rate === 1 ? "" : ` x${rate}`;
    writeFileSync(`${this.#file}.new`, `${offsetMs < 0 ? "-" : "+"}${seconds}${speed}\n`);
    renameSync(`${this.#file}.new`, this.#file);
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export interface FakedServer extends AsyncDisposable {
  readonly port: number;
  readonly set: (offsetMs: number, rate?: number) => void;
}

export async function fakedServer(offsetMs: number, zone = "UTC"): Promise<FakedServer> {
  const clock = new FakedClock(offsetMs);
  const server = await JamServer.start(["--zone", zone], { env: clock.env });
  return {
    port: server.port,
    set: (each, rate) => clock.set(each, rate),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      clock[Symbol.dispose]();
    },
  };
}
