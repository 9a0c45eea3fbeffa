/** The head of the page: the server's current reply, its clock status, and the reader's switches. */
import type { Language } from "../../../language.ts";
import type { Status } from "../../facts/api.ts";
import { useSpeech } from "../speech.ts";
import type { Theme } from "../use-theme.ts";
import { clockTone, clockWords } from "./clock-words.ts";
import { Switches } from "./switches.tsx";

interface Props {
  readonly status: Status | undefined;
  readonly language: Language;
  readonly theme: Theme;
  readonly isPaused: boolean;
  readonly onLanguage: (language: Language) => void;
  readonly onTheme: (theme: Theme) => void;
  readonly onPause: (isPaused: boolean) => void;
  readonly onPresent: () => void;
}

export function Masthead({ status, ...switches }: Props) {
  const { words, duration, sentences } = useSpeech();
  return (
    <header>
      <div class="bar">
        <h1>{words.title}</h1>
        <Switches {...switches} />
      </div>
      {status !== undefined && (
        <div class="hero">
          <p class="clock" style={{ "--characters": status.reply.length }}>
            {status.reply}
          </p>
          <dl class="facts">
            <div>
              <dt>{words.zone}</dt>
              <dd>{status.zone}</dd>
            </div>
            <div>
              <dt>{words.kernelClock}</dt>
              <dd class={clockTone(status.clock)}>{clockWords(status.clock, sentences, duration)}</dd>
            </div>
            <div>
              <dt>{words.running}</dt>
              <dd>{duration(Math.max(1000, Math.floor((status.now - status.startedAt) / 1000) * 1000))}</dd>
            </div>
            <div>
              <dt>{words.listening}</dt>
              <dd>
                {status.listening.port} <small>{status.listening.addresses.join(", ")}</small>
              </dd>
            </div>
          </dl>
        </div>
      )}
    </header>
  );
}
