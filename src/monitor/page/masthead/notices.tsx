/** What a reader must know before trusting the rest: no contact, another run of the server, paused, draining. */
import { useSpeech } from "../speech.ts";
import type { Trouble } from "../use-stream.ts";

interface Props {
  readonly trouble: Trouble | undefined;
  /** When the server was started again, if the reader has seen an earlier run. */
  readonly restartedAt: number | undefined;
  readonly isPaused: boolean;
  readonly isDraining: boolean;
}

export function Notices({ trouble, restartedAt, isPaused, isDraining }: Props) {
  const { words, sentences, moment } = useSpeech();
  return (
    <div class="notices" role="status">
      {trouble?.kind === "noContact" && <NoContact forMs={trouble.forMs} />}
      {trouble?.kind === "tooManyPages" && <p class="bad">{words.tooManyPages}</p>}
      {isDraining && trouble === undefined && <p class="warn">{words.draining}</p>}
      {restartedAt !== undefined && trouble === undefined && (
        <p class="warn">{sentences.restarted(moment(restartedAt))}</p>
      )}
      {isPaused && <p class="plain">{words.paused}</p>}
    </div>
  );
}

/** A screen reader says it once, not every second. */
function NoContact({ forMs }: { readonly forMs: number }) {
  const { words, sentences, duration } = useSpeech();
  return (
    <p class="bad">
      <span aria-hidden="true">{sentences.noContact(duration(wholeSeconds(forMs)))}</span>
      <span class="hidden">{words.noContact}</span>
    </p>
  );
}

function wholeSeconds(milliseconds: number): number {
  return Math.max(1, Math.floor(milliseconds / 1000)) * 1000;
}
