/** Which remarks about a programming language belong to a failed case. */
import type { CaseId } from "../cases/registry.ts";
import type { FaultId, Parameters } from "../outcome.ts";
import type { AdviceId } from "../texts/advice.ts";
import type { IdiomId } from "../texts/idioms.ts";

export function idiomsOf(
  id: CaseId,
  { fault, parameters }: { readonly fault: FaultId; readonly parameters: Parameters },
  advice: AdviceId | undefined,
): readonly IdiomId[] {
  switch (advice) {
    case "more-than-time":
      return [];
    case "digit-missing":
      return ["time-digits"];
    case "time-misshapen":
      return /\d\.\d/.test(String(parameters["text"])) ? ["time-dots"] : [];
    case "other-branch":
      return ["compare"];
    case "never-closes":
    case "quit-only-alone":
      return ["unclosed"];
    case "fin-unseen":
    case "left-at-fin":
      return ["end-shown"];
    case "piece-refused":
    case "piece-answered":
      // The read is no remark to one who reads lines: there the line end is.
      return id === "split-crlf" ? ["late-lf"] : ["read"];
    default:
      return idiomsOfCase(id, fault, parameters);
  }
}

function idiomsOfCase(id: CaseId, fault: FaultId, parameters: Parameters): readonly IdiomId[] {
  switch (id) {
    case "time-reply":
      return fault === "silent" ? ["compare", "unflushed"] : [];
    case "reply-format":
      return /[AP]\.?M/i.test(String(parameters["text"])) ? ["time-hours"] : [];
    case "reply-crlf":
      return parameters["end"] === "\\n" ? ["lf-sent"] : [];
    case "quit-closes":
    case "quit-after-time":
      return fault === "not-closed" ? ["unclosed"] : [];
    case "concurrent-idle":
    case "concurrent-partial":
      return ["one-at-a-time"];
    case "split-word":
    case "split-bytes":
    case "pipelined-two":
    case "pipelined-many":
      return ["read"];
    case "bare-lf":
      return ["lf-accepted"];
    case "bare-cr":
      return ["cr-accepted"];
    case "bad-utf8":
    case "bad-utf8-released":
      return ["decode"];
    case "reset":
      return ["reset-raised"];
    case "client-gone":
      return ["end-shown"];
    default:
      return [];
  }
}
