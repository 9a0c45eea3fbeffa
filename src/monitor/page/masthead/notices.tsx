/** What a reader has to know before believing the rest: lost, paused, stopping. */
import { useSpeech } from "../speech.ts";

interface Props {
  readonly isLost: boolean;
  readonly isPaused: boolean;
  readonly isDraining: boolean;
}

export function Notices({ isLost, isPaused, isDraining }: Props) {
  const { words } = useSpeech();
  return (
    <div class="notices" role="status">
      {isLost && <p class="bad">{words.lost}</p>}
      {isDraining && !isLost && <p class="warn">{words.draining}</p>}
      {isPaused && <p class="plain">{words.paused}</p>}
    </div>
  );
}
