/** A client of the class board; a click opens its newest session, or that of a dot. */
import { useMemo } from "preact/hooks";
import { escapeText } from "../../../text/escape.ts";
import { urlHost } from "../../../text/host-port.ts";
import type { BoardRow } from "../../facts/api.ts";
import { useSpeech } from "../speech.ts";
import { verdictWords } from "./verdict.ts";

interface Props {
  readonly row: BoardRow;
  readonly picked: string | undefined;
  /** Whether the Tab key stops here. */
  readonly isStop: boolean;
  /** Differs when the row does: it is rendered again only then. */
  readonly version: string;
  /** Must behave the same at every render. */
  readonly onPick: (session: string) => void;
}

export function BoardClient({ row, picked, isStop, version, onPick }: Props) {
  const speech = useSpeech();
  const own = [row.newest, ...row.attempts].some(({ session }) => session === picked) ? picked : undefined;
  return useMemo(() => {
    const { words, moment } = speech;
    const { tone, text } = verdictWords(row.newest, speech);
    return (
      <li class={own === undefined ? "client-row" : "client-row picked"}>
        <button
          type="button"
          class="newest"
          tabIndex={isStop ? 0 : -1}
          aria-current={own === row.newest.session ? "true" : undefined}
          onClick={() => onPick(row.newest.session)}
        >
          <span class="peer">{urlHost(escapeText(row.address))}</span>
          <span class={`verdict ${tone}`}>{text}</span>
        </button>
        <span class="dots">
          {row.attempts.map(({ session, openedAt, verdict }) => (
            <button
              key={session}
              type="button"
              tabIndex={-1}
              title={`${moment(openedAt)} · ${words[verdict]}`}
              aria-label={`${row.address}, ${moment(openedAt)}, ${words[verdict]}`}
              aria-current={own === session ? "true" : undefined}
              onClick={() => onPick(session)}
            >
              <i class={`dot ${verdict}`} />
            </button>
          ))}
        </span>
      </li>
    );
  }, [speech, version, own, isStop]);
}
