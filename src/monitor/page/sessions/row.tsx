/** One session in the table. */
import type { SessionRow } from "../../api.ts";
import { useSpeech } from "../speech.ts";
import { toneOfRow } from "../tones.ts";
import { lastedOf } from "./lasted.ts";
import { Peer } from "./peer.tsx";

interface Props {
  readonly row: SessionRow;
  readonly now: number;
  readonly isPicked: boolean;
  /** Whether the Tab key stops here. */
  readonly isStop: boolean;
  readonly onPick: (session: string) => void;
}

export function Row({ row, now, isPicked, isStop, onPick }: Props) {
  const { words, states, reasons, count, duration, moment } = useSpeech();
  const pick = () => onPick(row.session);
  const since = moment(row.openedAt);
  return (
    // The button in the row is for the keyboard
    <tr class={isPicked ? "picked" : ""} data-session={row.session} onClick={pick}>
      <td class="client">
        <button type="button" tabIndex={isStop ? 0 : -1} aria-current={isPicked ? "true" : undefined}>
          <Peer address={row.address} port={row.port} />
        </button>
        <small class="narrow">
          {words.thread} {row.thread} · {since}
        </small>
      </td>
      <td class="thread">{row.thread}</td>
      <td class="since">{since}</td>
      <td class="lasted">{duration(lastedOf(row, now))}</td>
      <td class="number">{count(row.requests)}</td>
      <td class={row.errors > 0 ? "number bad" : "number"}>{count(row.errors)}</td>
      <td class="state">
        <span class={`mark ${row.state} ${toneOfRow(row)}`}>
          {row.reason === undefined ? states[row.state] : reasons[row.reason].label}
        </span>
      </td>
    </tr>
  );
}
