/** Whether the judged server still serves, and its fresh starts. */
import { observe } from "../attempt.ts";
import { PASS } from "../outcome.ts";
import type { Surroundings } from "../probe/dialer.ts";

export interface LifeOptions {
  /** Whether the server's process has ended; false if the process is not known. */
  readonly hasExited: () => Promise<boolean>;
  /**
   * Starts the server again; false if the check did not start it, or it does not come back.
   * @param after the cases of which it died; undefined if it did not
   */
  readonly revive: (after: string | undefined) => Promise<boolean>;
}

/** Requests to a server that failed a case before it counts as gone, the patience with each, and the pause between them. */
const LIFE_TRIES = 3;
const LIFE_MS = 1_000;
const LIFE_PAUSE_MS = 500;
/** A server that dies of more cases than that is left dead. */
const MOST_RESTARTS = 20;

export class Life {
  readonly #options: LifeOptions;
  #restarts = 0;

  constructor(options: LifeOptions) {
    this.#options = options;
  }

  /** Its process has ended; or several requests over some seconds find no service, where a case gave reason to look. */
  async isGone(surroundings: Surroundings, isSuspect: boolean): Promise<boolean> {
    const { hasExited } = this.#options;
    if (await hasExited()) return true;
    if (!isSuspect) return false;
    const { timeScale } = surroundings;
    for (let index = 0; index < LIFE_TRIES && !(await hasExited()); index++) {
      if (index > 0) await Bun.sleep(LIFE_PAUSE_MS * timeScale);
      const sign = await observe({ ...surroundings, hurryMs: LIFE_MS * timeScale }, async (probe) => {
        if (surroundings.normal !== undefined) await probe.expectServed();
        else await probe.open();
        return PASS;
      });
      if (sign.tried.verdict !== "fail") return false;
    }
    return true;
  }

  /** Its process has ended; false if the process is not known. */
  hasExited(): Promise<boolean> {
    return this.#options.hasExited();
  }

  /** A fresh start after it died of this case; false if there is none, or there were too many. */
  async restart(after: string): Promise<boolean> {
    if (this.#restarts >= MOST_RESTARTS || !(await this.#options.revive(after))) return false;
    this.#restarts++;
    return true;
  }

  /** A fresh start that no single case has made necessary; `after` are those of which the server may have died. */
  startAfresh(after?: string): Promise<boolean> {
    return this.#options.revive(after);
  }
}
