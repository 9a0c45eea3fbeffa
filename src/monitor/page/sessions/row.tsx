/** One session in the table, rendered again only after a change: there are up to 500, 4 times a second. */
import { useMemo } from "preact/hooks";
import type { CloseReason } from "../../../server/counters.ts";
import type { SessionRow } from "../../facts/api.ts";
import { useSpeech } from "../speech.ts";
import type { Texts } from "../texts/texts.ts";
import { toneOfRow } from "../tones.ts";
import { lastedOf } from "./lasted.ts";
import { Peer } from "./peer.tsx";

interface Props {
  readonly row: SessionRow;
  readonly now: number;
  readonly isPicked: boolean;
  /** Whether the Tab key stops here. */
  readonly isStop: boolean;
  /** Must behave the same at every render. */
  readonly onPick: (session: string) => void;
}

export function Row({ row, now, isPicked, isStop, onPick }: Props) {
  const speech = useSpeech();
  const lasted = lastedOf(row, now);
  const { address, port, state, reason, requests, errors, isInLine } = row;
  return useMemo(() => {
    const { words, states, count, duration, moment } = speech;
    const since = moment(row.openedAt);
    return (
      // The button in the row is for the keyboard
      <tr class={isPicked ? "picked" : ""} data-session={row.session} onClick={() => onPick(row.session)}>
        <td class="client">
          <button type="button" tabIndex={isStop ? 0 : -1} aria-current={isPicked ? "true" : undefined}>
            <Peer address={address} port={port} />
          </button>
          <small class="narrow">
            {words.thread} {row.thread} · {since}
          </small>
        </td>
        <td class="thread">{row.thread}</td>
        <td class="since">{since}</td>
        <td class="lasted">{duration(lasted)}</td>
        <td class="number">{count(requests)}</td>
        <td class={errors > 0 ? "number bad" : "number"}>{count(errors)}</td>
        <td class="state">
          <span class={`mark ${state} ${toneOfRow(row)}`}>
            {reason === undefined ? states[state] : endOf(reason, isInLine, speech)}
          </span>
        </td>
      </tr>
    );
  }, [speech, address, port, state, reason, requests, errors, isInLine, lasted, isPicked, isStop]);
}

/** In the middle of a line is a worse end than the client's FIN. */
function endOf(reason: CloseReason, isInLine: boolean, { reasons, problems }: Texts): string {
  return reason === "client-closed" && isInLine ? problems.unfinished.label : reasons[reason].label;
}
