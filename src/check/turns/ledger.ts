/** The results of a check as they are settled; the newest can wait, until it is known that the server outlived its case. */
import type { Case } from "../case.ts";
import type { CaseResult } from "../result.ts";
import { type Blocked, died, skipped } from "../verdict.ts";

export class Ledger {
  /** In the order in which they were settled. */
  readonly results = new Map<string, CaseResult>();
  /** The case after which the server was gone for good. */
  goneAfter: string | undefined;
  /** The cases in which the server died, and after which it was started again. */
  readonly restartedAfter: string[] = [];
  /** The last case that was tried. */
  lastTried = "time-reply";

  readonly #onResult: (result: CaseResult) => void;
  #waiting: CaseResult | undefined;

  constructor(onResult: (result: CaseResult) => void) {
    this.#onResult = onResult;
  }

  passed(id: string): boolean {
    const result = this.#waiting?.id === id ? this.#waiting : this.results.get(id);
    return result?.verdict === "pass";
  }

  has(id: string): boolean {
    return this.results.has(id) || this.#waiting?.id === id;
  }

  blockedBy(each: Pick<Case, "prerequisites">): Blocked | undefined {
    if (this.goneAfter !== undefined) return { why: "server-gone", on: this.goneAfter };
    const on = each.prerequisites.find((id) => !this.passed(id));
    return on === undefined ? undefined : { why: "prerequisite", on };
  }

  settle(result: CaseResult): void {
    this.flush();
    this.settleBeside(result);
  }

  /** Judged by another connection than the case before, which may wait on. */
  settleBeside(result: CaseResult): void {
    this.results.set(result.id, result);
    this.#onResult(result);
  }

  /** Settled with the next one: only then is it known whether the server outlived it. */
  settleLater(result: CaseResult): void {
    this.flush();
    this.#waiting = result;
  }

  skip(each: Case, blocked: Blocked): void {
    this.settle(skipped(each, blocked));
  }

  /** Whether the result of the case before could still be a death. */
  get isWaiting(): boolean {
    return this.#waiting !== undefined;
  }

  /** The server died of the case before, unless that was the first connection. */
  blameLast(): void {
    if (this.#waiting !== undefined) this.#waiting = died(this.#waiting);
    this.flush();
  }

  flush(): void {
    const result = this.#waiting;
    this.#waiting = undefined;
    if (result !== undefined) this.settle(result);
  }
}
