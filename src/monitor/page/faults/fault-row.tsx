/** Equal faults of one client; a click opens the newest session that has it. */
import { Peer } from "../sessions/peer.tsx";
import { useSpeech } from "../speech.ts";
import { labelOfKind } from "./kinds.ts";
import type { MergedFault } from "./merged.ts";

interface Props extends MergedFault {
  readonly isPicked: boolean;
  /** Whether the Tab key stops here. */
  readonly isStop: boolean;
  readonly onPick: (session: string) => void;
}

export function FaultRow({ fault, count: times, isPicked, isStop, onPick }: Props) {
  const speech = useSpeech();
  const { sentences, count } = speech;
  return (
    <li>
      <button
        type="button"
        tabIndex={isStop ? 0 : -1}
        aria-current={isPicked ? "true" : undefined}
        onClick={() => onPick(fault.session)}
      >
        <span class="at">{speech.moment(fault.at)}</span>
        <span class="kind">
          {labelOfKind(fault.kind, speech)}
          {times > 1 && (
            <span class="times">
              <span aria-hidden="true"> ×{count(times)}</span>
              <span class="hidden"> {sentences.times(count(times))}</span>
            </span>
          )}
        </span>
        <Peer address={fault.address} port={fault.port} />
      </button>
    </li>
  );
}
