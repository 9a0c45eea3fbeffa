/** What went wrong in a session, why, and what to type instead; then why it ended. */
import type { CloseReason } from "../../../server/counters.ts";
import type { SessionRow, Status } from "../../facts/api.ts";
import { isClockRefused } from "../board/verdict.ts";
import type { Problems } from "../chunks/problems.ts";
import { hostsToDial } from "../commands.ts";
import { RequestCommands } from "../request-commands.tsx";
import { useSpeech } from "../speech.ts";
import { toneOfReason } from "../tones.ts";

interface Props extends Problems {
  readonly row: SessionRow;
  readonly status: Status;
}

/** Bad ends that a client cannot avoid: no command would help. */
const NOT_THE_CLIENTS: readonly CloseReason[] = ["thread-died", "no-longer-allowed", "drain-timeout"];

export function Outcome({ row, problems, unrecorded, status }: Props) {
  const { words, sentences, problems: texts, notes, reasons, count } = useSpeech();
  const { reason, errors, requests, state } = row;
  const badEnd = reason !== undefined && toneOfReason(reason) === "bad" ? reason : undefined;
  const isFaulty = problems.length > 0 || errors > 0 || badEnd !== undefined || state === "stalled";
  const helps = problems.length > 0 || (badEnd !== undefined && !NOT_THE_CLIENTS.includes(badEnd));
  return (
    <div class="outcome">
      {problems.map(({ kind, count: lines }) => (
        <div key={kind} class="callout bad">
          <h3>{texts[kind].happened(lines)}</h3>
          <p>{texts[kind].why}</p>
        </div>
      ))}
      {badEnd !== undefined && (
        <div class="callout bad">
          <h3>{reasons[badEnd].happened ?? reasons[badEnd].label}</h3>
          <p>{reasons[badEnd].text}</p>
        </div>
      )}
      {isClockRefused(row) && <p class="callout plain">{notes["clock-refused"](errors)}</p>}
      {helps && (
        <div class="callout plain">
          <h3>{words.tryIt}</h3>
          <RequestCommands
            host={hostsToDial(status, location.hostname)[0]}
            port={status.listening.port}
            most={2}
          />
        </div>
      )}
      {unrecorded > 0 && <p class="dropped">{sentences.unrecorded(count(unrecorded))}</p>}
      {!isFaulty && requests > 0 && (
        <div class="callout good">
          <h3>{words.allRight}</h3>
        </div>
      )}
      <End row={row} isFaulty={isFaulty} />
    </div>
  );
}

/** How the session ended, or that it goes on; a bad end has its box already. */
function End({
  row: { reason, state, requests },
  isFaulty,
}: {
  readonly row: SessionRow;
  readonly isFaulty: boolean;
}) {
  const { words, reasons, states } = useSpeech();
  if (reason === undefined)
    return (
      <p class="why-ended">
        <span class={`mark ${state} ${state === "stalled" ? "bad" : "good"}`}>{states[state]}</span>
        {state === "open" && words.openWaiting}
      </p>
    );
  const tone = toneOfReason(reason);
  if (tone === "bad") return null;
  return (
    <p class="why-ended">
      <span class={`mark ended ${tone}`}>{reasons[reason].label}</span>
      {reasons[reason].text}
      {reason === "client-closed" && !isFaulty && ` ${requests > 0 ? words.finAllowed : words.nothingAsked}`}
    </p>
  );
}
