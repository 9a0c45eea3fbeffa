/** What a reader must know before trusting the rest: no answer, paused, draining. */
import { useSpeech } from "../speech.ts";
import type { Stream } from "../use-stream.ts";

interface Props {
  readonly trouble: Stream["trouble"];
  readonly isPaused: boolean;
  readonly isDraining: boolean;
}

export function Notices({ trouble, isPaused, isDraining }: Props) {
  const { words } = useSpeech();
  return (
    <div class="notices" role="status">
      {trouble !== undefined && <p class="bad">{words[trouble]}</p>}
      {isDraining && trouble === undefined && <p class="warn">{words.draining}</p>}
      {isPaused && <p class="plain">{words.paused}</p>}
    </div>
  );
}
