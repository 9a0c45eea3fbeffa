/** The newest faults, and the count of each kind since the start. */
import type { Counts } from "../../../server/counters.ts";
import type { SessionFault } from "../../facts/api.ts";
import { useSpeech } from "../speech.ts";
import { FaultRow } from "./fault-row.tsx";
import { countsByKind, countsByRefusal, labelOfKind } from "./kinds.ts";

interface Props {
  readonly faults: readonly SessionFault[];
  readonly dropped: number;
  readonly counts: Counts;
  readonly picked: string | undefined;
  readonly onPick: (session: string) => void;
}

export function Faults({ faults, dropped, counts, picked, onPick }: Props) {
  const speech = useSpeech();
  const { words, sentences, count } = speech;
  const kinds = countsByKind(counts, speech).map(
    ([kind, number]) => [labelOfKind(kind, speech), number] as const,
  );
  const tallies = [...kinds, ...countsByRefusal(counts, speech)];
  return (
    <section class="faults" aria-labelledby="faults-name">
      <div class="section-head">
        <h2 id="faults-name">{words.faults}</h2>
      </div>
      {tallies.length > 0 && (
        <ul class="kinds">
          {tallies.map(([label, number]) => (
            <li key={label}>
              {label} <strong>{count(number)}</strong>
            </li>
          ))}
        </ul>
      )}
      {faults.length === 0 ? (
        <div class="empty card">
          <p>
            <strong>{words.noFaults}</strong>
          </p>
          <p>{words.noFaultsHelp}</p>
        </div>
      ) : (
        <>
          <ol class="scroll card">
            {faults.map((fault) => (
              <FaultRow
                key={fault.number}
                fault={fault}
                isPicked={fault.session === picked}
                onPick={onPick}
              />
            ))}
          </ol>
          {dropped > 0 && <p class="dropped">{sentences.faultsDropped(count(dropped))}</p>}
        </>
      )}
    </section>
  );
}
