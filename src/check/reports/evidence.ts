/** What a failed case and its neighbours show → the explanation that fits, and which cases have one cause. */
import type { CaseId } from "../cases/registry.ts";
import type { FaultId, Parameters } from "../outcome.ts";
import type { CaseResult } from "../result.ts";
import type { AdviceId } from "../texts/advice.ts";

/** The fault of a failed case, or of the first try of a flaky one. */
interface Failed {
  readonly fault: FaultId;
  readonly parameters: Parameters;
}

export function faultOf(one: CaseResult): Failed | undefined {
  if (one.verdict === "fail") return { fault: one.fault, parameters: one.parameters };
  return one.verdict === "pass" ? one.firstTry : undefined;
}

/** The verdicts of other cases: what was not tried is neither passed nor failed. */
export class Verdicts {
  readonly #cases: ReadonlyMap<string, CaseResult>;

  constructor(cases: readonly CaseResult[]) {
    this.#cases = new Map(cases.map((one) => [one.id, one]));
  }

  has(id: CaseId, verdict: CaseResult["verdict"]): boolean {
    return this.#cases.get(id)?.verdict === verdict;
  }

  failedBy(id: CaseId, fault: FaultId): boolean {
    const one = this.#cases.get(id);
    return one?.verdict === "fail" && one.fault === fault;
  }
}

/** @returns undefined where the case's own explanation fits as well as any */
export function adviceOf(
  id: CaseId,
  { fault, parameters }: Failed,
  verdicts: Verdicts,
): AdviceId | undefined {
  const isEnded = fault === "closed-early" || fault === "reset-early";
  const takesReads = verdicts.has("pipelined-two", "fail");
  const neverCloses = fault === "not-closed" && verdicts.failedBy("quit-closes", "not-closed");
  switch (id) {
    case "connect":
      return fault === "other-port" ? "other-port" : undefined;
    case "time-reply":
      if (isEnded) return "ended-unanswered";
      return fault === "no-time" ? answerAdvice(String(parameters["text"] ?? "")) : undefined;
    case "reply-format":
      return formatAdvice(String(parameters["text"] ?? ""));
    case "quit-after-time":
      if (fault === "too-many") return "quit-answered";
      return neverCloses ? "never-closes" : undefined;
    case "split-word":
    case "split-crlf":
    case "split-bytes":
      if (isEnded) return "piece-ended";
      return pieceAdvice(fault);
    case "pipelined-cut":
      if (isEnded) return "piece-ended";
      if (fault === "too-few") return framingAdvice(verdicts, "rest-forgotten", "one-a-read");
      return pieceAdvice(fault);
    case "pipelined-quit":
      // Where both mistakes were made, the close alone would not fix this case.
      if (neverCloses && !takesReads) return "never-closes";
      if (isEnded) return "time-unseen";
      if (fault === "too-many") return "quit-answered";
      if (fault === "silent" || fault === "no-time") return "neither-seen";
      if (fault !== "not-closed") return undefined;
      return onlyAlone(verdicts) ? "quit-only-alone" : framingAdvice(verdicts, undefined, "quit-unseen");
    case "after-quit":
      if (neverCloses && !takesReads) return "never-closes";
      if (fault === "served")
        return framingAdvice(verdicts, "reads-on", "time-anywhere") ?? "quit-passed-over";
      return fault === "not-closed" && onlyAlone(verdicts) ? "quit-only-alone" : undefined;
    case "half-close":
      if (isEnded) return "left-at-fin";
      return fault === "not-closed" ? "fin-unseen" : undefined;
    default:
      return undefined;
  }
}

/** Whether lines are cut rightly shows in another case; undefined where that was not tried. */
function framingAdvice<Right extends AdviceId | undefined, Wrong extends AdviceId>(
  verdicts: Verdicts,
  right: Right,
  wrong: Wrong,
): Right | Wrong | undefined {
  if (verdicts.has("pipelined-two", "pass")) return right;
  return verdicts.has("pipelined-two", "fail") ? wrong : undefined;
}

function onlyAlone(verdicts: Verdicts): boolean {
  return verdicts.has("pipelined-two", "pass") && verdicts.has("quit-closes", "pass");
}

function pieceAdvice(fault: FaultId): AdviceId | undefined {
  if (fault === "too-many") return "piece-answered";
  return fault === "something-else" || fault === "no-time" ? "piece-refused" : undefined;
}

/** `JAM 10::20::30` and `10.20.30` are times that came out wrong; an error or an echo is none. */
function answerAdvice(text: string): AdviceId {
  return /^\W*JAM\b/i.test(text) || /\d{1,2}\D{1,3}\d{1,2}/.test(text) ? "time-misshapen" : "other-branch";
}

function formatAdvice(text: string): AdviceId | undefined {
  if (/(^|\D)\d\d:\d\d:\d\d(\D|$)/.test(text)) return /[AP]\.?M/i.test(text) ? undefined : "more-than-time";
  return /^\d{1,2}:\d{1,2}:\d{1,2}$/.test(text) ? "digit-missing" : undefined;
}

/** What a server did on the wire; a fault of another kind, such as a crash, may have any cause. */
const ON_THE_WIRE: ReadonlySet<FaultId> = new Set([
  ...(["silent", "blank", "no-time", "closed-early", "reset-early", "too-few", "too-many"] as const),
  ...(["something-else", "served", "not-closed", "some-unserved", "not-served-after", "spins"] as const),
]);

/** Cases of one key are fixed by one change; each of the other cases has a key of its own. */
export function causeKey(
  id: CaseId,
  fault: FaultId | undefined,
  advice: AdviceId | undefined,
  verdicts: Verdicts,
): string {
  if (fault !== undefined && !ON_THE_WIRE.has(fault)) return id;
  if (advice === "never-closes" || advice === "quit-only-alone" || advice === "reads-on") return advice;
  if (id === "quit-closes" && verdicts.has("quit-closes", "fail")) return "never-closes";
  switch (id) {
    case "split-word":
    case "split-crlf":
    case "split-bytes":
    case "pipelined-two":
    case "pipelined-many":
    case "pipelined-cut":
    case "pipelined-quit":
    case "after-quit":
      return "lines";
    case "bare-lf":
    case "bare-cr":
    case "unterminated":
      return "line-end";
    case "concurrent-idle":
    case "concurrent-partial":
    case "concurrent-many":
    case "idle-crowd":
      // A server that serves one at a time fails all four; one that does not may fail them for several reasons.
      return verdicts.has("concurrent-idle", "fail") ? "one-at-a-time" : id;
    case "bad-utf8":
    case "bad-utf8-released":
      return "not-utf8";
    case "half-close":
    case "client-gone":
      return advice === "fin-unseen" || id === "client-gone" ? "client-gone" : id;
    default:
      return id;
  }
}
