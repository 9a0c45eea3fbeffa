/** What went wrong in a session, why, and what to type instead; then why it ended. */
import type { SessionRow, Status } from "../../facts/api.ts";
import type { Diagram } from "../chunks/diagram.ts";
import { hostToDial } from "../commands.ts";
import { RequestCommands } from "../request-commands.tsx";
import { useSpeech } from "../speech.ts";
import { toneOfReason } from "../tones.ts";

interface Props {
  readonly row: SessionRow;
  readonly problems: Diagram["problems"];
  readonly status: Status;
}

export function Outcome({ row, problems, status }: Props) {
  const { words, problems: texts, reasons, states } = useSpeech();
  const { addresses, port } = status.listening;
  const isRight = problems.length === 0 && row.errors === 0 && row.requests > 0;
  return (
    <div class="outcome">
      {problems.map(({ kind, count }) => (
        <div key={kind} class="callout bad">
          <h3>{texts[kind].happened(count)}</h3>
          <p>{texts[kind].why}</p>
        </div>
      ))}
      {problems.length > 0 && (
        <div class="callout plain">
          <h3>{words.tryIt}</h3>
          <RequestCommands host={hostToDial(addresses, location.hostname)} port={port} />
        </div>
      )}
      {isRight && (
        <div class="callout good">
          <h3>{words.allRight}</h3>
        </div>
      )}
      {row.reason === undefined ? (
        <p class="why-ended">
          <span class={`mark ${row.state} ${row.state === "stalled" ? "bad" : "good"}`}>
            {states[row.state]}
          </span>
          {row.state === "open" && words.openWaiting}
        </p>
      ) : (
        <p class="why-ended">
          <span class={`mark ended ${toneOfReason(row.reason)}`}>{reasons[row.reason].label}</span>
          {reasons[row.reason].text}
        </p>
      )}
    </div>
  );
}
