/** One fault; a click opens its session. */
import type { SessionFault } from "../../facts/api.ts";
import { Peer } from "../sessions/peer.tsx";
import { useSpeech } from "../speech.ts";
import { labelOfKind } from "./kinds.ts";

interface Props {
  readonly fault: SessionFault;
  readonly isPicked: boolean;
  readonly onPick: (session: string) => void;
}

export function FaultRow({ fault, isPicked, onPick }: Props) {
  const speech = useSpeech();
  return (
    <li>
      <button
        type="button"
        aria-current={isPicked ? "true" : undefined}
        onClick={() => onPick(fault.session)}
      >
        <span class="at">{speech.moment(fault.at)}</span>
        <span class="kind">{labelOfKind(fault.kind, speech)}</span>
        <Peer address={fault.address} port={fault.port} />
      </button>
    </li>
  );
}
