/** The newest faults, equal ones of a client as one, and the connections that were refused. */
import { useRef } from "preact/hooks";
import type { Counts } from "../../../server/counters.ts";
import type { SessionFault } from "../../facts/api.ts";
import { useSpeech } from "../speech.ts";
import { walk } from "../walk.ts";
import { FaultRow } from "./fault-row.tsx";
import { countsByRefusal } from "./kinds.ts";
import { merged } from "./merged.ts";

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
  const list = useRef<HTMLOListElement>(null);
  const refusals = countsByRefusal(counts, speech);
  const rows = merged(faults);
  const stop = Math.max(
    0,
    rows.findIndex(({ fault }) => fault.session === picked),
  );
  return (
    <section class="faults" aria-labelledby="faults-name">
      <div class="section-head">
        <h2 id="faults-name">{words.faults}</h2>
      </div>
      {refusals.length > 0 && (
        <ul class="refusals">
          {refusals.map(([label, number]) => (
            <li key={label}>
              {label} <strong>{count(number)}</strong>
            </li>
          ))}
        </ul>
      )}
      {rows.length === 0 ? (
        <div class="empty-list card">
          <p>
            <strong>{words.noFaults}</strong>
          </p>
          <p>{words.noFaultsHelp}</p>
        </div>
      ) : (
        <>
          <ol class="scroll card" ref={list} onKeyDown={(event) => walk(event, list.current, "li")}>
            {rows.map(({ fault, count: times }, index) => (
              <FaultRow
                key={`${fault.kind} ${fault.address}`}
                fault={fault}
                count={times}
                isPicked={fault.session === picked}
                isStop={index === stop}
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
